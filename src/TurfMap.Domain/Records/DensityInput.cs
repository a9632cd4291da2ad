namespace TurfMap.Domain.Records;

/// <summary>The cases that a density is of, and how many are left out of it, each counted once, by the first reason that holds.</summary>
/// <param name="Cases">Those that are drawn.</param>
/// <param name="Placed">Those with a place in the city, rough ones and those at sinks too: what points on the map are of.</param>
/// <param name="Unplaced">Without a place.</param>
/// <param name="Outside">Beyond the areas of the city.</param>
/// <param name="Rough">Placed only by their street, postcode or district.</param>
/// <param name="AtSinks">At a sink, also when these are taken in.</param>
public sealed record DensityInput(CaseSelection Cases, CaseSelection Placed, int Unplaced, int Outside, int Rough, int AtSinks);

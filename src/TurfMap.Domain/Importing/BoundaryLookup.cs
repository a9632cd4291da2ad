using NetTopologySuite.Geometries;
using TurfMap.Domain.Geography;
using TurfMap.Spatial;
using TurfMap.Spatial.Coverage;

namespace TurfMap.Domain.Importing;

/// <summary>Whether a record's place lies within the boundaries of its day.</summary>
public enum PlaceFinding
{
    /// <summary>In an area of at least one layer.</summary>
    Inside,

    /// <summary>In no area of any layer in force.</summary>
    Outside,

    /// <summary>No boundaries are in force on the day.</summary>
    NoBoundaries,
}

/// <summary>
/// Says whether places lie in the city, by the boundaries in force on a day. Layers with few areas are asked first: nearly every place lies
/// in one of them, so the finer ones are hardly ever opened. One thread.
/// </summary>
public sealed class BoundaryLookup
{
    private readonly Vintage[] vintages;
    private readonly DateOnly today;
    private readonly Func<Vintage, AreaIndex> open;
    private readonly Dictionary<long, AreaIndex> opened = [];
    private (DateOnly Day, Vintage[] InForce)? last;

    /// <summary>Takes what a store lists; context layers are passed over.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="vintages">Their vintages.</param>
    /// <param name="today">The day for records that have none of their own.</param>
    /// <param name="open">Gives the index of a vintage; asked at most once for each.</param>
    public BoundaryLookup(IEnumerable<Layer> layers, IEnumerable<Vintage> vintages, DateOnly today, Func<Vintage, AreaIndex> open)
    {
        var answered = layers.Where(layer => layer.Use != LayerUse.Context).Select(layer => layer.Key).ToHashSet(StringComparer.Ordinal);
        this.vintages = [.. vintages.Where(vintage => answered.Contains(vintage.Layer)).OrderBy(vintage => vintage.Areas)];
        (this.today, this.open) = (today, open);
        var bounds = new Envelope();
        foreach (var vintage in this.vintages)
            bounds.ExpandToInclude(vintage.Bounds);
        Bounds = bounds.IsNull ? null : bounds;
    }

    /// <summary>The box around the answered layers: a place far from it may be one with its numbers swapped. Null without any.</summary>
    public Envelope? Bounds { get; }

    /// <summary>Where a place lies.</summary>
    /// <param name="place">The place.</param>
    /// <param name="day">The record's own day; null takes the day of the import.</param>
    public PlaceFinding Find(LonLat place, DateOnly? day)
    {
        var asked = day ?? today;
        if (last is not { } known || known.Day != asked)
            last = known = (asked, [.. vintages.Where(vintage => vintage.Period.Contains(asked))]);
        return known.InForce.Length == 0 ? PlaceFinding.NoBoundaries
            : Array.Exists(known.InForce, vintage => Index(vintage).Find(place.Longitude, place.Latitude) >= 0) ? PlaceFinding.Inside
            : PlaceFinding.Outside;
    }

    private AreaIndex Index(Vintage vintage)
    {
        if (!opened.TryGetValue(vintage.Id, out var index))
            opened.Add(vintage.Id, index = open(vintage));
        return index;
    }
}

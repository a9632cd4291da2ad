using TurfMap.Domain.Changes;

namespace TurfMap.Domain.City;

/// <summary>What a city calls itself, and what holds for all of its maps.</summary>
/// <param name="Name">The city's or office's name, as shown at the top of the page.</param>
/// <param name="Note">A sentence shown beside it, for instance that the city is invented.</param>
/// <param name="IsSample">Whether this is the invented city that comes with the program.</param>
/// <param name="PositionErrorMetres">How far off an address may be: a place nearer to a line than this is marked "edge".</param>
public sealed record CityProfile(string Name, string? Note, bool IsSample, double PositionErrorMetres)
{
    /// <summary>A city that has not said anything about itself.</summary>
    public static CityProfile Unnamed { get; } = new("Our city", null, false, 5);

    /// <summary>Refuses what cannot be a profile.</summary>
    public CityProfile Checked()
    {
        Validate.Text("name", Name, 100);
        Validate.Text("note", Note, 500, mayBeEmpty: true);
        Validate.Number("positionErrorMetres", PositionErrorMetres, 0, 1000);
        return this;
    }
}

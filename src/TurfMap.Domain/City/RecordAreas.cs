using TurfMap.Spatial;

namespace TurfMap.Domain.City;

/// <summary>The areas of a record's place, as they were in force on the record's own day.</summary>
public static class RecordAreas
{
    /// <summary>
    /// The code of the area in each answered layer, by the layer's key; layers in which the place lies outside are left out.
    /// </summary>
    /// <remarks>Worked out when asked for, so a corrected boundary counts at once for records that stand.</remarks>
    /// <param name="city">The city.</param>
    /// <param name="place">The record's place; null for none.</param>
    /// <param name="day">The record's own day; null for none.</param>
    /// <param name="today">The day for records that have none of their own.</param>
    public static IReadOnlyDictionary<string, string>? AreasOf(this CityModel city, LonLat? place, DateOnly? day, DateOnly today)
    {
        if (place is not { } found)
            return null;
        var areas = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var layer in city.On(day ?? today).Answered)
            if (layer.Placing.Index.Find(found) is >= 0 and var area)
                areas.Add(layer.Layer.Key, layer.Placing.Codes[area]);
        return areas;
    }
}

using System.Buffers;
using TurfMap.Spatial;

namespace TurfMap.Domain.Geography;

/// <summary>How a place stands to a layer.</summary>
public enum PlaceStatus : byte
{
    /// <summary>In an area, and farther from its lines than the position error.</summary>
    Inside,

    /// <summary>In an area, but nearer to a line than the position error: it may be the neighbour.</summary>
    Edge,

    /// <summary>In no area.</summary>
    Outside,

    /// <summary>No coordinates were given.</summary>
    NoCoordinates,

    /// <summary>Coordinates were given that cannot be a place of this city.</summary>
    BadCoordinates,
}

/// <summary>The words of the statuses in files and answers.</summary>
public static class PlaceStatusWords
{
    /// <summary>The word: <c>inside</c>, <c>edge</c>, <c>outside</c>, <c>no_coordinates</c>, <c>bad_coordinates</c>.</summary>
    public static string Word(this PlaceStatus status) =>
        status switch
        {
            PlaceStatus.Inside => "inside",
            PlaceStatus.Edge => "edge",
            PlaceStatus.Outside => "outside",
            PlaceStatus.NoCoordinates => "no_coordinates",
            _ => "bad_coordinates",
        };
}

/// <summary>How closely to look.</summary>
/// <param name="PositionErrorMetres">A place nearer to a line than this is marked <see cref="PlaceStatus.Edge"/>; 0 marks none.</param>
/// <param name="SnapMetres">How far to look for the nearest area of a place outside; 0 does not look.</param>
/// <param name="MarginLimitMetres">How far to look for the nearest line; beyond it the margin is infinite.</param>
public sealed record PlacingOptions(double PositionErrorMetres = 5, double SnapMetres = 0, double MarginLimitMetres = 250);

/// <summary>Where a place is in one layer.</summary>
/// <param name="Area">The area that holds it, or, outside, the nearest one within reach; -1 when there is none.</param>
/// <param name="MarginMetres">Metres to the nearest line; negative outside, when an area is within reach; infinite beyond the
/// limit.</param>
/// <param name="Status">How it stands to the layer.</param>
public readonly record struct PlaceInLayer(int Area, double MarginMetres, PlaceStatus Status);

/// <summary>Places points in layers.</summary>
public static class Placing
{
    /// <summary>Places one point.</summary>
    public static PlaceInLayer Place(this PlacingLayer layer, LonLat place, PlacingOptions options)
    {
        var area = layer.Index.Find(place);
        if (area < 0)
            return Outside(layer, place, options);
        var margin = layer.Index.MarginMetres(place, options.MarginLimitMetres);
        return new(area, margin, margin < options.PositionErrorMetres ? PlaceStatus.Edge : PlaceStatus.Inside);
    }

    /// <summary>Places a block of points; all spans have the same length. Margins are looked for only where there is an area.</summary>
    public static void Place(
        this PlacingLayer layer,
        ReadOnlySpan<double> lons,
        ReadOnlySpan<double> lats,
        PlacingOptions options,
        Span<int> areas,
        Span<double> margins,
        Span<PlaceStatus> statuses
    )
    {
        layer.Index.Find(lons, lats, areas);
        var rented = ArrayPool<double>.Shared.Rent(3 * areas.Length);
        var insideLons = rented.AsSpan(0, areas.Length);
        var insideLats = rented.AsSpan(areas.Length, areas.Length);
        var insideMargins = rented.AsSpan(2 * areas.Length, areas.Length);
        var inside = 0;
        for (var i = 0; i < areas.Length; i++)
            if (areas[i] >= 0)
                (insideLons[inside], insideLats[inside++]) = (lons[i], lats[i]);
        layer.Index.MarginMetres(insideLons[..inside], insideLats[..inside], options.MarginLimitMetres, insideMargins[..inside]);
        inside = 0;
        for (var i = 0; i < areas.Length; i++)
        {
            if (areas[i] < 0)
                (areas[i], margins[i], statuses[i]) = Outside(layer, new LonLat(lons[i], lats[i]), options);
            else
            {
                margins[i] = insideMargins[inside++];
                statuses[i] = margins[i] < options.PositionErrorMetres ? PlaceStatus.Edge : PlaceStatus.Inside;
            }
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    private static PlaceInLayer Outside(PlacingLayer layer, LonLat place, PlacingOptions options)
    {
        if (options.SnapMetres <= 0)
            return new(-1, double.PositiveInfinity, PlaceStatus.Outside);
        var (nearest, metres) = layer.Index.Nearest(place, options.SnapMetres);
        return new(nearest, nearest < 0 ? double.PositiveInfinity : -metres, PlaceStatus.Outside);
    }
}

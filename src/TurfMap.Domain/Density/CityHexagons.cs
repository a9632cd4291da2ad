using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Records;
using TurfMap.Spatial;
using TurfMap.Spatial.Density;

namespace TurfMap.Domain.Density;

/// <summary>A lattice of hexagons over a city's bounds, which anybody who imports a layer can make as wide as the world.</summary>
internal static class CityHexagons
{
    /// <summary>The hexagons that meet the bounds.</summary>
    /// <param name="grid">The lattice.</param>
    /// <param name="plane">The city's plane.</param>
    /// <param name="bounds">The city, in degrees.</param>
    /// <param name="most">At most so many.</param>
    /// <exception cref="RefusedException">There would be more.</exception>
    public static HexExtent Over(HexGrid grid, CityPlane plane, Envelope bounds, double most)
    {
        var corners = new[]
        {
            (bounds.MinX, bounds.MinY),
            (bounds.MinX, bounds.MaxY),
            (bounds.MaxX, bounds.MinY),
            (bounds.MaxX, bounds.MaxY),
        }
            .Select(corner => plane.ToPlane(new LonLat(corner.Item1, corner.Item2)))
            .ToArray();
        var (left, right) = (corners.Min(corner => corner.X), corners.Max(corner => corner.X));
        var (bottom, top) = (corners.Min(corner => corner.Y), corners.Max(corner => corner.Y));
        var expected = ((right - left) / grid.FlatToFlat + 2) * ((top - bottom) / grid.RowHeight + 4);
        if (!(expected <= most))
            throw new RefusedException(
                Refusal.Invalid,
                $"The city's layers span more than {most * grid.FlatToFlat * grid.FlatToFlat / 1e6:N0} square kilometers, too many for "
                    + "hexagons of a quarter of a mile. Ask on a layer instead, or undo the import of the layer that is too wide."
            );
        return grid.Over(left, bottom, right, top);
    }
}

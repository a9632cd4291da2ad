using TurfMap.Domain.Records;
using TurfMap.Spatial.Density;
using TurfMap.Spatial.Tiles;

namespace TurfMap.Domain.Density;

/// <summary>
/// Which cell of a plane's raster stands at each point of a picture whose columns are equal steps of longitude and whose rows, from the
/// north, equal steps of Web Mercator.
/// </summary>
/// <remarks>
/// Each point shows the cell that its middle lies in. Points are a little closer together than cells are wide, also where the plane is
/// turned against north by up to 3°, so every cell is shown by one point at least.
/// </remarks>
public sealed class SurfacePicture
{
    /// <summary>The side of a point in cells. Times the sine and the cosine of 3° together it is still below 1.</summary>
    private const double PointInCells = 0.93;

    private const double Equator = 40_075_016.7;
    private const int Steps = 64;

    private readonly int[] cells;

    private SurfacePicture(int width, int height, double[] box, int[] cells) =>
        (Width, Height, Box, this.cells) = (width, height, box, cells);

    /// <summary>Points from west to east.</summary>
    public int Width { get; }

    /// <summary>Points from north to south.</summary>
    public int Height { get; }

    /// <summary>West, south, east and north in degrees.</summary>
    public IReadOnlyList<double> Box { get; }

    /// <summary>The cell at each point, by row from the north; -1 beyond the raster.</summary>
    public ReadOnlySpan<int> Cells => cells;

    /// <summary>Lays a picture over a raster. A place of the plane is reckoned for each point, so it is kept.</summary>
    public static SurfacePicture Build(PlaneRaster raster, CityPlane plane, CancellationToken cancel = default)
    {
        double right = raster.Left + raster.Columns * raster.CellSize,
            top = raster.Bottom + raster.Rows * raster.CellSize;
        var sides = Enumerable
            .Range(0, Steps + 1)
            .SelectMany(i =>
            {
                double x = raster.Left + (right - raster.Left) * i / Steps,
                    y = raster.Bottom + (top - raster.Bottom) * i / Steps;
                return new[]
                {
                    plane.ToLonLat(x, raster.Bottom),
                    plane.ToLonLat(x, top),
                    plane.ToLonLat(raster.Left, y),
                    plane.ToLonLat(right, y),
                };
            })
            .ToArray();
        double west = sides.Min(place => place.Longitude),
            east = sides.Max(place => place.Longitude),
            south = sides.Min(place => place.Latitude),
            north = sides.Max(place => place.Latitude);
        // A point is widest on the ground where the box is nearest to the equator.
        var widest = Equator * Math.Cos(double.DegreesToRadians(south * north < 0 ? 0 : Math.Min(Math.Abs(south), Math.Abs(north))));
        double upper = WebMercator.Y(north),
            lower = WebMercator.Y(south),
            side = PointInCells * raster.CellSize;
        int width = (int)Math.Ceiling((east - west) / 360 * widest / side),
            height = (int)Math.Ceiling((lower - upper) * widest / side);
        var cells = new int[width * height];
        Parallel.For(
            0,
            height,
            new ParallelOptions { CancellationToken = cancel },
            row =>
            {
                var (longitudes, latitudes) = (new double[width], new double[width]);
                Array.Fill(latitudes, WebMercator.Latitude(upper + (row + 0.5) * (lower - upper) / height));
                for (var column = 0; column < width; column++)
                    longitudes[column] = west + (column + 0.5) * (east - west) / width;
                var (xs, ys) = plane.ToPlane(longitudes, latitudes);
                for (var column = 0; column < width; column++)
                {
                    int x = (int)Math.Floor((xs[column] - raster.Left) / raster.CellSize),
                        y = (int)Math.Floor((ys[column] - raster.Bottom) / raster.CellSize);
                    cells[row * width + column] = x >= 0 && y >= 0 && x < raster.Columns && y < raster.Rows ? y * raster.Columns + x : -1;
                }
            }
        );
        return new(width, height, [west, south, east, north], cells);
    }

    /// <summary>What stands at each point, of what stands in each cell.</summary>
    public byte[] Draw(ReadOnlySpan<byte> ofCells, byte beyond)
    {
        var points = new byte[cells.Length];
        for (var i = 0; i < points.Length; i++)
            points[i] = cells[i] is >= 0 and var cell ? ofCells[cell] : beyond;
        return points;
    }
}

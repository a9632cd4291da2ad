using TurfMap.Domain.Changes;
using TurfMap.Domain.Records;
using TurfMap.Spatial.Density;

namespace TurfMap.Domain.Density;

/// <summary>
/// All of a surface that does not depend on cases: the cells, how much of each and of the kernel about it is land, and where each cell lies
/// in the picture. Made once for a land and a radius.
/// </summary>
/// <remarks>Never changed, safe to share between threads. 12 bytes a cell.</remarks>
public sealed class SurfaceWindow
{
    /// <summary>
    /// The radii that can be asked for, in feet. They never follow the zoom, so two pictures can be laid side by side; below a quarter of a
    /// mile a surface would show single doors.
    /// </summary>
    public static readonly int[] Radii = [1320, 2640, 5280];

    private const double MetresPerFoot = 0.3048;

    /// <summary>Fewer than a raster may have, as one is a cell wider than its box.</summary>
    private const double MostCells = 4_100_000;

    private SurfaceWindow(SurfaceLand land, int radiusFeet, KernelWindow kernel, SurfacePicture picture) =>
        (Land, RadiusFeet, Kernel, Picture) = (land, radiusFeet, kernel, picture);

    /// <summary>The land.</summary>
    public SurfaceLand Land { get; }

    /// <summary>The radius of the kernel in feet.</summary>
    public int RadiusFeet { get; }

    /// <summary>The side of a cell in feet: a tenth of the radius.</summary>
    public int CellFeet => RadiusFeet / 10;

    /// <summary>The cells and the masses of the kernel, in metres of the plane.</summary>
    public KernelWindow Kernel { get; }

    /// <summary>The cells as a picture that lies straight on a web map.</summary>
    public SurfacePicture Picture { get; }

    /// <summary>Roughly what it takes in memory.</summary>
    public long Bytes => 8L * Kernel.Raster.Count + 4L * Picture.Width * Picture.Height;

    /// <summary>Finds the masses and the picture.</summary>
    /// <exception cref="RefusedException">The radius is none of <see cref="Radii"/>, or the city is too large for it.</exception>
    public static SurfaceWindow Build(SurfaceLand land, CityPlane plane, int radiusFeet, CancellationToken cancel = default)
    {
        if (!Radii.Contains(radiusFeet))
            throw new RefusedException(Refusal.Invalid, $"The radius of a surface is {string.Join(", ", Radii)} feet.");
        var (radius, box) = (radiusFeet * MetresPerFoot, land.Shape.EnvelopeInternal);
        if ((box.Width / (radius / 10) + 2) * (box.Height / (radius / 10) + 2) > MostCells)
            throw new RefusedException(
                Refusal.Invalid,
                $"This city is {box.Width / 1000:0} by {box.Height / 1000:0} km, too large for a surface with a radius of "
                    + $"{radiusFeet} feet. Ask for a larger one, up to {Radii[^1]}."
            );
        var raster = PlaneRaster.ForRadius(box.MinX, box.MinY, box.MaxX, box.MaxY, radius);
        return new(land, radiusFeet, KernelWindow.Build(raster, land.Shape, radius, cancel), SurfacePicture.Build(raster, plane, cancel));
    }
}

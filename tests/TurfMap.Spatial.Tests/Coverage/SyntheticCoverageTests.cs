using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Tests.Coverage;

/// <summary>Made-up coverages, each answer compared with NetTopologySuite's.</summary>
public sealed class SyntheticCoverageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Grids_whose_corners_were_moved(int seed) => Same(SyntheticCoverages.Grid(20, 0.7, seed), seed);

    [Theory]
    [InlineData(3)]
    public void Grids_of_level_and_upright_lines(int seed) => Same(SyntheticCoverages.Grid(16, 0, seed), seed);

    [Theory]
    [InlineData(4)]
    public void Ten_thousand_areas(int seed) => Same(SyntheticCoverages.Grid(100, 0.5, seed), seed);

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Voronoi_diagrams(int seed) => Same(SyntheticCoverages.Voronoi(300, seed), seed);

    [Theory]
    [InlineData(2, 7)]
    [InlineData(40, 8)]
    public void Rings_in_rings(int depth, int seed) => Same(SyntheticCoverages.Donuts(depth, seed), seed);

    [Theory]
    [InlineData(500, 0.3, 9)]
    [InlineData(500, 1e-9, 10)]
    [InlineData(31, 1e-3, 11)]
    public void Triangles_that_meet_in_one_corner(int blades, double radius, int seed) =>
        Same(SyntheticCoverages.Fan(blades, radius, seed), seed);

    [Theory]
    [InlineData(12, 0.5, 12)]
    [InlineData(60, 0.9, 13)]
    [InlineData(300, 0.1, 14)]
    [InlineData(300, 0.01, 15)]
    public void Areas_laid_over_each_other(int count, double size, int seed) =>
        Same(SyntheticCoverages.Overlapping(count, size, seed), seed);

    [Theory]
    [InlineData(1, 16)]
    [InlineData(12, 17)]
    [InlineData(20, 18)]
    public void Corners_that_are_neighbouring_doubles(int side, int seed) => Same(SyntheticCoverages.OneUlp(side, seed), seed);

    [Theory]
    [InlineData(19)]
    public void Tiny_areas_far_apart(int seed) =>
        Same(
            [
                .. SyntheticCoverages.Grid(3, 0.5, seed, -179, -89, 1e-12),
                .. SyntheticCoverages.Grid(3, 0.5, seed, 179, 89, 1e-9),
                .. SyntheticCoverages.Grid(3, 0, seed, 0, 0, 1e-200),
            ],
            seed
        );

    [Theory]
    [InlineData(20)]
    public void Slivers(int seed)
    {
        var random = new Random(seed);
        Same(
            [
                .. Enumerable
                    .Range(0, 200)
                    .Select(_ =>
                    {
                        double x = random.NextDouble(),
                            y = random.NextDouble(),
                            far = random.NextDouble();
                        return (Geometry)
                            SyntheticCoverages.Ring((x, y), (far, 0.3), (Math.BitIncrement(far), 0.3), (x, Math.BitIncrement(y)));
                    }),
            ],
            seed
        );
    }

    private static void Same(IReadOnlyList<Geometry> areas, int seed) => CoverageChecks.SameAsOracle(areas, 6_000, 6_000, seed);
}

using NetTopologySuite.Geometries;
using TurfMap.Spatial.Coverage;

namespace TurfMap.Spatial.Tests.Coverage;

internal static class CoverageChecks
{
    /// <summary>Asks the index every way it can be asked and compares each answer with the oracle's.</summary>
    public static void SameAsOracle(IReadOnlyList<Geometry> areas, int anywhere, int adversarial, int seed)
    {
        var index = AreaIndex.Build(areas);
        var oracle = new CoverageOracle(areas);
        Compare(areas, index, oracle, Places.Anywhere(index.Bounds, anywhere, seed), seed);
        Compare(areas, index, oracle, Places.Adversarial(areas, adversarial, seed), seed);
    }

    private static void Compare(
        IReadOnlyList<Geometry> areas,
        AreaIndex index,
        CoverageOracle oracle,
        (double[] X, double[] Y) places,
        int seed
    )
    {
        int[] vectors = new int[places.X.Length],
            scalars = new int[places.X.Length],
            all = new int[1024];
        index.Find(places.X, places.Y, vectors, vectors: true);
        index.Find(places.X, places.Y, scalars, vectors: false);
        for (var i = 0; i < places.X.Length; i++)
        {
            var expected = oracle.All(places.X[i], places.Y[i], out _);
            var count = index.FindAll(new(places.X[i], places.Y[i]), all);
            var first = expected.Count == 0 ? -1 : expected[0];
            if (
                vectors[i] != first
                || scalars[i] != first
                || !all.AsSpan(0, Math.Min(count, all.Length)).SequenceEqual(expected.Take(all.Length).ToArray())
                || count != expected.Count
            )
            {
                var holders = Enumerable.Range(0, areas.Count).Where(area => WholeNumberSide.Holds(areas[area], places.X[i], places.Y[i]));
                Assert.Fail(
                    FormattableString.Invariant(
                        $"seed {seed}, place {i} ({places.X[i]:R} {places.Y[i]:R}): expected [{string.Join(' ', expected)}], "
                    )
                        + $"in whole numbers [{string.Join(' ', holders)}], vectors {vectors[i]}, one by one {scalars[i]}, "
                        + $"all [{string.Join(' ', all.Take(count))}]"
                );
            }
        }
    }
}

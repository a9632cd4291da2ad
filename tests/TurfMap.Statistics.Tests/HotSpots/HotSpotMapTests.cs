using TurfMap.Statistics.HotSpots;
using TurfMap.Statistics.Significance;

namespace TurfMap.Statistics.Tests.HotSpots;

public sealed class HotSpotMapTests
{
    /// <summary>Squares with the eight around each.</summary>
    private static NeighbourLists Lattice(int side) =>
        NeighbourLists.Build([
            .. Enumerable
                .Range(0, side * side)
                .Select(area =>
                    Enumerable
                        .Range(0, side * side)
                        .Where(other =>
                            other != area && Math.Abs(other % side - area % side) <= 1 && Math.Abs(other / side - area / side) <= 1
                        )
                        .ToArray()
                ),
        ]);

    /// <summary>Six areas: every way of drawing a neighbourhood can be counted out.</summary>
    [Theory, InlineData(11), InlineData(12)]
    public void Permutations_come_near_the_probability_of_counting_every_draw(int seed)
    {
        double[] x = [2, 3, 3.2, 5, 8, 7];
        var neighbours = NeighbourLists.Build([
            [1, 3],
            [0, 3, 4],
            [4],
            [0, 1, 4],
            [1, 2, 3, 5],
            [4],
        ]);
        const int Draws = 20_000;

        var drawn = ConditionalPermutations.Run(x, neighbours, Draws, seed);

        for (var i = 0; i < x.Length; i++)
        {
            var others = Enumerable.Range(0, x.Length).Where(j => j != i).ToArray();
            var mean = others.Average(j => x[j]);
            var seen = neighbours.Of(i).ToArray().Sum(j => x[j] - mean);
            var sums = Enumerable
                .Range(0, 1 << others.Length)
                .Where(set => int.PopCount(set) == neighbours.Of(i).Length)
                .Select(set => others.Where((_, k) => (set >> k & 1) == 1).Sum(j => x[j] - mean))
                .ToArray();
            var exact = sums.Count(sum => Math.Abs(sum) >= Math.Abs(seen) - 1e-9) / (double)sums.Length;
            Assert.True(Math.Abs(exact - drawn.P[i]) < 5 * Math.Sqrt(0.25 / Draws), $"{i}: {drawn.P[i]} is not {exact}");
            Assert.Equal(Math.Abs(seen) < 1e-9 ? 0 : Math.Sign(seen), drawn.Direction[i]);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_and_an_area_does_not_feel_what_others_are_asked()
    {
        var x = Enumerable.Range(0, 49).Select(i => (double)(i * 37 % 50)).ToArray();
        var (lattice, fewer) = (
            Lattice(7),
            NeighbourLists.Build([.. Enumerable.Range(0, 49).Select(i => i == 24 ? Lattice(7).Of(24).ToArray() : [])])
        );

        var first = ConditionalPermutations.Run(x, lattice, 99, 5);

        Assert.Equal(first.P, ConditionalPermutations.Run(x, lattice, 99, 5).P);
        Assert.NotEqual(first.P, ConditionalPermutations.Run(x, lattice, 99, 6).P);
        Assert.Equal(first.P[24], ConditionalPermutations.Run(x, fewer, 99, 5).P[24]);
        Assert.All(first.P, p => Assert.InRange(p, 0.01, 1));
    }

    [Fact]
    public void A_block_of_high_values_is_hot_a_block_of_low_values_cold_and_the_rest_not_clearly_different()
    {
        var random = new Random(4);
        var x = Enumerable
            .Range(0, 400)
            .Select(i =>
                50
                + random.NextDouble()
                + (
                    i % 20 < 4 && i / 20 < 4 ? 30
                    : i % 20 > 15 && i / 20 > 15 ? -30
                    : 0
                )
            )
            .ToArray();

        var map = HotSpotMap.Build(x, Lattice(20), 9999, 7);

        Assert.Equal(
            (HotSpotClass.Hot99, HotSpotClass.Cold99, HotSpotClass.NotClearlyDifferent),
            (map.Classes[21], map.Classes[378], map.Classes[20 * 10 + 10])
        );
        Assert.Equal((9999, 7), (map.Permutations, map.Seed));
        Assert.Equal(BenjaminiHochberg.QValues([.. map.P]), map.Q);
    }

    [Theory, InlineData(8), InlineData(9)]
    public void Values_that_lie_at_random_give_hardly_any_hot_spot(int seed)
    {
        var random = new Random(seed);
        var map = HotSpotMap.Build([.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())], Lattice(20), 999, seed);

        Assert.InRange(map.Classes.Count(found => found != HotSpotClass.NotClearlyDifferent), 0, 4);
    }

    [Fact]
    public void A_low_area_among_high_ones_is_not_called_hot_or_cold()
    {
        var x = Enumerable.Range(0, 100).Select(i => i % 10 is > 2 and < 6 && i / 10 is > 2 and < 6 ? 3.0 : 1 + i % 3 * 0.01).ToArray();
        x[44] = -40;

        var map = HotSpotMap.Build(x, Lattice(10), 999, 1);

        Assert.True(map.P[44] < 0.01 && map.Z[44] < 0);
        Assert.Equal(HotSpotClass.NotClearlyDifferent, map.Classes[44]);
    }

    [Fact]
    public void Without_permutations_the_normal_curve_is_taken() =>
        Assert.Equal(
            GetisOrd
                .GiStar(
                    [1, 2, 3, 9],
                    NeighbourLists.Build([
                        [1],
                        [0, 2],
                        [1, 3],
                        [2],
                    ])
                )
                .NormalP(),
            HotSpotMap
                .Build(
                    [1, 2, 3, 9],
                    NeighbourLists.Build([
                        [1],
                        [0, 2],
                        [1, 3],
                        [2],
                    ]),
                    0,
                    0
                )
                .P
        );

    [Theory]
    [
        InlineData(3, 0.01, HotSpotClass.Hot99),
        InlineData(3, 0.05, HotSpotClass.Hot95),
        InlineData(3, 0.10, HotSpotClass.Hot90),
        InlineData(3, 0.11, HotSpotClass.NotClearlyDifferent)
    ]
    [
        InlineData(-3, 0.01, HotSpotClass.Cold99),
        InlineData(-3, 0.05, HotSpotClass.Cold95),
        InlineData(-3, 0.10, HotSpotClass.Cold90),
        InlineData(double.NaN, 0.01, HotSpotClass.NoData)
    ]
    public void Classes_are_reached_at_their_limits(double z, double q, HotSpotClass expected) =>
        Assert.Equal([expected], HotSpotClasses.Of([z], [q]));

    [Fact]
    public void Long_work_can_be_stopped() =>
        Assert.Throws<OperationCanceledException>(() =>
            ConditionalPermutations.Run(
                [1, 2],
                NeighbourLists.Build([
                    [1],
                    [0],
                ]),
                9,
                1,
                new(canceled: true)
            )
        );
}

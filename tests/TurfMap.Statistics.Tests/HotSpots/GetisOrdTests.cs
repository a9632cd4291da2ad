using TurfMap.Statistics.HotSpots;
using TurfMap.Statistics.Significance;

namespace TurfMap.Statistics.Tests.HotSpots;

public sealed class GetisOrdTests
{
    public static TheoryData<string> Cases => ["gistar_getisord_d30", "gistar_nc_ft74", "gistar_pysal6"];

    [Theory, MemberData(nameof(Cases))]
    public void Scores_agree_with_the_reference(string name)
    {
        var reference = new Reference(name);
        var (x, neighbours) = (Reference.Numbers(reference.Input("x")), reference.Neighbours());

        foreach (var (weights, key) in new[] { (NeighbourWeights.Binary, "B"), (NeighbourWeights.RowStandardised, "W") })
        {
            var star = GetisOrd.GiStar(x, neighbours, weights);
            Reference.Close(reference.Expected("GiStar_" + key, "z"), star.Z, 1e-9, 1e-10);
            Reference.Close(reference.Expected("GiStar_" + key, "G"), star.G, 1e-9);
            Reference.Close(reference.Expected("GiStar_" + key, "E"), star.Expected, 1e-9);
            Reference.Close(reference.Expected("GiStar_" + key, "V"), star.Variance, 1e-9);
            Reference.Close(reference.Expected("GiStar_" + key, "p_two_sided"), star.NormalP(), 1e-9, 1e-10);
            Reference.Close(reference.Expected("Gi_" + key, "z"), GetisOrd.Gi(x, neighbours, weights).Z, 1e-9, 1e-10);
        }
        Reference.Close(
            reference.Expected("GiStar_B", "p_bh"),
            BenjaminiHochberg.QValues(GetisOrd.GiStar(x, neighbours).NormalP()),
            1e-9,
            1e-10
        );
    }

    [Fact]
    public void An_area_without_data_takes_no_part_also_not_as_a_neighbour()
    {
        var with = GetisOrd.GiStar(
            [2, 3, double.NaN, 5, 8, 7],
            NeighbourLists.Build([
                [1, 3],
                [0, 3, 2, 4],
                [1, 4],
                [0, 1, 4],
                [2, 1, 3, 5],
                [4],
            ])
        );
        var without = GetisOrd.GiStar(
            [2, 3, 5, 8, 7],
            NeighbourLists.Build([
                [1, 2],
                [0, 2, 3],
                [0, 1, 3],
                [1, 2, 4],
                [3],
            ])
        );

        Assert.True(double.IsNaN(with.Z[2]));
        Reference.Close([.. without.Z], [.. with.Z.Where((_, i) => i != 2)], 1e-12);
    }

    [Fact]
    public void Without_neighbours_there_is_no_Gi_and_without_variation_there_is_nothing()
    {
        var neighbours = NeighbourLists.Build([
            [1],
            [0, 2],
            [1],
            [],
        ]);

        Assert.True(double.IsNaN(GetisOrd.Gi([1, 2, 3, 4], neighbours).Z[3]));
        Assert.False(double.IsNaN(GetisOrd.GiStar([1, 2, 3, 4], neighbours).Z[3]));
        Assert.All(GetisOrd.GiStar([0.1, 0.1, 0.1, 0.1], neighbours).Z, z => Assert.True(double.IsNaN(z)));
        Assert.All(ConditionalPermutations.Run([0.1, 0.1, 0.1, 0.1], neighbours, 9, 1).P, p => Assert.True(double.IsNaN(p)));
    }

    [Fact]
    public void Numbers_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            GetisOrd.Gi(
                [1],
                NeighbourLists.Build([
                    [1],
                    [0],
                ])
            )
        );
        Assert.Throws<ArgumentException>(() =>
            GetisOrd.Gi(
                [1, double.PositiveInfinity],
                NeighbourLists.Build([
                    [1],
                    [0],
                ])
            )
        );
        Assert.Throws<ArgumentException>(() =>
            NeighbourLists.Build([
                [0],
            ])
        );
        Assert.Throws<ArgumentException>(() =>
            NeighbourLists.Build([
                [1, 1],
                [0],
            ])
        );
        Assert.Throws<ArgumentException>(() =>
            NeighbourLists.Build([
                [2],
                [0],
            ])
        );
        Assert.Throws<ArgumentException>(() => new NeighbourLists([0, 2, 1], [1]));
        Assert.Throws<ArgumentException>(() => new NeighbourLists([1, 1], [0]));
    }
}

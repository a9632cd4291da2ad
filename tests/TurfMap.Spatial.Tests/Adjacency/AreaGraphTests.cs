using TurfMap.Spatial.Adjacency;
using TurfMap.Spatial.Topology;
using TurfMap.Tests.Topology;

namespace TurfMap.Tests.Adjacency;

public sealed class AreaGraphTests(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public void Rows_are_ascending_symmetric_and_hold_the_sums_of_what_was_given(int seed)
    {
        var random = new Random(seed);
        var given = Enumerable.Range(0, 300).Select(_ => new AreaBorder(random.Next(40), random.Next(40), random.NextDouble())).Where(b => b.A != b.B).ToList();
        var graph = AreaGraph.Build(40, given);
        for (var a = 0; a < 40; a++)
        {
            Assert.Equal(graph.Neighbours(a).ToArray().Distinct().Order(), graph.Neighbours(a).ToArray());
            for (var b = 0; b < 40; b++)
            {
                var sum = given.Where(g => (g.A, g.B) == (a, b) || (g.B, g.A) == (a, b)).Sum(g => g.Metres);
                Assert.Equal(sum, graph.BorderMetres(a, b), 9);
                Assert.Equal(sum > 0, graph.AreNeighbours(a, b));
            }
        }
        Assert.Equal(graph.EdgeCount, graph.Borders.Count());
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Neighbours_never_have_the_same_colour(int seed)
    {
        var random = new Random(seed);
        var graph = AreaGraph.Build(60, Enumerable.Range(0, 60 * (seed % 8)).Select(_ => new AreaBorder(random.Next(60), random.Next(60), 1)).Where(b => b.A != b.B));
        var colours = graph.Colour();
        Assert.All(graph.Borders, b => Assert.NotEqual(colours[b.A], colours[b.B]));
        Assert.Equal(colours, graph.Colour());
        Assert.Equal(60, colours.Length);
    }

    [Fact]
    public void A_clique_of_seven_takes_seven_colours_even_when_six_were_asked_for() =>
        Assert.Equal(7, AreaGraph.Build(7, from a in Enumerable.Range(0, 7) from b in Enumerable.Range(a + 1, 6 - a) select new AreaBorder(a, b, 1)).Colour(6).Distinct().Count());

    [Theory, MemberData(nameof(Seeds))]
    public void Planar_maps_need_five_colours_at_most(int seed)
    {
        var graph = ArcTopology.Build(SyntheticCoverages.Voronoi(seed, 300, 0)).Graph;
        Assert.InRange(graph.Colour().Max(), 2, 4);
    }

    [Fact]
    public void Four_colours_suffice_for_a_wheel_with_an_odd_rim()
    {
        var rim = Enumerable.Range(0, 7).Select(i => new AreaBorder(i, (i + 1) % 7, 1));
        Assert.Equal(4, AreaGraph.Build(8, rim.Concat(Enumerable.Range(0, 7).Select(i => new AreaBorder(7, i, 1)))).Colour(4).Distinct().Count());
    }

    [Fact]
    public void Merged_groups_share_the_sum_of_their_borders_and_pieces_are_counted()
    {
        var graph = AreaGraph.Build(6, [new(0, 1, 5), new(1, 2, 7), new(0, 2, 11), new(3, 4, 2)]);
        var merged = graph.Merge([0, 1, 1, 2, -1, 2], 3);
        Assert.Equal(16, merged.BorderMetres(0, 1));
        Assert.Equal(1, merged.EdgeCount);
        Assert.Equal(3, graph.FindPieces().Pieces);
        Assert.Equal([0, 0, 0, 1, 1, 2], graph.FindPieces().PieceOfArea);
    }

    [Fact]
    public void What_is_no_border_is_refused()
    {
        Assert.Throws<ArgumentException>(() => AreaGraph.Build(2, [new(0, 2, 1)]));
        Assert.Throws<ArgumentException>(() => AreaGraph.Build(2, [new(1, 1, 1)]));
        Assert.Throws<ArgumentException>(() => AreaGraph.Build(2, [new(0, 1, double.NaN)]));
        Assert.Throws<ArgumentException>(() => AreaGraph.Build(2, []).Merge([0], 1));
    }

    [Theory]
    [InlineData("dc_block_groups", "dc", "census-block-groups-2010.geojson.gz", "")]
    [InlineData("nyc_brooklyn", "nyc", "tracts_2010.geojson.gz", "3")]
    [InlineData("nyc_bronx", "nyc", "tracts_2010.geojson.gz", "2")]
    public void Neighbours_and_border_lengths_agree_with_the_balancing_instance(string instance, string city, string file, string borough)
    {
        using var document = Layers.Open("instances", instance + ".json.gz");
        var nodes = document.RootElement.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("area").GetDouble()).ToArray();
        var areas = Layers.Features("data", city, file).Where(f => borough == "" || f.Fields["BoroCode"] == borough).Select(f => f.Area).ToList();
        var graph = ArcTopology.Build(areas).Graph;
        // Nodes carry no code: an area is recognised by its square metres, and left out when two come close.
        var sizes = areas.Select(Laws.SquareMetres).ToArray();
        var areaOf = nodes.Select(size => Enumerable.Range(0, sizes.Length).Where(i => Math.Abs(sizes[i] / size - 1) < 0.004).ToArray()).ToArray();
        output.WriteLine($"{nodes.Length} nodes, {areas.Count} areas, {graph.EdgeCount} pairs of neighbours; recognised by size {areaOf.Count(a => a.Length == 1)}");
        var (edges, found, off) = (0, 0, new List<double>());
        foreach (var edge in document.RootElement.GetProperty("edges").EnumerateArray().Where(e => e.GetProperty("kind").GetString() == "border"))
        {
            edges++;
            var (a, b) = (areaOf[edge.GetProperty("a").GetInt32()], areaOf[edge.GetProperty("b").GetInt32()]);
            var length = edge.GetProperty("len").GetDouble();
            var best = (from i in a from j in b where graph.AreNeighbours(i, j) select Math.Abs(graph.BorderMetres(i, j) - length)).DefaultIfEmpty(double.NaN).Min();
            if (double.IsNaN(best))
                output.WriteLine($"not found: {edge}");
            else
            {
                found++;
                off.Add(best / length);
            }
        }
        off.Sort();
        output.WriteLine($"{found} of {edges} found; lengths differ by {off[off.Count / 2]:P3} in the middle, {off[off.Count * 99 / 100]:P3} at 99 %, {off[^1]:P2} at most");
        Assert.InRange(found, edges - 2, edges);
        Assert.InRange(off[off.Count * 99 / 100], 0, 0.002);
    }
}

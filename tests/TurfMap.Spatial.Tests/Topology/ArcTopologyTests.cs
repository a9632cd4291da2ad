using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using TurfMap.Spatial.Topology;
using static TurfMap.Tests.Topology.SyntheticCoverages;

namespace TurfMap.Tests.Topology;

public sealed class ArcTopologyTests
{
    [Fact]
    public void Two_squares_side_by_side_share_one_arc()
    {
        var topology = ArcTopology.Build([Box(0, 0, 1, 1), Box(1, 0, 2, 1)]);
        Assert.Equal(3, topology.Arcs.Count);
        var shared = Assert.Single(topology.Arcs, a => a.Left >= 0 && a.Right >= 0);
        Assert.Equal(111.05, shared.LengthMetres, 1);
        Assert.Equal(shared.LengthMetres, topology.Graph.BorderMetres(0, 1), 6);
        Assert.Empty(Laws.Broken(topology));
    }

    [Fact]
    public void Squares_that_touch_at_a_corner_are_not_neighbours()
    {
        var topology = ArcTopology.Build([Box(0, 0, 1, 1), Box(1, 1, 2, 2), Box(0, 1, 1, 2)]);
        Assert.False(topology.Graph.AreNeighbours(0, 1));
        Assert.True(topology.Graph.AreNeighbours(0, 2));
    }

    [Fact]
    public void A_vertex_that_only_one_neighbour_has_is_put_into_the_line_of_the_other()
    {
        var topology = ArcTopology.Build([Box(0, 0, 1, 2), Ring((1, 0), (2, 0), (2, 2), (1, 2), (1, 1.3), (1, 0.4))]);
        Assert.Equal(5, topology.Areas()[0].NumPoints - 2);
        Assert.Single(topology.Arcs, a => a.Left >= 0 && a.Right >= 0);
        Assert.Empty(topology.Report.Seams);
    }

    [Fact]
    public void An_overlap_goes_to_the_area_listed_first_and_is_reported()
    {
        var topology = ArcTopology.Build([Box(0, 0, 1.5, 1), Box(1, 0, 2, 1)]);
        var seam = Assert.Single(topology.Report.Seams);
        Assert.Equal((SeamKind.Overlap, 0), (seam.Kind, seam.Owner));
        Assert.Equal([0, 1], seam.Areas);
        Assert.Equal(0.5 * Unit * Unit, topology.Areas()[1].Area, 12);
    }

    [Fact]
    public void A_narrow_gap_is_filled_and_a_wide_one_is_left_and_both_are_reported()
    {
        Geometry[] areas =
        [
            Ring((0, 0), (2, 0), (2, 1), (1.999, 0.5), (1, 0.997), (0, 1)),
            Box(0, 1, 2, 2),
            Layers.Factory.CreatePolygon(Box(-3, -3, 5, 5).Shell, [Box(0, 0, 2, 2).Shell, Box(3, 3, 4, 4).Shell]),
        ];
        var topology = ArcTopology.Build(areas, new TopologyOptions { FillGapsNarrowerThanMetres = 40 });
        Assert.Contains(topology.Report.Seams, s => s.Kind == SeamKind.FilledGap);
        var kept = Assert.Single(topology.Report.Seams, s => s.Kind == SeamKind.Gap);
        Assert.Equal([2], kept.Areas);
        Assert.Equal(-1, kept.Owner);
        Assert.Empty(Laws.Broken(topology));
    }

    [Fact]
    public void Nested_areas_islands_and_holes_that_touch_come_back_as_they_were()
    {
        var areas = Nested();
        var topology = ArcTopology.Build(areas);
        var back = topology.Areas();
        for (var area = 0; area < areas.Count; area++)
            Assert.True(areas[area].EqualsTopologically(back[area]), $"area {area}: {back[area]}");
        Assert.Equal([0, 2], topology.Graph.Neighbours(1).ToArray());
        Assert.Empty(Laws.Broken(topology));
    }

    [Fact]
    public void Shells_run_counter_clockwise_and_holes_clockwise()
    {
        foreach (var area in ArcTopology.Build(Nested()).Areas())
            for (var i = 0; i < area.NumGeometries; i++)
            {
                var polygon = (Polygon)area.GetGeometryN(i);
                Assert.True(polygon.Shell.IsCCW);
                Assert.All(polygon.InteriorRings, hole => Assert.False(((LinearRing)hole).IsCCW));
            }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Vertices_that_stay_keep_their_coordinates_to_the_last_bit(int seed)
    {
        var areas = Voronoi(seed, 40, 0);
        var known = areas.SelectMany(a => a.Coordinates).Select(c => (c.X, c.Y)).ToHashSet();
        Assert.All(
            ArcTopology.Build(areas).Arcs,
            a => Assert.All(a.Places.ToArray(), p => Assert.Contains((p.Longitude, p.Latitude), known))
        );
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Seeds))]
    public void Jittered_grids_become_a_coverage_with_the_neighbours_of_the_grid(int seed)
    {
        const int side = 8;
        var areas = JitteredGrid(seed, side, 0.15);
        var topology = ArcTopology.Build(areas, new TopologyOptions { SnapMetres = 1, MinBorderMetres = 5 });
        Assert.Empty(Laws.Broken(topology));
        Assert.Equal(2 * side * (side - 1), topology.Graph.EdgeCount);
        SameAreas(areas, topology.Areas(), 60);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Any_jitter_with_any_tolerance_keeps_the_laws(int seed)
    {
        foreach (var jitter in new[] { 0, 1e-3, 0.04, 0.3, 2, 15 })
        foreach (var snap in new[] { 0.01, 0.1, 1, 5 })
        foreach (var areas in new[] { JitteredGrid(seed, 5, jitter), Voronoi(seed, 60, jitter) })
            Assert.True(
                Laws.Broken(ArcTopology.Build(areas, new TopologyOptions { SnapMetres = snap })) is [],
                $"seed {seed} jitter {jitter} snap {snap}"
            );
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Outlines_equal_the_union_of_the_areas(int seed)
    {
        var random = new Random(seed);
        var topology = ArcTopology.Build(Voronoi(seed, 80, 0.03));
        var groups = Enumerable.Range(0, topology.AreaCount).Select(_ => random.Next(-1, 6)).ToArray();
        var outlines = topology.Outlines(groups, 7);
        SameAsUnions(topology.Areas(), groups, outlines);
        Assert.True(outlines[6].IsEmpty);
        var dissolved = topology.Dissolve(groups, 7);
        Assert.Empty(Laws.Broken(dissolved));
        for (var g = 0; g < 7; g++)
            Assert.True(
                outlines[g].IsEmpty == dissolved.Areas()[g].IsEmpty
                    && (outlines[g].IsEmpty || outlines[g].EqualsTopologically(dissolved.Areas()[g]))
            );
    }

    [Fact]
    public void An_empty_layer_has_no_arcs_and_an_empty_area_stays_empty()
    {
        Assert.Empty(ArcTopology.Build([]).Arcs);
        var topology = ArcTopology.Build([Layers.Factory.CreatePolygon(), Box(0, 0, 1, 1)]);
        Assert.Equal([0], topology.Report.LostAreas);
        Assert.True(topology.Areas()[0].IsEmpty);
        Assert.Equal(2, topology.Simplify(1).Areas().Count);
    }

    [Fact]
    public void A_line_or_a_coordinate_that_is_no_number_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ArcTopology.Build([Layers.Factory.CreateLineString([new(0, 0), new(1, 1)])]));
        Assert.Throws<ArgumentException>(() => ArcTopology.Build([Ring((0, 0), (1, 0), (double.NaN, 1))]));
        Assert.Throws<ArgumentException>(() => ArcTopology.Build([Box(0, 0, 1, 1)], new TopologyOptions { SnapMetres = 0 }));
        Assert.Throws<ArgumentException>(() => ArcTopology.Build([Box(0, 0, 1, 1)]).Outlines([1], 1));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Star_shaped_rings_thrown_over_each_other_at_random_keep_the_laws(int seed)
    {
        var random = new Random(seed);
        var areas = Enumerable
            .Range(0, 8)
            .Select(
                Geometry (_) =>
                {
                    var (x, y, corners) = (random.NextDouble() * 3, random.NextDouble() * 3, random.Next(3, 14));
                    return Ring([
                        .. Enumerable
                            .Range(0, corners)
                            .Select(_ => (Math.Round(x + random.NextDouble() * 2, 2), Math.Round(y + random.NextDouble() * 2, 2))),
                    ]);
                }
            )
            .ToList();
        var topology = ArcTopology.Build(areas);
        Assert.Empty(Laws.Broken(topology));
        foreach (var tolerance in new[] { 0.5, 5, 50 })
            Assert.Empty(Laws.Broken(topology.Simplify(tolerance)));
    }

    [Fact]
    public void A_ring_made_to_cross_itself_everywhere_is_refused()
    {
        var random = new Random(7);
        var tangle = Ring([.. Enumerable.Range(0, 3000).Select(_ => (random.NextDouble(), random.NextDouble()))]);
        Assert.Throws<ArgumentException>(() => ArcTopology.Build([tangle]));
    }

    internal static void SameAsUnions(IReadOnlyList<Geometry> areas, int[] groups, IReadOnlyList<Geometry> outlines)
    {
        for (var g = 0; g < outlines.Count; g++)
        {
            var members = areas.Where((_, i) => groups[i] == g).ToArray();
            var union = members.Length == 0 ? Layers.Factory.CreatePolygon() : UnaryUnionOp.Union(members);
            Assert.True(outlines[g].IsValid);
            Assert.InRange(Laws.SquareMetres(outlines[g].IsEmpty ? union : outlines[g].SymmetricDifference(union)), 0, 1e-3);
        }
    }

    private static void SameAreas(List<Geometry> before, IReadOnlyList<Geometry> after, double squareMetres)
    {
        for (var area = 0; area < before.Count; area++)
            Assert.InRange(Math.Abs(Laws.SquareMetres(before[area]) - Laws.SquareMetres(after[area])), 0, squareMetres);
    }
}

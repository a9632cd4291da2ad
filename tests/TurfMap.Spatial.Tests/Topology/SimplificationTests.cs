using NetTopologySuite.Algorithm.Distance;
using NetTopologySuite.Geometries;
using TurfMap.Spatial.Topology;
using static TurfMap.Tests.Topology.SyntheticCoverages;

namespace TurfMap.Tests.Topology;

public sealed class SimplificationTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory, MemberData(nameof(Seeds))]
    public void At_every_tolerance_the_laws_hold_and_nothing_vanishes(int seed)
    {
        foreach (
            var topology in new[]
            {
                ArcTopology.Build(JitteredGrid(seed, 6, 8)),
                ArcTopology.Build(Voronoi(seed, 80, 3)),
                ArcTopology.Build(Nested()),
            }
        )
        {
            var parts = topology.Areas().Select(a => (a.NumGeometries, Laws.Rings(a).Count())).ToArray();
            foreach (var tolerance in new[] { 0.5, 3, 20, 150, 10_000 })
            {
                var simple = topology.Simplify(tolerance);
                Assert.True(Laws.Broken(simple) is [], $"seed {seed} tolerance {tolerance}: {string.Join("; ", Laws.Broken(simple))}");
                Assert.Equal(parts, simple.Areas().Select(a => (a.NumGeometries, Laws.Rings(a).Count())));
            }
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void No_vertex_is_farther_from_the_simplified_arc_than_the_tolerance(int seed)
    {
        var topology = ArcTopology.Build(JitteredGrid(seed, 6, 8));
        foreach (var tolerance in new[] { 2.0, 10, 40 })
        {
            var simple = topology.Simplify(tolerance);
            for (var a = 0; a < topology.Arcs.Count; a++)
                Assert.InRange(DiscreteDistance(topology.Arcs[a], simple.Arcs[a]), 0, tolerance * 1.001);
        }
    }

    [Fact]
    public void A_wiggly_border_becomes_straight_once_for_both_neighbours()
    {
        var wiggles = Enumerable.Range(1, 99).Select(i => (X: 1 + 0.01 * Math.Sin(i), Y: i / 100.0)).ToArray();
        var topology = ArcTopology.Build([
            Ring([(0, 0), (1, 0), .. wiggles, (1, 1), (0, 1)]),
            Ring([(2, 1), (1, 1), .. wiggles.Reverse(), (1, 0), (2, 0)]),
        ]);
        var simple = topology.Simplify(3);
        Assert.Equal(2, Assert.Single(simple.Arcs, a => a.Left >= 0 && a.Right >= 0).Places.Length);
        Assert.All(simple.Areas(), area => Assert.Equal(5, area.NumPoints));
    }

    [Fact]
    public void An_island_keeps_four_vertices_and_a_lens_between_two_areas_stays_open()
    {
        var circle = Enumerable
            .Range(0, 60)
            .Select(i => (X: 50 + 0.2 * Math.Cos(i * Math.Tau / 60), Y: 0.2 * Math.Sin(i * Math.Tau / 60)))
            .ToArray();
        var topology = ArcTopology.Build([
            Ring(circle),
            Ring((0, 0), (1, 0), (1.02, 0.5), (1, 1), (0, 1)),
            Ring((2, 0), (2, 1), (1, 1), (1.04, 0.5), (1, 0)),
            Ring((1, 0), (1.04, 0.5), (1, 1), (1.02, 0.5)),
        ]);
        var simple = topology.Simplify(5_000);
        Assert.Empty(Laws.Broken(simple));
        Assert.Equal(5, simple.Areas()[0].NumPoints);
        Assert.All(simple.Areas(), a => Assert.False(a.IsEmpty));
    }

    [Fact]
    public void Several_tolerances_in_one_go_keep_to_each_of_them()
    {
        var topology = ArcTopology.Build(Voronoi(3, 60, 5));
        var levels = topology.Simplify([0, 1, 5, 25]);
        Assert.Equal(topology.Arcs.Sum(a => a.Places.Length), levels[0].Arcs.Sum(a => a.Places.Length));
        Assert.All(levels, level => Assert.Empty(Laws.Broken(level)));
        Assert.True(levels.Zip(levels.Skip(1)).All(p => p.First.Arcs.Sum(a => a.Places.Length) >= p.Second.Arcs.Sum(a => a.Places.Length)));
        Assert.Throws<ArgumentOutOfRangeException>(() => topology.Simplify([5, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => topology.Simplify(double.NaN));
    }

    [Fact]
    public void Half_a_pixel_at_zoom_ten_is_58_metres_in_New_York()
    {
        Assert.Equal(57.95, ArcTopology.ToleranceForZoom(10, 40.7), 2);
        Assert.Equal(78271.52, ArcTopology.ToleranceForZoom(0, 0), 2);
    }

    /// <summary>The farthest vertex of an arc from another line, in metres.</summary>
    internal static double DiscreteDistance(Arc arc, Arc simple)
    {
        var line = Line(simple);
        var distance = new PointPairDistance();
        distance.Initialize();
        var farthest = 0.0;
        foreach (var place in Line(arc).Coordinates)
        {
            distance.Initialize();
            DistanceToPoint.ComputeDistance(line, place, distance);
            farthest = Math.Max(farthest, distance.Distance);
        }
        return farthest;

        LineString Line(Arc a)
        {
            var (x0, y0) = arc.Places.Span[0];
            var cos = Math.Cos(y0 * Math.PI / 180);
            return Layers.Factory.CreateLineString([
                .. a.Places.ToArray().Select(p => new Coordinate((p.Longitude - x0) * 111_412 * cos, (p.Latitude - y0) * 111_049)),
            ]);
        }
    }
}

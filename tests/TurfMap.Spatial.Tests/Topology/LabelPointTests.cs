using NetTopologySuite.Algorithm.Construct;
using NetTopologySuite.Geometries;
using TurfMap.Spatial.Topology;
using static TurfMap.Tests.Topology.SyntheticCoverages;

namespace TurfMap.Tests.Topology;

public sealed class LabelPointTests
{
    [Fact]
    public void In_a_horseshoe_the_label_is_in_its_thickest_part()
    {
        var label = LabelPoint.Find(Ring((0, 0), (10, 0), (10, 9), (9, 9), (9, 4), (1, 4), (1, 9), (0, 9)))!.Value;
        Assert.True(Ring((0, 0), (10, 0), (10, 4), (0, 4)).Contains(At(label)));
        Assert.InRange(label.RadiusMetres, 220, 240);
    }

    [Fact]
    public void Of_several_parts_the_one_with_the_widest_room_is_taken_and_an_empty_area_has_none()
    {
        var label = LabelPoint.Find(Layers.Factory.CreateMultiPolygon([Box(0, 0, 30, 0.5), Box(0, 5, 2, 7)]))!.Value;
        Assert.True(Box(0, 5, 2, 7).Contains(At(label)));
        Assert.Null(LabelPoint.Find(Layers.Factory.CreatePolygon()));
        Assert.Throws<ArgumentException>(() => LabelPoint.Find(Layers.Factory.CreatePoint(new Coordinate(0, 0))));
    }

    [Fact]
    public void A_hole_pushes_the_label_aside()
    {
        var ring = Layers.Factory.CreatePolygon(Box(0, 0, 10, 10).Shell, [Box(3, 3, 7, 7).Shell]);
        Assert.True(ring.Contains(At(LabelPoint.Find(ring)!.Value)));
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void The_radius_comes_close_to_the_maximum_inscribed_circle(int seed)
    {
        foreach (var area in Voronoi(seed, 30, 4))
        {
            // Scaled to metres, because the library's circle is round in its own units.
            var middle = area.EnvelopeInternal.Centre;
            var metres = area.Copy();
            metres.Apply(
                new NetTopologySuite.Geometries.Utilities.AffineTransformation(
                    111_320 * Math.Cos(middle.Y * Math.PI / 180),
                    0,
                    0,
                    0,
                    111_049,
                    0
                )
            );
            var circle = MaximumInscribedCircle.GetRadiusLine(metres, 0.1).Length;
            Assert.InRange(LabelPoint.Find(area)!.Value.RadiusMetres, circle * 0.985, circle * 1.015);
        }
    }

    [Fact]
    public void Every_tract_of_New_York_has_its_label_inside() =>
        Assert.All(Layers.GeoJson("data", "nyc", "tracts_2010.geojson.gz"), a => Assert.True(a.Contains(At(LabelPoint.Find(a)!.Value))));

    private static Point At(LabelPoint label) => Layers.Factory.CreatePoint(new Coordinate(label.Place.Longitude, label.Place.Latitude));
}

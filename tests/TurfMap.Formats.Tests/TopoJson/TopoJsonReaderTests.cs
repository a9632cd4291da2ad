namespace TurfMap.Formats.Tests.TopoJson;

public sealed class TopoJsonReaderTests
{
    private const string Two =
        """{"type":"Topology","transform":{"scale":[0.5,0.25]"""
        + ""","translate":[10,20]}"""
        + ""","objects":{"a":"""
        + """{"type":"GeometryCollection","geometries":["""
        + """{"type":"Polygon","id":1"""
        + ""","arcs":[[0,1]]"""
        + ""","properties":"""
        + """{"n":"x"}},"""
        + """{"type":"MultiPolygon","arcs":[[[-1,2]]]},"""
        + """{"type":"Point","coordinates":[2,2]},"""
        + """{"type":null}]}}"""
        + ""","arcs":[[[4"""
        + """,0],[0,4]],"""
        + """[[4,4],[-4,0],[0,-4],[4,0]],[[4,0],[4,0],[0,4],[-4,0]]]}""";

    [Fact]
    public void Quantised_arcs_are_joined_forwards_and_backwards()
    {
        var found = Open.All(Two, out var reader);
        Assert.Equal(FileFormat.TopoJson, reader.Format);
        Assert.Equal("POLYGON ((12 20, 12 21, 10 21, 10 20, 12 20))", found[0].Geometry!.AsText());
        Assert.Equal("MULTIPOLYGON (((12 21, 12 20, 14 20, 14 21, 12 21)))", found[1].Geometry!.AsText());
        Assert.Equal("POINT (11 20.5)", found[2].Geometry!.AsText());
        Assert.Null(found[3].Geometry);
        Assert.Equal(("1", "x"), (found[0].Id, found[0].Fields["n"]));
    }

    [Theory]
    [InlineData("[-1,2]", "[9]", "there are only 3")]
    [InlineData("[0,1]", "[0]", "do not close")]
    [InlineData("[2,2]", "[\"2\",2]", "pair of numbers")]
    [InlineData("\"Polygon\"", "\"Polygn\"", "does not know")]
    [InlineData("\"arcs\":[[[4,0]", "\"arks\":[[[4,0]", "no \"arcs\"")]
    public void Damage_is_refused_with_a_sentence(string from, string to, string words) =>
        Assert.Contains(words, Open.Refused(Two.Replace(from, to)).Message);
}

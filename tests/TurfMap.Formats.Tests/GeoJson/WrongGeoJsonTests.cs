namespace TurfMap.Formats.Tests.GeoJson;

/// <summary>The kinds of wrong GeoJSON in small, for machines without the public collection.</summary>
public sealed class WrongGeoJsonTests
{
    [Theory]
    [InlineData("""{"type":"FeatureCollection","type":"Feature","features":[]}""", "given twice")]
    [InlineData("""{"type":"Polygon","coordinates":[5]}""", "a ring (a list of positions)")]
    [InlineData("""{"type":"MultiPoint" "coordinates":[]}""", "not valid JSON")]
    [InlineData("""{"type":{}}""", "must be a text")]
    [InlineData("""{"type":"Point","coordinates":[1,2,"f"]}""", "text in quotes")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[1]]]}""", "single number")]
    [InlineData("""{"type":"FeatureCollection","features":[null]}""", "not a feature")]
    [InlineData("""{"type":"Feature","properties":123,"geometry":null}""", "must be an object")]
    [InlineData("""{"type":"Feature","properties":[1],"geometry":null}""", "are a list")]
    [InlineData("""{"type":"GeometryCollection","geometries":[false]}""", "geometry must be an object")]
    [InlineData("""{"type":"FeatureCollection"}""", "no list of")]
    [InlineData("""{"type":"FeatureCollection","features":{}}""", "not a list")]
    [InlineData("""{"type":"MultiPoint","coordinates":[0,0]}""", "a position of the MultiPoint")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Featre"}]}""", "Featre")]
    [InlineData("""{}""", "is missing")]
    [InlineData("""{"type":"Point"}""", "no \"coordinates\"")]
    [InlineData("""{"type":"Point","coordinates":[2]}""", "only one number")]
    [InlineData("null", "single JSON value")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2]]}""", "at least 2")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}""", "at least 4")]
    [InlineData("""{"type":"FooBar"}""", "FooBar")]
    public void A_fault_that_cannot_be_mended_is_refused(string text, string words)
    {
        var refusal = Open.Refused(text);
        Assert.Contains(words, refusal.Message);
        Assert.EndsWith(".", refusal.Message);
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[1,0],[0,0]]]}""", "other way round")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}""", "was closed")]
    [InlineData("""{"type":"Feature","properties":[],"geometry":null}""", "empty list")]
    [InlineData("""{"type":"Feature","id":{},"properties":{},"geometry":null}""", "neither text nor a number")]
    [InlineData("""{"type":"Point","coordinates":[2,2],"bbox":[1,2,3]}""", "bbox")]
    [InlineData("""{"type":"Point","coordinates":[2,2],"bbox":"string"}""", "bbox")]
    [InlineData("""{"type":"Point","coordinates":[100.0000000001,2]}""", "10 decimals")]
    [InlineData("""{"type":"Point","coordinates":[2,2,5]}""", "height")]
    [InlineData("""{"type":"Point","coordinates":[2,2,5,6]}""", "four numbers")]
    [InlineData("""{"type":"Feature","features":[],"properties":{},"geometry":null}""", "belongs elsewhere")]
    [InlineData(
        """{"type":"FeatureCollection","properties":{},"features":[{"type":"Feature","properties":{},"geometry":null}]}""",
        "belong elsewhere"
    )]
    [InlineData("""{"type":"Point","geometry":null,"coordinates":[1,2]}""", "belong elsewhere")]
    [InlineData(
        """{"type":"featurecollection","features":[{"type":"feature","properties":{},"geometry":{"type":"point","coordinates":[1,2]}}]}""",
        "is written"
    )]
    [InlineData("""{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}""", "single geometry")]
    [InlineData("""{"type":"Feature","properties":{}}""", "no member \"geometry\"")]
    public void A_fault_that_can_be_mended_is_taken_with_a_note(string text, string words)
    {
        Assert.Single(Open.All(text, out var reader));
        Assert.Contains(reader.Notes, n => n.Sentence.Contains(words));
    }
}

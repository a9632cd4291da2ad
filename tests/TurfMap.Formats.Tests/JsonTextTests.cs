using System.Text;
using System.Text.Json;

namespace TurfMap.Formats.Tests;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("\"\\ud83d\"", true)]
    [InlineData("\"\\ude00\"", true)]
    [InlineData("\"\\ud83d\\ud83d\\ude00\"", true)]
    [InlineData("\"\\ude00\\ud83d\"", true)]
    [InlineData("{\"\\uD800\":1}", true)]
    [InlineData("\"\\ud83d\\ude00\"", false)]
    [InlineData("\"\\\\ud83d\"", false)]
    [InlineData("\"\\u00e9\\n\"", false)]
    [InlineData("\"é\"", false)]
    [InlineData("", false)]
    public void A_half_of_a_character_is_found_as_the_library_finds_it(string json, bool half)
    {
        Assert.Equal(half, JsonText.HasHalfCharacter(Encoding.UTF8.GetBytes(json)));
        if (json.Length > 0)
            Assert.Equal(half, Throws(json));
    }

    [Theory]
    [InlineData("transform", "tr\\ud800")]
    [InlineData("Point", "P\\ud800")]
    [InlineData("arcs", "\\udc00")]
    public void A_topology_with_half_of_a_character_is_refused(string whole, string half)
    {
        const string Topology = """
            {"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},"objects":{"a":{"type":"Point","coordinates":[2,2]}},"arcs":[]}
            """;
        Assert.Contains("half of a character", Open.Refused(Topology.Replace(whole, half, StringComparison.Ordinal)).Message);
    }

    private static bool Throws(string json)
    {
        using var document = JsonDocument.Parse(json);
        try
        {
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                _ = document.RootElement.EnumerateObject().First().Name;
            else
                _ = document.RootElement.GetString();
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}

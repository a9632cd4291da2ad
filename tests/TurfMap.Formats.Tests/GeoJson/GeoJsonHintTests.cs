using TurfMap.Tests;

namespace TurfMap.Formats.Tests.GeoJson;

/// <summary>
/// The public collection of wrong and right GeoJSON files: each wrong one is refused with a sentence, or taken with a note.
/// </summary>
public sealed class GeoJsonHintTests
{
    /// <summary>File, "refused" or "noted", and words that the sentence must hold.</summary>
    public static TheoryData<string, string, string> Bad =>
        new()
        {
            { "bad-duplicate-properties", "refused", "\"type\" is given twice" },
            { "bad-featurelist", "refused", "a ring (a list of positions) is needed" },
            { "bad-json", "refused", "not valid JSON" },
            { "bad-object-type", "refused", "\"type\" must be a text" },
            { "bad-polygon-interiorring-rhr", "noted", "other way round" },
            { "bad-polygonloop", "refused", "a position of the ring" },
            { "bad-properties-as-array", "noted", "empty list instead of an empty object" },
            { "badcoord", "refused", "text in quotes (\"f\")" },
            { "badcoordtype", "refused", "single number" },
            { "badfeature", "refused", "not a feature (null" },
            { "badfeatureid", "noted", "\"id\" is neither text nor a number" },
            { "bbox-4or6elements", "noted", "\"bbox\" is not a list of 4 or 6 numbers" },
            { "bbox-contains-string", "noted", "\"bbox\" is not a list of 4 or 6 numbers" },
            { "bbox-string", "noted", "\"bbox\" is not a list of 4 or 6 numbers" },
            { "different-first-last", "noted", "it was closed" },
            { "different-first-size", "noted", "carry a height" },
            { "excessive_precision_truncated", "noted", "10 decimals" },
            { "expected_object", "refused", "\"properties\" must be an object" },
            { "false", "refused", "geometry must be an object" },
            { "feature_changed_semantics", "noted", "belongs elsewhere" },
            { "featurecollection", "refused", "no list of \"features\"" },
            { "featurecollection-obj", "refused", "\"features\" are not a list" },
            { "featurecollection-type-case", "noted", "\"featurecollection\"" },
            { "featurecollection_changed_semantics", "noted", "belong elsewhere" },
            { "geometry_changed_semantics", "noted", "belong elsewhere" },
            { "geometrycollection_nested", "noted", "inside another" },
            { "geometrycollection_single", "noted", "single geometry" },
            { "multiple_problems", "refused", "text in quotes (\"39.36827914916011\")" },
            { "multipoint-multidimension", "refused", "nested too deep" },
            { "multipoint-nondimension", "refused", "a position of the MultiPoint" },
            { "nofeaturetype", "refused", "\"Featre\" is not one that GeoJSON knows" },
            { "notype", "refused", "\"type\" is missing" },
            { "point", "refused", "no \"coordinates\"" },
            { "point-labeled-as-a-multipolygon", "refused", "a list of positions is needed" },
            { "point-string", "refused", "text in quotes (\"foo\")" },
            { "point-toofew", "refused", "only one number" },
            { "point-toomany", "noted", "four numbers" },
            { "polygon_winding_order", "noted", "other way round" },
            { "rootstring", "refused", "single JSON value" },
            { "short-line", "refused", "needs at least 2" },
            { "short-linearring", "refused", "needs at least 4" },
            { "short-multilinestring", "refused", "needs at least 2" },
            { "stringcoord", "refused", "text in quotes" },
            { "unknowntype", "refused", "\"FooBar\" is not one" },
        };

    [Theory, MemberData(nameof(Bad))]
    public void A_wrong_file_is_refused_or_taken_with_a_note(string file, string outcome, string words)
    {
        var path = RealData.Path("data", "nasty", "geojsonhint", "bad", file + ".geojson");
        if (outcome == "refused")
        {
            var refusal = Assert.Throws<UnreadableException>(() => Open.Path(path).Read().Count());
            Assert.Contains(words, refusal.Message);
            Assert.StartsWith(file + ".geojson", refusal.Message);
            return;
        }
        using var reader = Open.Path(path);
        Assert.NotEmpty(reader.Read().ToList());
        Assert.Contains(reader.Notes, n => n.Sentence.Contains(words));
    }

    [Fact]
    public void Every_wrong_file_stands_in_the_table()
    {
        var folder = RealData.Path("data", "nasty", "geojsonhint", "bad");
        var files = Directory.GetFiles(folder).Select(Path.GetFileNameWithoutExtension).Order();
        Assert.Equal(files, Bad.Select(row => row.Data.Item1).Order());
        Assert.Equal(44, Bad.Count);
    }

    [Fact]
    public void Every_right_file_loads()
    {
        foreach (var path in Directory.GetFiles(RealData.Path("data", "nasty", "geojsonhint", "good")))
        {
            using var reader = Open.Path(path);
            Assert.True(reader.Read().Any(), path);
        }
    }
}

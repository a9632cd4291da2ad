using System.Text.Json;
using TurfMap.Tests;

namespace TurfMap.Statistics.Tests;

/// <summary>Values that other programs computed, read from the shared folder.</summary>
internal sealed class Reference(string name)
{
    private readonly JsonElement _root = JsonDocument.Parse(File.ReadAllText(RealData.Path("reference", name + ".json"))).RootElement;

    public JsonElement Input(string field) => _root.GetProperty("input").GetProperty(field);

    public JsonElement Expected(params string[] path) =>
        path.Aggregate(_root.GetProperty("expected"), (element, field) => element.GetProperty(field));

    public static double[] Numbers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())]
            : [element.GetDouble()];

    public static int[] Whole(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(value => value.GetInt32())] : [element.GetInt32()];

    /// <summary>The field neighbours0; a list of one may stand as a bare number.</summary>
    public NeighbourLists Neighbours() => NeighbourLists.Build([.. Input("neighbours0").EnumerateArray().Select(Whole)]);

    public static void Close(JsonElement expected, IReadOnlyList<double> actual, double relative, double absolute = 0) =>
        Close(Numbers(expected), actual, relative, absolute);

    public static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double relative, double absolute = 0)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < actual.Count; i++)
            Assert.True(
                double.IsNaN(expected[i])
                    ? double.IsNaN(actual[i])
                    : Math.Abs(actual[i] - expected[i]) <= relative * Math.Abs(expected[i]) + absolute,
                $"[{i}]: {actual[i]:R} is not {expected[i]:R}"
            );
    }
}

using System.Text.Json;
using TurfMap.Tests;

namespace TurfMap.Spatial.Tests.Density;

/// <summary>Reference cases from other programs.</summary>
internal static class Reference
{
    public static JsonElement Case(string name) =>
        JsonDocument.Parse(File.ReadAllText(RealData.Path("reference", name + ".json"))).RootElement;

    /// <summary>A value by a path such as "input/x".</summary>
    public static JsonElement At(this JsonElement root, string path) =>
        path.Split('/').Aggregate(root, (element, name) => element.GetProperty(name));

    public static double Number(this JsonElement root, string path) => root.At(path).GetDouble();

    /// <summary>Numbers; null is NaN, one alone may stand without brackets.</summary>
    public static double[] Numbers(this JsonElement root, string path) => Numbers(root.At(path));

    public static double[] Numbers(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? double.NaN : item.GetDouble())]
            : [list.GetDouble()];

    public static (double[] X, double[] Y) Pairs(this JsonElement root, string path)
    {
        var pairs = root.At(path).EnumerateArray().Select(pair => (X: pair[0].GetDouble(), Y: pair[1].GetDouble())).ToArray();
        return ([.. pairs.Select(pair => pair.X)], [.. pairs.Select(pair => pair.Y)]);
    }

    /// <summary>Each number within a part of the expected one.</summary>
    public static void Near(double[] expected, IEnumerable<double> actual, double relative)
    {
        var found = actual.ToArray();
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                Math.Abs(found[i] - expected[i]) <= relative * Math.Abs(expected[i]),
                $"Number {i} is {found[i]:R}, expected {expected[i]:R}."
            );
    }
}

using System.IO.Compression;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using TurfMap.Tests.Files;

namespace TurfMap.Formats.Tests;

/// <summary>Short ways to a reader.</summary>
internal static class Open
{
    public static List<Feature> All(string text, out IFeatureReader reader, string name = "test.file", ReadingLimits? limits = null) =>
        All(Encoding.UTF8.GetBytes(text), out reader, name, limits);

    public static List<Feature> All(
        byte[] bytes,
        out IFeatureReader reader,
        string name = "test.file",
        ReadingLimits? limits = null,
        Func<string, Stream?>? sibling = null
    )
    {
        reader = FeatureFile.Open(name, new MemoryStream(bytes), sibling ?? (_ => null), limits);
        return [.. reader.Read()];
    }

    public static List<Feature> All(string text) => All(text, out _);

    public static UnreadableException Refused(string text) => Refused(Encoding.UTF8.GetBytes(text));

    public static UnreadableException Refused(byte[] bytes, ReadingLimits? limits = null, Func<string, Stream?>? sibling = null) =>
        Assert.Throws<UnreadableException>(() => All(bytes, out _, "test.file", limits, sibling));

    public static IFeatureReader Path(string path) =>
        FeatureFile.Open(
            System.IO.Path.GetFileName(path),
            File.OpenRead(path),
            ending => System.IO.Path.ChangeExtension(path, ending) is var beside && File.Exists(beside) ? File.OpenRead(beside) : null
        );

    public static byte[] Gzip(byte[] bytes) => SampleFile.Gzip(bytes);

    public static byte[] Zip(params (string Name, byte[] Content)[] entries) => Zip(CompressionLevel.Optimal, entries);

    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries) => SampleFile.Zip(level, entries);

    public static Geometry Wkt(string text) => new WKTReader().Read(text);
}

using TurfMap.Formats.Tests.GeoJson;

namespace TurfMap.Formats.Tests;

/// <summary>Tests that measure memory or time, and so run with nothing beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class MemoryTests
{
    [Fact]
    public void Memory_does_not_grow_with_the_file()
    {
        // 300 MB of features, read from a stream that makes them as it goes.
        using var reader = FeatureFile.Open("big.geojson", new EndlessFeatures(300L << 20), _ => null);
        // What the tests before this one left behind is not the reader's.
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long count = 0,
            most = 0;
        foreach (var feature in reader.Read())
        {
            if (++count % 100_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }
        Assert.True(count > 1_000_000);
        Assert.True(most < 40 << 20, $"{most:N0} bytes were held");
    }
}

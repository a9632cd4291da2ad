using TurfMap.App.Hosting;

namespace TurfMap.App.Tests.Cities;

public sealed class BoundedCacheTests
{
    [Theory, InlineData(1), InlineData(2)]
    public void Never_keeps_more_than_its_bytes_and_forgets_what_was_not_used_for_longest(int seed)
    {
        var random = new Random(seed);
        using var kept = new BoundedCache(5_000);
        for (var i = 0; i < 2000; i++)
        {
            var key = $"{random.Next(60)}";
            Assert.StartsWith(key + ":", Get(kept, key, () => $"{key}:{new string('x', random.Next(400))}"), StringComparison.Ordinal);
            Assert.InRange(kept.Bytes, 1, 5_000);
            Assert.NotNull(kept.Find<string>(key));
            Get(kept, "often", () => "often");
            Assert.Equal("often", kept.Find<string>("often"));
        }
        Assert.Null(kept.Find<string>("never"));
    }

    [Fact]
    public void The_same_is_made_once_also_when_asked_for_at_once_and_something_too_large_is_still_given()
    {
        using var kept = new BoundedCache(100);
        var made = 0;
        Parallel.For(
            0,
            50,
            _ =>
                Assert.Equal(
                    500,
                    Get(
                        kept,
                        "large",
                        () =>
                        {
                            Interlocked.Increment(ref made);
                            return new('x', 500);
                        }
                    ).Length
                )
        );

        Assert.Equal(1, made);
        Assert.Equal("y", Get(kept, "small", () => "y"));
        Assert.Null(kept.Find<string>("large"));
        Assert.Equal("y", kept.Find<string>("small"));
    }

    [Fact]
    public void What_failed_is_tried_again()
    {
        using var kept = new BoundedCache(1000);

        Assert.Throws<InvalidOperationException>(() => Get(kept, "a", () => throw new InvalidOperationException()));
        Assert.Null(kept.Find<string>("a"));
        Assert.Equal("b", Get(kept, "a", () => "b"));
        Assert.Equal("b", Get(kept, "a", () => "c"));
    }

    [Fact]
    public void One_key_holds_one_value_of_each_type()
    {
        using var kept = new BoundedCache(1000);

        Get(kept, "a", () => "text");
        kept.GetOrMake("a", () => new Version(1, 2), _ => 10);

        Assert.Equal("text", kept.Find<string>("a"));
        Assert.Equal(new Version(1, 2), kept.Find<Version>("a"));
    }

    private static string Get(BoundedCache kept, string key, Func<string> make) => kept.GetOrMake(key, make, text => text.Length);
}

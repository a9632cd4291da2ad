using TurfMap.App.Hosting;

namespace TurfMap.App.Tests.Cities;

public sealed class KeptByUseTests
{
    [Theory, InlineData(1), InlineData(2)]
    public void It_never_keeps_more_than_it_may_and_forgets_what_was_not_used_for_longest(int seed)
    {
        var random = new Random(seed);
        var kept = new ByteBoundedCache<string>(5_000, text => text.Length);
        for (var i = 0; i < 2000; i++)
        {
            var key = $"{random.Next(60)}";
            Assert.StartsWith(key + ":", kept.Get(key, () => $"{key}:{new string('x', random.Next(400))}"), StringComparison.Ordinal);
            Assert.InRange(kept.Bytes, 1, 5_000);
            kept.Get("often", () => "often");
            Assert.Equal("often", kept.Find("often"));
        }
        Assert.Null(kept.Find("never"));
    }

    [Fact]
    public void The_same_is_made_once_also_when_asked_for_at_once_and_something_too_large_is_still_given()
    {
        var (kept, made) = (new ByteBoundedCache<string>(100, text => text.Length), 0);
        Parallel.For(
            0,
            50,
            _ =>
                Assert.Equal(
                    500,
                    kept.Get(
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
        Assert.Equal("y", kept.Get("small", () => "y"));
        Assert.Null(kept.Find("large"));
    }

    [Fact]
    public void What_failed_is_tried_again()
    {
        var kept = new ByteBoundedCache<string>(1000, text => text.Length);

        Assert.Throws<InvalidOperationException>(() => kept.Get("a", () => throw new InvalidOperationException()));
        Assert.Null(kept.Find("a"));
        Assert.Equal("b", kept.Get("a", () => "b"));
        Assert.Equal("b", kept.Keep("a", "c"));
    }
}

using TurfMap.Domain.City;

namespace TurfMap.Domain.Tests.City;

public sealed class PartTests : IDisposable
{
    private readonly Part<string> part = new();
    private int readings;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => part.Dispose();

    private Task<string> GetAsync(long change, object? beside = null) =>
        part.GetAsync(new(change, beside), (before, _) => Task.FromResult($"{before}{++readings}"), Cancel);

    [Fact]
    public async Task What_stands_is_given_out_until_its_stamp_moves_on()
    {
        Assert.Null(part.Standing);
        Assert.Equal("1", await GetAsync(7));
        Assert.Equal("1", await GetAsync(7));
        Assert.Equal("1", await GetAsync(6)); // asked by somebody who has not heard of change 7
        Assert.Equal("12", await GetAsync(8));
        Assert.Equal("12", part.Standing);
    }

    [Fact]
    public async Task Something_else_that_it_depends_on_makes_it_anew()
    {
        await GetAsync(7, (0, "box"));
        Assert.Equal("1", await GetAsync(7, (0, "box")));
        Assert.Equal("12", await GetAsync(7, (0, "larger box")));
        Assert.Equal("123", await GetAsync(3, (1, "larger box"))); // an older store after a restored backup
    }

    [Fact]
    public async Task A_reading_that_fails_leaves_what_stands_and_the_next_one_tries_again()
    {
        await GetAsync(7);

        await Assert.ThrowsAsync<IOException>(() => part.GetAsync(new(8), (_, _) => throw new IOException(), Cancel));
        Assert.Equal("1", part.Standing);
        Assert.Equal("1", await GetAsync(7));
        Assert.Equal("12", await GetAsync(8));
    }

    [Fact]
    public async Task Who_asks_while_it_is_read_waits_for_that_reading()
    {
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        var first = part.GetAsync(
            new(7),
            (_, _) =>
            {
                begun.SetResult();
                return end.Task;
            },
            Cancel
        );
        await begun.Task;
        var others = Enumerable.Range(0, 20).Select(_ => GetAsync(7)).ToArray();
        Assert.All(others, other => Assert.False(other.IsCompleted));
        end.SetResult("read once");

        Assert.Equal("read once", await first);
        Assert.All(await Task.WhenAll(others), value => Assert.Equal("read once", value));
        Assert.Equal(0, readings);
    }

    [Fact]
    public async Task Who_stops_waiting_does_not_stop_the_reading_of_others()
    {
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        var first = part.GetAsync(
            new(7),
            (_, _) =>
            {
                begun.SetResult();
                return end.Task;
            },
            Cancel
        );
        await begun.Task;
        using var impatient = new CancellationTokenSource();
        var waiting = part.GetAsync(new(7), (_, _) => Task.FromResult("never"), impatient.Token);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        end.SetResult("read");
        Assert.Equal("read", await first);
    }
}

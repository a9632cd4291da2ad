using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.Storage.Tests;

/// <summary>Saved views.</summary>
public abstract partial class StoreContract
{
    private static readonly SavedView Noise = new(
        "v1",
        "ana",
        "Noise at night",
        "?tab=cases&kind=noise",
        false,
        new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero)
    );

    [Fact]
    public async Task Own_and_shared_views_come_back_the_same_by_name()
    {
        var shared = Noise with { Id = "v2", Account = "bo", Name = "heat", IsShared = true };
        await Store.Views.AddViewAsync(Noise, Cancel);
        await Store.Views.AddViewAsync(shared, Cancel);
        await Store.Views.AddViewAsync(Noise with { Id = "v3", Account = "bo", IsShared = false }, Cancel);

        Assert.Equal([shared, Noise], await Store.Views.ListViewsAsync("ana", Cancel));
        Assert.Equal(["v2", "v3"], (await Store.Views.ListViewsAsync("bo", Cancel)).Select(view => view.Id));
        Assert.Equal([shared], await Store.Views.ListViewsAsync("cy", Cancel));
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task A_name_stands_once_for_each_account_and_there_are_at_most_a_hundred()
    {
        await Store.Views.AddViewAsync(Noise, Cancel);
        Assert.Contains(
            "called \"Noise at night\" already",
            (await RefusalAsync(() => Store.Views.AddViewAsync(Noise with { Id = "v2" }, Cancel))).Message,
            StringComparison.Ordinal
        );
        for (var i = 1; i < SavedView.Most; i++)
            await Store.Views.AddViewAsync(Noise with { Id = $"n{i}", Name = $"View {i}" }, Cancel);
        var refused = await RefusalAsync(() => Store.Views.AddViewAsync(Noise with { Id = "last", Name = "Last" }, Cancel));

        Assert.Equal(Refusal.Conflict, refused.Refusal);
        Assert.Contains("100 views already", refused.Message, StringComparison.Ordinal);
        await Store.Views.AddViewAsync(Noise with { Id = "others", Account = "bo" }, Cancel);
        Assert.Equal(100, (await Store.Views.ListViewsAsync("ana", Cancel)).Count);
    }

    [Fact]
    public async Task Only_the_owner_takes_a_view_away_and_it_is_gone_then()
    {
        await Store.Views.AddViewAsync(Noise with { IsShared = true }, Cancel);

        Assert.False(await Store.Views.TryRemoveViewAsync("v1", "bo", Cancel));
        Assert.False(await Store.Views.TryRemoveViewAsync("v9", "ana", Cancel));
        Assert.True(await Store.Views.TryRemoveViewAsync("v1", "ana", Cancel));
        Assert.False(await Store.Views.TryRemoveViewAsync("v1", "ana", Cancel));
        await Store.Views.AddViewAsync(Noise, Cancel);
        Assert.True(await Store.Views.TryRemoveViewAsync("v1", null, Cancel));
        Assert.Empty(await Store.Views.ListViewsAsync("ana", Cancel));
    }
}

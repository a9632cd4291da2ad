using TurfMap.Domain.Changes;
using TurfMap.Domain.Figures.Releases;

namespace TurfMap.Storage.Tests;

/// <summary>Months of figures that were given out.</summary>
public abstract partial class StoreContract
{
    private static ReleasedMonth Given(DateOnly month, long? total = 40) =>
        new(
            month,
            "wards",
            3,
            Now,
            "Ana",
            new([new("1", "Ward “1”"), new("", "")], ["noise", ""], total, [30, null], [null, 12], [18, 12, null, 0])
        );

    [Fact]
    public async Task Released_months_come_back_the_same_in_their_order()
    {
        var before = await Store.City.ReadVersionAsync(Cancel);
        await Store.Releases.AddAsync([Given(new(2026, 3, 1)), Given(new(2026, 4, 1), null)], new("Ana"), Cancel);
        await Store.Releases.AddAsync([Given(new(2026, 2, 1))], new("Ana"), Cancel);

        Assert.Equivalent(
            new[] { Given(new(2026, 2, 1)), Given(new(2026, 3, 1)), Given(new(2026, 4, 1), null) },
            await Store.Releases.ListAsync(Cancel),
            strict: true
        );
        Assert.True(await Store.City.ReadVersionAsync(Cancel) >= before + 2);
        Assert.Equal(
            ["2026-02", "2026-04", "2026-03"],
            (await Store.Access.ListAuditAsync(new(null, 3, null, null), Cancel)).Select(one => one.Entry.Subject)
        );
        Assert.Equal((3, 4), (Given(new(2026, 2, 1)).Figures.Hidden, Given(new(2026, 2, 1), null).Figures.Hidden));
    }

    [Fact]
    public async Task A_month_is_released_once_and_with_it_none_of_those_beside_it()
    {
        await Store.Releases.AddAsync([Given(new(2026, 3, 1))], new("Ana"), Cancel);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Store.Releases.AddAsync([Given(new(2026, 4, 1)), Given(new(2026, 3, 1), 41)], new("Bo"), Cancel)
        );

        Assert.Equal(Refusal.Conflict, refused.Refusal);
        Assert.StartsWith("March 2026 was released already", refused.Message, StringComparison.Ordinal);
        Assert.Equivalent(new[] { Given(new(2026, 3, 1)) }, await Store.Releases.ListAsync(Cancel), strict: true);
    }
}

using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.Storage.Tests;

/// <summary>What was done, and that it stays as it was written.</summary>
public abstract partial class StoreContract
{
    private static readonly ChangeRequest Cyd = new("Cyd") { Caller = new("cyd", "Cyd Ro", Role.Manager, null, "session 7", "10.0.0.7") };

    private Task<IReadOnlyList<KeptAuditEntry>> AuditAsync(string? action = null) =>
        Store.Access.ListAuditAsync(new(null, 1000, null, action), Cancel);

    [Fact]
    public async Task Every_change_is_in_the_audit_with_who_made_it_and_what_stood_before()
    {
        var first = await Store.Staff.SaveLiaisonAsync(Cy, Expected.New, Ana, Cancel);
        await Store.Staff.SaveLiaisonAsync(Cy with { Phone = "555" }, Expected.At(first.Version.Number), Cyd with { Key = "k" }, Cancel);
        await Store.Staff.SaveLiaisonAsync(Cy with { Phone = "555" }, Expected.At(first.Version.Number), Cyd with { Key = "k" }, Cancel);
        await RefusalAsync(() => Store.Staff.SaveLiaisonAsync(Cy with { Phone = "556" }, Expected.At(first.Version.Number), Cyd, Cancel));
        var taken = (await ImportTableAsync("partners", "id,name,lon,lat\nP1,Aid,-72.5,40.5\nP2,,,\n", Cyd)).Id;
        await RefusalAsync(() => ImportTableAsync("liaisons", "name\nDee\n", Cyd));
        var refused = (await Store.Imports.ListBatchesAsync(Cancel))[0].Id;
        await Store.Imports.By(Cyd).UndoAsync(taken, Cancel);
        await Store.Partners.SavePartnerAsync(
            new("P3", "Née", "", [], [], new(-72.5, 40.25), null, null, null, null, null, null),
            Expected.New,
            Cyd,
            Cancel
        );

        var audit = (await AuditAsync()).Reverse().ToArray();
        Assert.Equal(
            [
                "liaison L3",
                "liaison L3",
                $"partners import {taken} partners.csv",
                $"liaisons refused import {refused} liaisons.csv",
                $"undo import {taken} partners.csv",
                "partner P3",
            ],
            audit.Select(kept => $"{kept.Entry.Action} {kept.Entry.Subject}")
        );
        Assert.Equal(
            [("", "Ana", "", ""), .. Enumerable.Repeat(("cyd", "Cyd Ro", "session 7", "10.0.0.7"), 5)],
            audit.Select(kept => (kept.Entry.Account, kept.Entry.Actor, kept.Entry.Via, kept.Entry.Address))
        );
        Assert.Null(audit[0].Entry.Before);
        Assert.Equal(
            """{"id":"L3","name":"Cy","languages":"en;es","hours_per_week":35"""
                + ""","home_unit":null"""
                + ""","phone":null"""
                + ""","email":"cy@example.org","since":"2024-05-06"}""",
            audit[1].Entry.Before
        );
        Assert.Equal(audit[0].Entry.After, audit[1].Entry.Before);
        Assert.Contains("\"phone\":\"555\"", audit[1].Entry.After, StringComparison.Ordinal);
        Assert.Equal("""{"rows":2,"taken":1,"problems":1}""", audit[2].Entry.After);
        Assert.StartsWith("""{"rows":0,"taken":0,"problems":""", audit[3].Entry.After, StringComparison.Ordinal);
        Assert.Equal("""{"rows":2,"taken":1,"problems":1}""", audit[4].Entry.Before);
        Assert.Contains("\"geom\":[-72.5,40.25]", audit[5].Entry.After, StringComparison.Ordinal);
        Assert.Empty(AuditChain.Check(audit));
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task The_chain_goes_on_when_the_store_is_opened_again()
    {
        await FillAuditAsync(3);
        var before = await AuditAsync();
        using (var beside = OpenBeside())
            Assert.Equal(before, await beside.Access.ListAuditAsync(new(null, 1000), Cancel));

        await FillAuditAsync(2);

        Assert.Equal(before, (await AuditAsync()).Skip(2));
        Assert.Equal([5L, 4, 3, 2, 1], (await AuditAsync()).Select(kept => kept.Number));
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task Entries_from_many_at_once_make_one_chain()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    i % 2 == 0
                        ? Store.Access.AuditAsync([Told("read-case", $"C{i}"), Told("read-case", $"C{i}b")], Cancel)
                        : SaveAsync(Person("a" + i))
                )
        );

        Assert.Equal(Enumerable.Range(1, 12).Select(number => (long)number), (await AuditAsync()).Select(kept => kept.Number).Reverse());
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task The_audit_is_listed_by_account_and_action_and_page()
    {
        for (var i = 0; i < 6; i++)
            await Store.Access.AuditAsync(
                [Told(i % 2 == 0 ? "sign-in" : "read-case", $"{i}") with { Account = i % 3 == 0 ? "ana" : "bo" }],
                Cancel
            );

        Assert.Equal([6L, 5], (await Store.Access.ListAuditAsync(new(null, 2), Cancel)).Select(kept => kept.Number));
        Assert.Equal([4L, 3], (await Store.Access.ListAuditAsync(new(5, 2), Cancel)).Select(kept => kept.Number));
        Assert.Equal([4L, 1], (await Store.Access.ListAuditAsync(new(null, 10, "ana"), Cancel)).Select(kept => kept.Number));
        Assert.Equal([5L, 3], (await Store.Access.ListAuditAsync(new(null, 10, "bo", "sign-in"), Cancel)).Select(kept => kept.Number));
    }

    [Fact]
    public async Task Whatever_somebody_types_is_kept_in_the_audit_and_its_hash_holds()
    {
        var odd = new AuditEntry(
            Now.AddTicks(1234),
            "",
            "a\0b\u001B\uD800",
            "",
            "::1",
            "sign-in",
            "'; DROP TABLE audit; -- 日本 😀\n\t",
            "",
            "{\"x\":\"é\"}"
        );
        await Store.Access.AuditAsync([odd, odd], Cancel);

        var kept = (await AuditAsync())[0].Entry;
        Assert.Equal((Now, "a b \uFFFD", odd.Subject, "", odd.After), (kept.At, kept.Actor, kept.Subject, kept.Before, kept.After));
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'Nobody'")]
    [InlineData("UPDATE audit SET actor = actor WHERE number = 1")]
    [InlineData("DELETE FROM audit WHERE number = 2")]
    [InlineData("DELETE FROM audit")]
    [InlineData(
        "INSERT INTO audit (number, at, account, actor, via, address, action, subject, hash) SELECT number, at, account, "
            + "'Nobody', via, address, action, subject, hash FROM audit WHERE number = 1"
    )]
    [InlineData(
        "INSERT INTO audit (number, at, account, actor, via, address, action, subject, hash) SELECT number, at, account, "
            + "actor, via, address, action, subject, hash FROM audit WHERE number = 1 ON CONFLICT (number) DO UPDATE SET actor = "
            + "'Nobody'"
    )]
    public async Task The_store_itself_keeps_the_audit_as_it_was_written(string sql)
    {
        await FillAuditAsync(3);
        var before = await AuditAsync();

        Assert.ThrowsAny<System.Data.Common.DbException>(() => Tamper(sql));

        Assert.Equal(before, await AuditAsync());
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'Nobody' WHERE number = 3", "Entry 3 of the audit is not as it was written")]
    [InlineData("UPDATE audit SET after = NULL WHERE number = 3", "Entry 3 of the audit is not as it was written")]
    [InlineData(
        "UPDATE audit SET hash = (SELECT hash FROM audit WHERE number = 2) WHERE number = 3",
        "Entry 3 of the audit is not as it was written"
    )]
    [InlineData("DELETE FROM audit WHERE number = 1", "jumps from entry 0 to 2")]
    [InlineData("DELETE FROM audit WHERE number IN (3, 4)", "jumps from entry 2 to 5")]
    [InlineData("DELETE FROM audit WHERE number >= 5", "ends with entry 4, and entry 5 was its last")]
    [InlineData("DELETE FROM audit", "ends with entry 0, and entry 5 was its last")]
    [InlineData(
        "UPDATE audit SET number = 99 WHERE number = 2; UPDATE audit SET number = 2 WHERE number = 3; UPDATE audit SET "
            + "number = 3 WHERE number = 99",
        "Entry 2 of the audit is not as it was written"
    )]
    [InlineData(
        "INSERT INTO audit (number, at, account, actor, via, address, action, subject, hash) SELECT 6, at, account, actor, "
            + "via, address, action, subject, hash FROM audit WHERE number = 5",
        "Entry 6 of the audit is not as it was written"
    )]
    public async Task The_check_names_what_somebody_did_to_the_audit_behind_its_guard(string sql, string finding)
    {
        await FillAuditAsync(5);
        Tamper(Store.Engine.Dialect.UnguardAudit + sql);

        Assert.Contains("The guard of the audit was taken away: its entries can be changed and taken out.", await Store.CheckAsync(Cancel));
        Tamper(Store.Engine.Dialect.GuardAudit);
        var findings = await Store.CheckAsync(Cancel);
        Assert.DoesNotContain(findings, sentence => sentence.Contains("guard", StringComparison.Ordinal));
        Assert.Contains(findings, sentence => sentence.Contains(finding, StringComparison.Ordinal));
        Assert.StartsWith("The audit's newest entry is ", findings[^1], StringComparison.Ordinal);
    }

    private async Task FillAuditAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await Store.Access.AuditAsync([Told("read-case", $"C{i}") with { After = "{}" }], Cancel);
    }
}

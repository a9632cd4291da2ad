using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TurfMap.Domain.Access;

/// <summary>Something that was done, as the audit keeps it.</summary>
/// <param name="At">When, to the millisecond.</param>
/// <param name="Account">By which account; empty when nobody was signed in.</param>
/// <param name="Actor">By whom, as people see it.</param>
/// <param name="Via">By which session, token or command.</param>
/// <param name="Address">From which network address.</param>
/// <param name="Action">What: a word such as <c>sign-in</c>, <c>liaison</c>, <c>read-case</c>.</param>
/// <param name="Subject">Of what: an id.</param>
/// <param name="Before">What stood before a change, as JSON; null when nothing did or nothing was changed.</param>
/// <param name="After">What stands after it.</param>
public sealed record AuditEntry(
    DateTimeOffset At,
    string Account,
    string Actor,
    string Via,
    string Address,
    string Action,
    string Subject,
    string? Before = null,
    string? After = null
)
{
    /// <summary>An entry of something that a caller did.</summary>
    public static AuditEntry Of(
        Caller caller,
        DateTimeOffset at,
        string action,
        string subject,
        string? before = null,
        string? after = null
    ) => new(at, caller.AccountId, caller.Name, caller.Via, caller.Address, action, subject, before, after);
}

/// <summary>An entry with its place in the chain: its number, and a hash over it and all before it.</summary>
public sealed record KeptAuditEntry(long Number, AuditEntry Entry, string Hash);

/// <summary>
/// Chains entries: each hash covers the entry and the hash before it, so nothing can be changed, left out or moved without all later hashes
/// changing.
/// </summary>
/// <remarks>
/// SHA-256 over the previous hash and each field, every one with its length before it, so that no two entries read the same. Who can write
/// the whole table can also
/// write a new chain: keep the newest hash somewhere else now and then (<c>check</c> and the export say it).
/// </remarks>
public static class AuditChain
{
    /// <summary>What the first entry is chained to.</summary>
    public const string Begin = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The hash of an entry that follows another.</summary>
    public static string Next(string previous, long number, AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            var field in new[]
            {
                previous,
                number.ToString(CultureInfo.InvariantCulture),
                entry.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
                entry.Account,
                entry.Actor,
                entry.Via,
                entry.Address,
                entry.Action,
                entry.Subject,
                entry.Before,
                entry.After,
            }
        )
        {
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            hash.AppendData(BitConverter.GetBytes(field is null ? -1 : bytes.Length));
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// What is wrong with a chain, one sentence for each break; nothing when it holds. Entries in the order of their numbers.
    /// </summary>
    public static IEnumerable<string> Check(IEnumerable<KeptAuditEntry> entries)
    {
        var (previous, number) = (Begin, 0L);
        foreach (var kept in entries)
        {
            if (kept.Number != number + 1)
                yield return $"The audit jumps from entry {number} to {kept.Number}: entries were taken out.";
            else if (Next(previous, kept.Number, kept.Entry) != kept.Hash)
                yield return $"Entry {kept.Number} of the audit is not as it was written: it, or one before it, was changed.";
            (previous, number) = (kept.Hash, kept.Number);
        }
    }
}

using System.Data.Common;
using System.Globalization;
using System.Text;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.Storage.Sql;

/// <summary>The audit in its table: appended within the change that it speaks of, listed, and looked through as a chain.</summary>
/// <remarks>
/// The newest number and hash stand beside it too: without them, nothing would tell that the last entries were taken out.
/// </remarks>
internal static class AuditTrail
{
    /// <summary>
    /// Appends entries to the chain. Writers come one after another, so the newest hash that is read here stays the newest.
    /// </summary>
    public static void Append(Session session, IReadOnlyList<AuditEntry> entries)
    {
        if (entries.Count == 0)
            return;
        var (number, hash) = session.List(
            "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1",
            row => (row.Whole("number"), row.Text("hash"))
        )
            is [var newest]
            ? newest
            : (0, AuditChain.Begin);
        foreach (var one in entries)
        {
            var entry = AsKept(one);
            hash = AuditChain.Next(hash, ++number, entry);
            session.Run(
                """
                INSERT INTO audit (number, at, account, actor, via, address, action, subject, before, after, hash)
                VALUES (@number, @at, @account, @actor, @via, @address, @action, @subject, @before, @after, @hash)
                """,
                ("@number", number),
                ("@at", entry.At),
                ("@account", entry.Account),
                ("@actor", entry.Actor),
                ("@via", entry.Via),
                ("@address", entry.Address),
                ("@action", entry.Action),
                ("@subject", entry.Subject),
                ("@before", entry.Before),
                ("@after", entry.After),
                ("@hash", hash)
            );
        }
        session.Run("UPDATE setting SET value = @newest WHERE key = 'audit_newest'", ("@newest", Newest(number, hash)));
    }

    /// <summary>Entries, the newest first.</summary>
    public static IReadOnlyList<KeptAuditEntry> List(Session session, AuditQuery query)
    {
        var (sql, parameters) = (
            new StringBuilder("SELECT * FROM audit WHERE 1 = 1"),
            new List<(string, object?)> { ("@limit", (long)query.Limit) }
        );
        void Only(string condition, string name, object? value)
        {
            if (value is null)
                return;
            sql.Append(" AND ").Append(condition);
            parameters.Add((name, value));
        }
        Only("number < @before", "@before", query.Before);
        Only("account = @account", "@account", query.Account);
        Only("action = @action", "@action", query.Action);
        return session.List(sql.Append(" ORDER BY number DESC LIMIT @limit").ToString(), Shape, [.. parameters]);
    }

    /// <summary>What is wrong with the chain; then where it ends, to be compared with what was written down elsewhere.</summary>
    public static IEnumerable<string> Check(Session session)
    {
        const int Most = 20;
        var (number, hash) = (0L, AuditChain.Begin);
        var kept = session
            .Stream("SELECT * FROM audit ORDER BY number", Shape)
            .Select(entry =>
            {
                (number, hash) = (entry.Number, entry.Hash);
                return entry;
            });
        var findings = 0;
        foreach (var finding in AuditChain.Check(kept))
            if (++findings <= Most)
                yield return finding;
        if (findings > Most)
            yield return $"{findings - Most:N0} more entries of the audit are not as they were written.";
        var newest = session.Scalar<string>("SELECT value FROM setting WHERE key = 'audit_newest'") ?? "";
        if (newest != (number == 0 ? "" : Newest(number, hash)))
            yield return $"The audit ends with entry {number}, and entry {(newest.Length == 0 ? "0" : newest.Split(' ')[0])} was its "
                + "last: entries were taken out or put in at its end.";
        else if (findings == 0)
            yield break;
        yield return $"The audit's newest entry is {number}, with the hash {hash}.";
    }

    /// <summary>The entry as both engines keep it: moments to the millisecond, text that both take.</summary>
    private static AuditEntry AsKept(AuditEntry entry) =>
        new(
            Batches.ToMillisecond(entry.At),
            Plain(entry.Account),
            Plain(entry.Actor),
            Plain(entry.Via),
            Plain(entry.Address),
            Plain(entry.Action),
            Plain(entry.Subject),
            entry.Before is null ? null : Plain(entry.Before),
            entry.After is null ? null : Plain(entry.After)
        );

    /// <summary>Somebody may try any name to sign in with, and the audit must take it: half a surrogate pair too.</summary>
    private static string Plain(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(PlainText.Of(text)));

    private static string Newest(long number, string hash) => string.Create(CultureInfo.InvariantCulture, $"{number} {hash}");

    private static KeptAuditEntry Shape(DbDataReader row) =>
        new(
            row.Whole("number"),
            new(
                row.Moment("at"),
                row.Text("account"),
                row.Text("actor"),
                row.Text("via"),
                row.Text("address"),
                row.Text("action"),
                row.Text("subject"),
                row.TextOrNull("before"),
                row.TextOrNull("after")
            ),
            row.Text("hash")
        );
}

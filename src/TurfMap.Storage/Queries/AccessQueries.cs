using TurfMap.Domain.Access;
using TurfMap.Domain.City;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>
/// Accounts, what they sign in with, and the audit. Always asked of the primary: who was shut out a moment ago must not come in by a
/// replica.
/// </summary>
public sealed class AccessQueries
{
    private readonly Engine engine;
    private readonly Batches batches;
    private readonly TimeProvider clock;

    internal AccessQueries(Engine engine, Batches batches, TimeProvider clock) =>
        (this.engine, this.batches, this.clock) = (engine, batches, clock);

    /// <summary>The number of the newest change of accounts, sessions, tokens and links.</summary>
    public Task<long> ReadAccessVersionAsync(CancellationToken cancel) =>
        engine.ReadAsync(session => StampRows.Read(session, CityPart.Access), Freshness.Newest, cancel);

    /// <summary>All accounts, and what still holds.</summary>
    public Task<AccessSnapshot> ReadAccessAsync(CancellationToken cancel) => ReadAsync(engine, clock, Freshness.Newest, cancel);

    /// <summary>The same, perhaps from a replica: only for a start while no primary answers, when nobody can be shut out either.</summary>
    internal static Task<AccessSnapshot> ReadAsync(Engine engine, TimeProvider clock, Freshness freshness, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return engine.ReadAsync(
            session => new AccessSnapshot(
                StampRows.Read(session, CityPart.Access),
                session.List("SELECT * FROM account ORDER BY name", AccessRows.Account),
                [
                    .. session
                        .List(
                            "SELECT * FROM session WHERE ended_at IS NULL AND until > @now ORDER BY fid",
                            AccessRows.Session,
                            ("@now", now)
                        )
                        .Where(one => one.Holds(now)),
                ],
                session.List(
                    "SELECT * FROM access_token WHERE ended_at IS NULL AND until > @now ORDER BY fid",
                    AccessRows.Token,
                    ("@now", now)
                ),
                session.List(
                    "SELECT * FROM one_time_link WHERE used_at IS NULL AND until > @now ORDER BY fid",
                    AccessRows.Link,
                    ("@now", now)
                )
            ),
            freshness,
            cancel
        );
    }

    /// <summary>
    /// Keeps a change with its audit in one piece; false when an account's stamp is not the one that stands, its name is taken, or the link
    /// was used meanwhile.
    /// </summary>
    /// <exception cref="Domain.Changes.RefusedException">It would leave no administrator who can sign in.</exception>
    public Task<bool> TrySaveAccessAsync(AccessChange change, CancellationToken cancel) =>
        batches.WriteAsync(
            session =>
            {
                var writer = new AccessWriter(session, batches.Now());
                if (!AccessWriter.IsUse(change))
                    return writer.TrySave(change);
                writer.Note(change);
                return true;
            },
            cancel
        );

    /// <summary>Whether a store holds nothing but the sample city.</summary>
    public Task<bool> HasOnlySampleAsync(CancellationToken cancel) =>
        engine.ReadAsync(DemoAccounts.HasOnlySample, Freshness.Newest, cancel);

    /// <summary>Closes the sample city's accounts, with all that was begun or made under them.</summary>
    public Task CloseDemoAsync(string why, CancellationToken cancel) =>
        batches.WriteAsync(
            session =>
            {
                var closed = DemoAccounts.Close(session, batches.Now(), why);
                if (closed)
                    StampRows.Move(session, CityPart.Access);
                return closed;
            },
            cancel
        );

    /// <summary>Adds entries to the audit.</summary>
    public Task AuditAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancel) =>
        entries.Count == 0
            ? Task.CompletedTask
            : batches.WriteAsync(
                session =>
                {
                    AuditTrail.Append(session, entries);
                    return entries.Count;
                },
                cancel
            );

    /// <summary>Entries after a number, in order, at most so many.</summary>
    public Task<IReadOnlyList<KeptAuditEntry>> ListAuditAsync(AuditQuery query, CancellationToken cancel) =>
        engine.ReadAsync(session => AuditTrail.List(session, query), Freshness.Newest, cancel);

    /// <summary>The protection keys of the service, as they were kept.</summary>
    public Task<IReadOnlyList<string>> ReadKeysAsync(CancellationToken cancel) =>
        engine.ReadAsync<IReadOnlyList<string>>(
            session => session.List("SELECT xml FROM protection_key ORDER BY fid", row => row.Text("xml")),
            Freshness.Newest,
            cancel
        );

    /// <summary>Keeps a protection key.</summary>
    public Task AddKeyAsync(string name, string xml, CancellationToken cancel) =>
        batches.WriteAsync(
            session =>
                session.Run(
                    "INSERT INTO protection_key (name, xml) VALUES (@name, @xml) ON CONFLICT (name) DO NOTHING",
                    ("@name", name),
                    ("@xml", xml)
                ),
            cancel
        );
}

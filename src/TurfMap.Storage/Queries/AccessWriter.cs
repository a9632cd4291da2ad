using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>
/// Writes a change of accounts, sessions, tokens and links within its transaction. Writers come one after another: what was looked at first
/// still stands.
/// </summary>
internal sealed class AccessWriter(Session session, DateTimeOffset now)
{
    /// <summary>How long a session is kept after its end; the audit keeps its story.</summary>
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(30);

    /// <summary>Whether a change only says that sessions or a token were used.</summary>
    public static bool IsUse(AccessChange change) =>
        change is { Audit.Count: 0, Account: null, Link: null, Token: null or { EndedAt: null } }
        && change.Sessions.All(one => one.EndedAt is null);

    /// <summary>
    /// Notes uses of what still stands. Nothing else is touched, so that what was ended meanwhile, or is not there any more, does not come
    /// back.
    /// </summary>
    public void Note(AccessChange change)
    {
        foreach (var (id, seen) in change.Sessions.Select(one => (one.Id, Batches.ToMillisecond(one.SeenAt))))
            session.Run(
                "UPDATE session SET seen_at = @seen WHERE id = @id AND ended_at IS NULL AND seen_at < @seen",
                ("@id", id),
                ("@seen", seen)
            );
        if (change.Token is { UsedAt: { } used } token)
            session.Run(
                "UPDATE access_token SET used_at = @used WHERE id = @id AND ended_at IS NULL AND (used_at IS NULL OR used_at < @used)",
                ("@id", token.Id),
                ("@used", Batches.ToMillisecond(used))
            );
    }

    /// <summary>Saves a change; false, and nothing is written, when it was made from what no longer stands.</summary>
    public bool TrySave(AccessChange change)
    {
        if (change.Account is { } account && !Fits(account) || change.Link is { UsedAt: not null } used && !IsUnused(used))
            return false;
        if (change.Account is { } one)
            Save(one, change.KeepsAdministrator);
        foreach (var browser in change.Sessions)
            Save(browser);
        if (change.Token is { } token)
            Save(Catalogue.Token, AccessRows.Of(token));
        if (change.Link is { } link)
            Save(link);
        AuditTrail.Append(session, change.Audit);
        StampRows.Move(session, CityPart.Access);
        return true;
    }

    /// <summary>The account stands as it was read, and nobody else has its names.</summary>
    private bool Fits(Account account) =>
        session.Scalar<long>("SELECT coalesce(max(stamp), 0) FROM account WHERE id = @id", ("@id", account.Id)) == account.Stamp
        && session.Scalar<long>(
            "SELECT count(*) FROM account WHERE id <> @id AND (name = @name OR (outside = @outside AND outside <> ''))",
            ("@id", account.Id),
            ("@name", account.Name),
            ("@outside", account.ExternalId)
        ) == 0;

    private bool IsUnused(OneTimeLink link) =>
        session.Scalar<long>("SELECT count(*) FROM one_time_link WHERE id = @id AND used_at IS NULL", ("@id", link.Id)) == 1;

    private void Save(Account account, bool keepsAdministrator)
    {
        var before = Administrators();
        if (
            account.Stamp != 0
            && session.Scalar<string>("SELECT coalesce(password_hash, '') FROM account WHERE id = @id", ("@id", account.Id))
                != (account.PasswordHash ?? "")
        )
            EndLinks(account.Id);
        if (account.Stamp == 0)
            Insert(Catalogue.Account, [.. AccessRows.Of(account), ("stamp", 1L)]);
        else
            Update(
                Catalogue.Account,
                account.Id,
                [.. AccessRows.Of(account).Where(column => !AccessRows.Fixed.Contains(column.Name)), ("stamp", account.Stamp + 1)]
            );
        session.Run(
            "UPDATE access_token SET ended_at = @now WHERE account = @account AND ended_at IS NULL AND security_stamp <> @stamp",
            ("@account", account.Id),
            ("@stamp", account.SecurityStamp),
            ("@now", now)
        );
        if (keepsAdministrator && before > 0 && Administrators() == 0)
            throw new RefusedException(
                Refusal.Conflict,
                $"{account.DisplayName} is the last administrator who can sign in; make another one first. Nothing was changed."
            );
    }

    /// <summary>How many administrators can sign in, the sample city's not counted.</summary>
    private long Administrators() =>
        session.Scalar<long>(
            "SELECT count(*) FROM account WHERE role = 'Administrator' AND closed = @no AND demo = @no AND (password_hash "
                + "IS NOT NULL OR outside <> '')",
            ("@no", false)
        );

    private void Save(SignInSession one)
    {
        if (!Save(Catalogue.SignIn, AccessRows.Of(one)))
            return;
        session.Run("DELETE FROM session WHERE ended_at < @old OR until < @old", ("@old", now - KeptAfterEnd));
    }

    private void Save(OneTimeLink link)
    {
        if (link.UsedAt is { } used)
        {
            session.Run(
                "UPDATE one_time_link SET used_at = @used WHERE id = @id",
                ("@id", link.Id),
                ("@used", Batches.ToMillisecond(used))
            );
            return;
        }
        if (link.Account is { } account)
            EndLinks(account);
        Insert(Catalogue.Link, AccessRows.Of(link));
    }

    /// <summary>
    /// A newer link, or a new password by whatever way, ends the links that an account still had: they may have gone to the wrong person.
    /// </summary>
    private void EndLinks(string account) =>
        session.Run(
            "UPDATE one_time_link SET used_at = @now WHERE account = @account AND used_at IS NULL",
            ("@account", account),
            ("@now", now)
        );

    /// <summary>Saves what has an id and an end; true when it is new. What has ended stays ended.</summary>
    private bool Save(Table table, (string Name, object? Value)[] columns)
    {
        var id = (string)columns[0].Value!;
        var isNew = session.Scalar<long>($"SELECT count(*) FROM {table.Name} WHERE id = @id", ("@id", id)) == 0;
        if (isNew)
            Insert(table, columns);
        else
            Update(table, id, columns[1..], " AND ended_at IS NULL");
        return isNew;
    }

    private void Insert(Table table, (string Name, object? Value)[] columns) =>
        session.Run(
            $"INSERT INTO {table.Name} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES "
                + $"({string.Join(", ", columns.Select(column => "@" + column.Name))})",
            Parameters(columns)
        );

    private void Update(Table table, string id, (string Name, object? Value)[] columns, string only = "") =>
        session.Run(
            $"UPDATE {table.Name} SET {string.Join(", ", columns.Select(column => $"{column.Name} = @{column.Name}"))} "
                + $"WHERE id = @id{only}",
            Parameters([("id", id), .. columns])
        );

    private static (string Name, object? Value)[] Parameters(IEnumerable<(string Name, object? Value)> columns) =>
        [.. columns.Select(column => ("@" + column.Name, column.Value))];
}

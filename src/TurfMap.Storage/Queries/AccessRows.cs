using System.Data.Common;
using TurfMap.Domain.Access;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>How accounts, sessions, tokens and links stand in rows: read and written in one place.</summary>
internal static class AccessRows
{
    /// <summary>What an account never changes.</summary>
    public static readonly string[] Fixed = ["id", "demo", "created_at"];

    public static Account Account(DbDataReader row) =>
        new()
        {
            Id = row.Text("id"),
            Name = row.Text("name"),
            DisplayName = row.Text("display_name"),
            Role = Enum.Parse<Role>(row.Text("role")),
            Liaison = row.TextOrNull("liaison"),
            PasswordHash = row.TextOrNull("password_hash"),
            FactorKey = row.TextOrNull("factor_key"),
            HasSecondFactor = row.Flag("has_factor"),
            FactorStep = row.Whole("factor_step"),
            RecoveryCodes = row.List("recovery_codes"),
            Failures = (int)row.Whole("failures"),
            LockedUntil = row.MomentOrNull("locked_until"),
            IsClosed = row.Flag("closed"),
            IsDemo = row.Flag("demo"),
            ExternalId = row.Text("outside"),
            CreatedAt = row.Moment("created_at"),
            SecurityStamp = row.Text("security_stamp"),
            Stamp = row.Whole("stamp"),
        };

    /// <summary>The columns of an account with their values, but for its stamp.</summary>
    public static (string Name, object? Value)[] Of(Account one) =>
        [
            ("id", one.Id),
            ("name", one.Name),
            ("display_name", one.DisplayName),
            ("role", one.Role.ToString()),
            ("liaison", one.Liaison),
            ("password_hash", one.PasswordHash),
            ("factor_key", one.FactorKey),
            ("has_factor", one.HasSecondFactor),
            ("factor_step", one.FactorStep),
            ("recovery_codes", string.Join(';', one.RecoveryCodes)),
            ("failures", (long)one.Failures),
            ("locked_until", Kept(one.LockedUntil)),
            ("closed", one.IsClosed),
            ("demo", one.IsDemo),
            ("outside", one.ExternalId),
            ("created_at", Kept(one.CreatedAt)),
            ("security_stamp", one.SecurityStamp),
        ];

    public static SignInSession Session(DbDataReader row) =>
        new(
            row.Text("id"),
            row.Text("hash"),
            row.Text("account"),
            row.Text("security_stamp"),
            row.Text("how"),
            row.Text("address"),
            row.Text("agent"),
            row.Moment("begun"),
            row.Moment("seen_at"),
            row.Moment("until"),
            row.MomentOrNull("ended_at")
        );

    public static (string Name, object? Value)[] Of(SignInSession one) =>
        [
            ("id", one.Id),
            ("hash", one.Hash),
            ("account", one.Account),
            ("security_stamp", one.SecurityStamp),
            ("how", one.How),
            ("address", one.Address),
            ("agent", one.Agent),
            ("begun", Kept(one.Begun)),
            ("seen_at", Kept(one.SeenAt)),
            ("until", Kept(one.Until)),
            ("ended_at", Kept(one.EndedAt)),
        ];

    public static AccessToken Token(DbDataReader row) =>
        new(
            row.Text("id"),
            row.Text("hash"),
            row.Text("account"),
            row.Text("security_stamp"),
            row.Text("name"),
            row.List("scopes"),
            row.Moment("made"),
            row.Moment("until"),
            row.MomentOrNull("used_at"),
            row.MomentOrNull("ended_at")
        );

    public static (string Name, object? Value)[] Of(AccessToken one) =>
        [
            ("id", one.Id),
            ("hash", one.Hash),
            ("account", one.Account),
            ("security_stamp", one.SecurityStamp),
            ("name", one.Name),
            ("scopes", string.Join(';', one.Scopes)),
            ("made", Kept(one.Made)),
            ("until", Kept(one.Until)),
            ("used_at", Kept(one.UsedAt)),
            ("ended_at", Kept(one.EndedAt)),
        ];

    public static OneTimeLink Link(DbDataReader row) =>
        new(
            row.Text("id"),
            row.Text("hash"),
            Enum.Parse<LinkUse>(row.Text("use")),
            row.TextOrNull("account"),
            row.Moment("until"),
            row.MomentOrNull("used_at")
        );

    public static (string Name, object? Value)[] Of(OneTimeLink one) =>
        [
            ("id", one.Id),
            ("hash", one.Hash),
            ("use", one.Use.ToString()),
            ("account", one.Account),
            ("until", Kept(one.Until)),
            ("used_at", Kept(one.UsedAt)),
        ];

    private static DateTimeOffset? Kept(DateTimeOffset? moment) => moment is { } one ? Batches.ToMillisecond(one) : null;
}

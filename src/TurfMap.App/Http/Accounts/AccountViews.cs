using TurfMap.App.Access;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Access;

namespace TurfMap.App.Http.Accounts;

/// <summary>Who is signed in, what they may do, and how one may sign in.</summary>
internal sealed record MeView(
    bool SignedIn,
    string? Name,
    string? SignInName,
    string? Role,
    string? Liaison,
    IReadOnlyList<string> Permissions,
    string? Antiforgery,
    bool? HasSecondFactor,
    bool? HasPassword,
    string? Until,
    bool? IsDemo,
    SignInWays SignIn
)
{
    public static MeView Of(HttpContext http, HostedCity city, TurfMapOptions options)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (caller, current, book) = (http.Caller(), http.Session(), city.Access.Book);
        var ways = new SignInWays(
            FirstRun.IsOpen(book),
            [.. Demo.Open(book, city.Live.Snapshot.Profile.IsSample).Select(account => RoleName.Of(account.Role))],
            options.OidcAuthority is null ? null : options.OidcName,
            options.IsPublic
        );
        if (caller is null || book.Find(caller.AccountId) is not { } account)
            return new(
                false,
                null,
                null,
                null,
                null,
                options.IsPublic ? [Camel(Permission.LookUp)] : [],
                null,
                null,
                null,
                null,
                null,
                ways
            );
        return new(
            true,
            caller.Name,
            account.Name,
            RoleName.Of(caller.Role),
            caller.Liaison,
            [.. Enum.GetValues<Permission>().Where(caller.May).Select(Camel)],
            current is null ? null : Secrets.Antiforgery(current.Secret),
            account.HasSecondFactor,
            account.PasswordHash is not null,
            current is null ? null : Iso.Of(current.Session.Until),
            account.IsDemo,
            ways
        );
    }

    private static string Camel(Permission permission) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(permission.ToString());
}

/// <summary>How one may sign in here.</summary>
internal sealed record SignInWays(bool FirstRun, IReadOnlyList<string> Demo, string? Provider, bool IsPublic);

internal sealed record SessionView(
    string Id,
    string How,
    string Address,
    string Agent,
    string Begun,
    string SeenAt,
    string Until,
    bool IsThis
)
{
    public static SessionView Of(SignInSession one, string? current) =>
        new(one.Id, one.How, one.Address, one.Agent, Iso.Of(one.Begun), Iso.Of(one.SeenAt), Iso.Of(one.Until), one.Id == current);
}

internal sealed record TokenView(string Id, string Name, IReadOnlyList<string> Scopes, string Made, string Until, string? UsedAt)
{
    public static TokenView Of(AccessToken one) =>
        new(one.Id, one.Name, one.Scopes, Iso.Of(one.Made), Iso.Of(one.Until), Iso.Of(one.UsedAt));
}

internal sealed record NewTokenView(string Id, string Name, IReadOnlyList<string> Scopes, string Until, string Token);

internal sealed record ScopeView(string Scope, string Sentence);

internal sealed record OwnAccountView(
    string Name,
    string DisplayName,
    string Role,
    bool HasPassword,
    bool HasSecondFactor,
    int RecoveryCodesLeft,
    IReadOnlyList<SessionView> Sessions,
    IReadOnlyList<TokenView> Tokens,
    IReadOnlyList<ScopeView> Scopes
);

internal sealed record AccountView(
    string Id,
    string Name,
    string DisplayName,
    string Role,
    string? Liaison,
    bool IsClosed,
    bool HasSecondFactor,
    bool HasPassword,
    bool UsesProvider,
    bool IsDemo,
    string? LockedUntil,
    string? SeenAt,
    int Sessions,
    IReadOnlyList<TokenView> Tokens,
    long Stamp
)
{
    public static AccountView Of(Account one, AccessSnapshot book, DateTimeOffset now)
    {
        var sessions = book.Sessions.Where(session => session.Account == one.Id && session.Holds(now)).ToArray();
        return new(
            one.Id,
            one.Name,
            one.DisplayName,
            RoleName.Of(one.Role),
            one.Liaison,
            one.IsClosed,
            one.HasSecondFactor,
            one.PasswordHash is not null,
            one.ExternalId.Length > 0,
            one.IsDemo,
            one.LockedUntil > now ? Iso.Of(one.LockedUntil) : null,
            sessions.Length == 0 ? null : Iso.Of(sessions.Max(session => session.SeenAt)),
            sessions.Length,
            [.. book.TokensOf(one, now).Select(TokenView.Of)],
            one.Stamp
        );
    }
}

internal sealed record AccountsView(IReadOnlyList<AccountView> Accounts);

internal sealed record NewAccountView(AccountView Account, CodeView? Link);

internal sealed record CodeView(string Code, string Until);

internal sealed record KeyView(string Key, string Address);

internal sealed record RecoveryView(IReadOnlyList<string> RecoveryCodes);

internal sealed record PasswordForm(string? Current, string? Password);

internal sealed record CodeForm(string? Code);

internal sealed record TokenForm(string? Name, string[]? Scopes, int? Days, string? Password, string? Code);

internal sealed record NewAccountForm(string? Name, string? DisplayName, string? Role, string? Liaison);

internal sealed record AccountForm(string? DisplayName, string? Role, string? Liaison, bool? IsClosed, long? Stamp);

internal sealed record NewLinkForm(bool? RemovesSecondFactor);

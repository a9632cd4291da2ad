using System.Text.Json;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Accounts;

/// <summary>What administrators do with accounts, at the screen or at the console.</summary>
internal sealed class AccountAdministration(AccountService accounts)
{
    private const int LongestName = 100;

    /// <summary>All accounts and their tokens are kept in memory; nobody needs more of them.</summary>
    private const int MostTokens = 100;
    private static readonly TimeSpan LinkGoodFor = TimeSpan.FromDays(3);

    /// <summary>A new account that is not kept yet; refuses names that cannot be.</summary>
    public static Account New(string? name, string? displayName, Role role, string? liaison, DateTimeOffset now, bool isDemo = false)
    {
        var plain = SignInName.Checked(name);
        return new()
        {
            Id = Secrets.NewId(),
            Name = plain,
            DisplayName = Display(displayName, plain),
            Role = role,
            Liaison = Blank(liaison),
            CreatedAt = now,
            SecurityStamp = Secrets.New(),
            IsDemo = isDemo,
        };
    }

    /// <summary>What the audit says of an account: nothing that opens it.</summary>
    public static string Json(Account account) =>
        JsonSerializer.Serialize(
            new AccountAudit(account.Name, account.DisplayName, RoleName.Of(account.Role), account.Liaison, account.IsClosed),
            AuditShapes.Default.AccountAudit
        );

    /// <summary>Adds an account; people get a link for their password, other systems a token later.</summary>
    public async Task<(Account Account, string? Code, DateTimeOffset? Until)> AddAsync(
        Caller by,
        string? name,
        string? displayName,
        Role role,
        string? liaison
    )
    {
        var account = New(name, displayName, role, liaison, accounts.Now, isDemo: accounts.Access.Book.Find(by.AccountId)?.IsDemo ?? false);
        CheckLiaison(account);
        var (code, link) = role == Role.Client ? (null, null) : NewLink(account.Id, LinkUse.SetPassword);
        return await accounts.Access.TrySaveAsync(
            new()
            {
                Account = account,
                Link = link,
                Audit = [AuditEntry.Of(by, accounts.Now, "account", account.Name, null, Json(account))],
            },
            CancellationToken.None
        )
            ? (account, code, link?.Until)
            : throw new RefusedException(Refusal.Conflict, $"There is an account {account.Name} already.");
    }

    /// <summary>Changes what an account is. Its sessions end when its role does, or when it is closed.</summary>
    public async Task<Account> ChangeAsync(Caller by, string id, long stamp, string? displayName, Role role, string? liaison, bool isClosed)
    {
        var account = accounts.Get(id);
        if (account.Stamp != stamp)
            throw Stale();
        var (before, ends) = (Json(account), role != account.Role || isClosed || Blank(liaison) != account.Liaison);
        if ((role == Role.Client) != (account.Role == Role.Client))
            throw new RefusedException(
                Refusal.Invalid,
                "A person's account does not become that of another system, nor the other way round. Make a new one."
            );
        var changed = account with
        {
            DisplayName = Display(displayName, account.Name),
            Role = role,
            Liaison = Blank(liaison),
            IsClosed = isClosed,
            SecurityStamp = ends ? Secrets.New() : account.SecurityStamp,
        };
        CheckLiaison(changed);
        return await accounts.Access.TrySaveAsync(
            new()
            {
                Account = changed,
                Sessions = ends ? accounts.Ended(id) : [],
                Audit = [AuditEntry.Of(by, accounts.Now, "account", account.Name, before, Json(changed))],
            },
            CancellationToken.None
        )
            ? changed
            : throw Stale();
    }

    /// <summary>A link by which somebody sets a new password.</summary>
    public async Task<(string Code, DateTimeOffset Until)> LinkAsync(Caller by, string id, bool removesFactor)
    {
        var account = accounts.Get(id);
        if (account.Role == Role.Client)
            throw new RefusedException(Refusal.Invalid, "Another system has no password. Make an access token for it.");
        var (code, link) = NewLink(id, removesFactor ? LinkUse.SetPasswordAndFactor : LinkUse.SetPassword);
        await accounts.Access.TrySaveAsync(
            new()
            {
                Link = link,
                Audit =
                [
                    AuditEntry.Of(
                        by,
                        accounts.Now,
                        removesFactor ? "link for password and second factor" : "link for password",
                        account.Name
                    ),
                ],
            },
            CancellationToken.None
        );
        return (code, link.Until);
    }

    /// <summary>Lets a resting account be tried again.</summary>
    public Task UnlockAsync(Caller by, string id) =>
        accounts.ChangeAsync(
            id,
            account =>
                Task.FromResult(
                    (
                        new AccessChange
                        {
                            Account = account with { Failures = 0, LockedUntil = null },
                            Audit = [AuditEntry.Of(by, accounts.Now, "unlock", account.Name)],
                        },
                        true
                    )
                )
        );

    /// <summary>Ends one session of an account.</summary>
    public async Task EndSessionAsync(Caller by, string account, string session)
    {
        var ended = accounts.Ended(accounts.Get(account).Id).Where(one => one.Id == session).ToArray();
        if (ended.Length == 0)
            throw new RefusedException(Refusal.NotFound, "There is no such session any more.");
        await accounts.Access.TrySaveAsync(
            new() { Sessions = ended, Audit = [AuditEntry.Of(by, accounts.Now, "sign-out", accounts.Get(account).Name)] },
            CancellationToken.None
        );
    }

    /// <summary>Ends all sessions and tokens of an account.</summary>
    public Task EndAllAsync(Caller by, string account) =>
        accounts.ChangeAsync(
            account,
            one =>
                Task.FromResult(
                    (
                        new AccessChange
                        {
                            Account = one with { SecurityStamp = Secrets.New() },
                            Sessions = accounts.Ended(one.Id),
                            Audit = [AuditEntry.Of(by, accounts.Now, "sign-out everywhere", one.Name)],
                        },
                        true
                    )
                )
        );

    /// <summary>Makes an access token; its secret is in the answer and nowhere else.</summary>
    /// <param name="by">Who makes it.</param>
    /// <param name="id">The account that it is for.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="scopes">What it may do.</param>
    /// <param name="days">How long it is good for.</param>
    /// <param name="prove">Checks who makes it, and gives their account without the code that this used up; null at the console.</param>
    public async Task<(AccessToken Token, string Secret)> TokenAsync(
        Caller by,
        string id,
        string? name,
        IReadOnlyList<string>? scopes,
        int? days,
        Func<Account, Task<Account>>? prove = null
    )
    {
        var account = accounts.Get(id);
        var label = PlainText.OneLine(name ?? "");
        if (label.Length is 0 or > LongestName)
            throw new BadInputException(
                $"The token needs a name of 1 to {LongestName} letters, so that you know it again.",
                ("name", "A name is needed.")
            );
        if (days is not { } good || good < 1 || good > AccessToken.Longest.Days)
            throw new BadInputException(
                $"A token is good for 1 to {AccessToken.Longest.Days} days.",
                ("days", $"A number from 1 to {AccessToken.Longest.Days} is needed.")
            );
        var (named, known) = ((scopes ?? []).Distinct(StringComparer.Ordinal).ToArray(), ScopesOf(account.Role));
        if (named.Length == 0 || !Array.TrueForAll(named, known.Contains))
            throw new BadInputException(
                $"Name what the token is for, with one or more of these scopes: {string.Join(", ", known)}.",
                ("scopes", "One or more of these is needed.")
            );
        CheckContributor(account, named);
        if (accounts.Access.Book.TokensOf(account, accounts.Now).Count() >= MostTokens)
            throw new RefusedException(
                Refusal.Conflict,
                $"The account has {MostTokens} tokens already. End those that are not used any more first."
            );
        var secret = Secrets.TokenMark + Secrets.New();
        var token = new AccessToken(
            Secrets.NewId(),
            Secrets.Hash(secret),
            id,
            account.SecurityStamp,
            label,
            named,
            accounts.Now,
            accounts.Now.AddDays(good)
        );
        var change = new AccessChange
        {
            Token = token,
            Audit = [AuditEntry.Of(by, accounts.Now, "token", $"{account.Name}: {label} ({string.Join(", ", named)})")],
        };
        if (prove is null)
            await accounts.Access.TrySaveAsync(change, CancellationToken.None);
        else
            await accounts.ChangeAsync(by.AccountId, async maker => (change with { Account = await prove(maker) }, true));
        return (token, secret);
    }

    public async Task EndTokenAsync(Caller by, string id, string token)
    {
        var found =
            accounts.Access.Book.Tokens.FirstOrDefault(one => one.Account == id && one.Id == token)
            ?? throw new RefusedException(Refusal.NotFound, "There is no such token any more.");
        await accounts.Access.TrySaveAsync(
            new()
            {
                Token = found with { EndedAt = accounts.Now },
                Audit = [AuditEntry.Of(by, accounts.Now, "token ended", $"{accounts.Get(id).Name}: {found.Name}")],
            },
            CancellationToken.None
        );
    }

    /// <summary>The scopes that a role's tokens may have.</summary>
    public static IReadOnlyList<string> ScopesOf(Role role) =>
        [.. Rules.Scopes.Where(scope => scope.Value.Any(permission => Rules.May(role, permission))).Select(scope => scope.Key)];

    /// <summary>
    /// Who adds rows knows them, and can subtract them from counts in which others are hidden: imports and published counts do not go
    /// together, in one token, nor in two of another system.
    /// </summary>
    private void CheckContributor(Account account, IReadOnlyList<string> scopes)
    {
        const string Import = "import",
            Figures = "figures";
        var held = account.Role == Role.Client ? accounts.Access.Book.TokensOf(account, accounts.Now).SelectMany(one => one.Scopes) : [];
        var all = scopes.Concat(held).ToHashSet(StringComparer.Ordinal);
        if (all.Contains(Import) && all.Contains(Figures) && (scopes.Contains(Import) || scopes.Contains(Figures)))
            throw new BadInputException(
                "A system that imports gets no published counts: it could subtract the rows that it sent, and see those of others. Give "
                    + "imports and published counts to two different accounts.",
                ("scopes", "Either import or figures.")
            );
    }

    private (string Code, OneTimeLink Link) NewLink(string account, LinkUse use)
    {
        var code = Secrets.New();
        return (code, new(Secrets.NewId(), Secrets.Hash(Secrets.Plain(code)), use, account, accounts.Now + LinkGoodFor));
    }

    private static RefusedException Stale() =>
        new(Refusal.Stale, "Somebody changed this account meanwhile. Read it again, and make your change there. Nothing was changed.");

    private static string Display(string? given, string name) =>
        PlainText.OneLine(given ?? "") switch
        {
            "" => name,
            { Length: > LongestName } => throw new RefusedException(
                Refusal.Invalid,
                $"The name that people see has more than {LongestName} letters."
            ),
            var shown => shown,
        };

    private static void CheckLiaison(Account account)
    {
        if (account.Liaison is { Length: > 100 })
            throw new RefusedException(Refusal.Invalid, "The liaison is named by an id of at most 100 letters.");
        if (account is { Liaison: not null, Role: Role.Client })
            throw new RefusedException(Refusal.Invalid, "Another system is no liaison.");
    }

    private static string? Blank(string? text) => PlainText.OneLine(text ?? "") is { Length: > 0 } plain ? plain : null;
}

/// <summary>An account in the audit.</summary>
internal sealed record AccountAudit(string Name, string DisplayName, string Role, string? Liaison, bool IsClosed);

/// <summary>Writes it without reflection.</summary>
[System.Text.Json.Serialization.JsonSourceGenerationOptions(
    PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase
)]
[System.Text.Json.Serialization.JsonSerializable(typeof(AccountAudit))]
internal sealed partial class AuditShapes : System.Text.Json.Serialization.JsonSerializerContext;

using Microsoft.AspNetCore.Identity;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Accounts;

/// <summary>
/// Lets people in: by password and second factor, by a one-time link or code, as a demo account, or as whom the identity provider says they
/// are.
/// </summary>
/// <remarks>Whether a name exists, rests or is closed cannot be told from the answer nor from the time it takes.</remarks>
internal sealed class SigningIn(AccountService accounts)
{
    /// <summary>One sentence for every reason that is not the person's to know before they are in.</summary>
    private const string NotRight =
        "The name or the password is not right. After ten wrong tries an account rests for 15 minutes, but for browsers in which you have "
        + "signed in before; an administrator can send you a link for a new password.";

    /// <summary>How often a sign-in is tried again that met another change of the account.</summary>
    private const int Tries = 8;

    private static readonly AccountUser Nobody = new(
        new()
        {
            Id = "",
            Name = "",
            DisplayName = "",
            Role = Role.Client,
            CreatedAt = default,
            SecurityStamp = "",
        }
    );

    /// <summary>A hash like the others, so that an unknown name costs the same.</summary>
    private static readonly string SomeHash = new PasswordHasher<AccountUser>().HashPassword(Nobody, Secrets.New());

    public async Task<BegunSession> ByPasswordAsync(string? name, string? password, string? code, Origin from, KnownDevice? device = null)
    {
        if (password is { Length: > PasswordRule.Longest })
            password = null;
        for (var attempt = 0; attempt < Tries; attempt++)
            if (await TryAsync(name, password ?? "", code, from, device) is { } begun)
                return begun;
        throw new RefusedException(Refusal.TooOften, "This account is being tried from several places at once. Try again in a moment.");
    }

    /// <summary>Makes the first administrator of an empty store, with the code from the console.</summary>
    public async Task<BegunSession> FirstAsync(string? code, string? name, string? displayName, string? password, Origin from)
    {
        var link = accounts.Access.Book.FindLink(Secrets.Hash(Secrets.Plain(code ?? "")), accounts.Now);
        if (link is not { Use: LinkUse.FirstAdministrator })
            throw new RefusedException(
                Refusal.NotSignedIn,
                "The code is not right, or too old. A new one is printed at the server's console each time it starts "
                    + "without an administrator."
            );
        if (accounts.Access.Book.HasAdministrator)
            throw new RefusedException(Refusal.Conflict, "There is an administrator already. Ask them for an account.");
        var account = AccountAdministration.New(name, displayName, Role.Administrator, liaison: null, accounts.Now);
        CheckPassword(account, password);
        account = account with { PasswordHash = accounts.HashPassword(account, password!) };
        return await accounts.TryBeginAsync(
                account,
                "link",
                from,
                new()
                {
                    Link = link with { UsedAt = accounts.Now },
                    Audit = [Entry(account, from, "account", null, AccountAdministration.Json(account))],
                }
            )
            ?? throw new RefusedException(
                Refusal.Conflict,
                "The code was used just now, or there is an account with this name. Sign in with it."
            );
    }

    /// <summary>Whom a link for a new password is for.</summary>
    public (OneTimeLink Link, Account Account) FindLink(string? code) =>
        accounts.Access.Book.FindLink(Secrets.Hash(Secrets.Plain(code ?? "")), accounts.Now)
            is { Use: not LinkUse.FirstAdministrator, Account: { } id } link
        && accounts.Access.Book.Find(id) is { } account
        && accounts.Access.Book.IsOpen(account)
            ? (link, account)
            : throw new RefusedException(
                Refusal.NotSignedIn,
                "This link was used already, or is too old. Ask an administrator for a new one."
            );

    /// <summary>
    /// Sets a password by a link. Whoever has a second factor is asked for it next, and nobody is let in by the link alone.
    /// </summary>
    public async Task<BegunSession?> ByLinkAsync(string? code, string? password, Origin from)
    {
        var (link, account) = FindLink(code);
        CheckPassword(account, password);
        var factor = link.Use == LinkUse.SetPasswordAndFactor;
        account = account with
        {
            PasswordHash = accounts.HashPassword(account, password!),
            SecurityStamp = Secrets.New(),
            Failures = 0,
            LockedUntil = null,
        };
        if (factor)
            account = account with { HasSecondFactor = false, FactorKey = null, RecoveryCodes = [] };
        var change = new AccessChange
        {
            Account = account,
            Link = link with { UsedAt = accounts.Now },
            Sessions = accounts.Ended(account.Id),
            Audit = [Entry(account, from, factor ? "password and second factor by link" : "password by link")],
        };
        var used = new RefusedException(Refusal.NotSignedIn, "This link was used just now. If it was not you, tell an administrator.");
        if (account.HasSecondFactor)
            return await accounts.Access.TrySaveAsync(change, CancellationToken.None) ? null : throw used;
        return await accounts.TryBeginAsync(account, "link", from, change) ?? throw used;
    }

    /// <summary>As one of the sample city's accounts.</summary>
    public async Task<BegunSession> AsDemoAsync(Role role, bool isSample, Origin from)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var account =
                Demo.Open(accounts.Access.Book, isSample).FirstOrDefault(one => one.Role == role)
                ?? throw new RefusedException(
                    Refusal.Forbidden,
                    "There are no demo accounts here: the store holds a real city or real accounts. Sign in with yours."
                );
            if (await accounts.TryBeginAsync(account, "demo", from) is { } begun)
                return begun;
        }
        throw new RefusedException(Refusal.Conflict, "Many people begin as this demo account right now. Try again in a moment.");
    }

    /// <summary>
    /// As whom the identity provider says; only accounts that an administrator made. The first time, by an address that the provider has
    /// verified.
    /// </summary>
    public async Task<BegunSession> ByProviderAsync(OutsideIdentity who, Origin from)
    {
        var outside = $"{who.Issuer}|{who.Subject}";
        var account =
            accounts.Access.Book.FindOutside(outside)
            ?? (
                who is { EmailIsVerified: true, Email: { } email }
                && SignInName.Of(email) is { } name
                && accounts.Access.Book.FindByName(name) is { ExternalId: "", IsDemo: false } first
                    ? first
                    : null
            );
        if (account is null || !accounts.Access.Book.IsOpen(account) || account.Role == Role.Client)
        {
            await AuditAsync(null, from, "sign-in refused", "provider");
            throw new RefusedException(
                Refusal.Forbidden,
                "The city's sign-in knows you, but TurfMap has no account for you. Ask an administrator to make one with "
                    + "your e-mail address as its sign-in name."
            );
        }
        return await accounts.TryBeginAsync(account with { ExternalId = outside }, "provider", from)
            ?? throw new RefusedException(Refusal.Conflict, "Your account was changed just now. Start again from the sign-in page.");
    }

    /// <summary>Null when the account was changed meanwhile, and everything is to be looked at again.</summary>
    private async Task<BegunSession?> TryAsync(string? name, string password, string? code, Origin from, KnownDevice? device)
    {
        var account = SignInName.Of(name) is { } plain ? accounts.Access.Book.FindByName(plain) : null;
        // What strangers try makes the account rest for strangers, and not for the browsers that are known to be its person's.
        var known = account is not null && device?.IsOf(account) == true ? device : null;
        if (
            account is null
            || !accounts.Access.Book.IsOpen(account)
            || account.PasswordHash is null
            || (known is null ? await accounts.Users.IsLockedOutAsync(new(account)) : accounts.Access.Tries.AreTooMany(known.Id))
        )
        {
            accounts.Users.PasswordHasher.VerifyHashedPassword(Nobody, SomeHash, password);
            await AuditAsync(account, from, "sign-in refused", account?.Name ?? "unknown name");
            throw new RefusedException(Refusal.NotSignedIn, NotRight);
        }
        var verified = accounts.Users.PasswordHasher.VerifyHashedPassword(new(account), account.PasswordHash, password);
        if (verified == PasswordVerificationResult.Failed)
            return await FailedAsync(account, from, NotRight, known);
        if (verified == PasswordVerificationResult.SuccessRehashNeeded)
            account = account with { PasswordHash = accounts.HashPassword(account, password) };
        // A code is used up in the same change that begins the session: a wrong try counted in between uses up no code.
        AccessChange? with = null;
        if (account.HasSecondFactor)
        {
            if (string.IsNullOrWhiteSpace(code))
                throw new SecondFactorException();
            var (used, problem) = new SecondFactor(accounts).Use(account, code);
            if (problem is not null)
                return await FailedAsync(account, from, problem, known);
            if (used.RecoveryCodes.Count < account.RecoveryCodes.Count)
                with = new() { Audit = [Entry(account, from, "recovery code used")] };
            account = used;
        }
        // A known browser that signs in gives strangers no new tries.
        if (known is null)
            account = account with { Failures = 0, LockedUntil = null };
        return await accounts.TryBeginAsync(account, "password", from, with);
    }

    /// <summary>Counts a wrong try. Never lets in.</summary>
    private async Task<BegunSession?> FailedAsync(Account account, Origin from, string sentence, KnownDevice? known)
    {
        if (known is null)
        {
            await accounts.CountWrongTryAsync(account.Id, Entry(account, from, "sign-in refused"));
        }
        else
        {
            accounts.Access.Tries.Count(known.Id);
            await AuditAsync(account, from, "sign-in refused", account.Name);
        }
        throw new RefusedException(Refusal.NotSignedIn, sentence);
    }

    private static void CheckPassword(Account account, string? password)
    {
        if (PasswordRule.Problem(password ?? "", account) is { } problem)
            throw new BadPasswordException(problem);
    }

    private Task AuditAsync(Account? account, Origin from, string action, string subject) =>
        accounts.Access.Store.AuditAsync(
            [account is null ? new(accounts.Now, "", "", "", from.Address, action, subject) : Entry(account, from, action)],
            CancellationToken.None
        );

    private AuditEntry Entry(Account account, Origin from, string action, string? before = null, string? after = null) =>
        AuditEntry.Of(account.ToCaller("", from.Address), accounts.Now, action, account.Name, before, after);
}

/// <summary>A new password is not taken.</summary>
internal sealed class BadPasswordException(string sentence) : Exception(sentence);

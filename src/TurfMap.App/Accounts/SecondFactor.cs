using Microsoft.AspNetCore.DataProtection;
using OtpNet;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Accounts;

/// <summary>A second factor is set up in two steps, so that nobody is locked out by a key that never reached their phone.</summary>
internal sealed class SecondFactor(AccountService accounts)
{
    /// <summary>How many digits a code has.</summary>
    public const int Digits = 6;

    private const int RecoveryCodes = 10;

    private const int StepSeconds = 30;

    /// <summary>How long after signing in an account without a password may make serious changes.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>
    /// One sentence for every code that is not taken. Whoever guesses must not learn that a code is right for another minute.
    /// </summary>
    public const string NotRight =
        "The code is not right, or was used already. Enter the six digits that your app shows now. If codes are refused again and again, "
        + "let your phone set its time automatically.";

    /// <summary>How many steps a phone's clock may be off.</summary>
    private static readonly VerificationWindow Accepted = new(previous: 1, future: 1);

    /// <summary>What the keys lie under in the store.</summary>
    public static IDataProtector Protector(CityAccess access) => access.Protection.CreateProtector("second factor");

    /// <summary>The time step of a code that is taken. A code is taken once, so only steps after the last one count.</summary>
    public static long? Verify(byte[] key, string code, DateTimeOffset now, long lastStep) =>
        new Totp(key, StepSeconds, totpSize: Digits).VerifyTotp(now.UtcDateTime, code, out var step, Accepted) && step > lastStep
            ? step
            : null;

    /// <summary>Makes a key, which counts only once a code of it was shown.</summary>
    public Task<(string Key, string Address)> BeginAsync(Caller caller, string? password, string city) =>
        accounts.ChangeAsync(
            caller.AccountId,
            async account =>
            {
                await CheckAsync(caller, account, password);
                if (account.HasSecondFactor)
                    throw new RefusedException(
                        Refusal.Conflict,
                        "There is a second factor already. Take it off first to set up another phone."
                    );
                var key = KeyGeneration.GenerateRandomKey();
                var text = Base32Encoding.ToString(key);
                return (
                    new AccessChange
                    {
                        Account = account with { FactorKey = Convert.ToBase64String(Protector(accounts.Access).Protect(key)) },
                        Audit = [AuditEntry.Of(caller, accounts.Now, "second factor begun", account.Name)],
                    },
                    (
                        text,
                        $"otpauth://totp/{Uri.EscapeDataString("TurfMap " + city)}:{Uri.EscapeDataString(account.Name)}"
                            + $"?secret={text}&issuer={Uri.EscapeDataString("TurfMap " + city)}"
                    )
                );
            }
        );

    /// <summary>Counts from now on; answers with the recovery codes, which are shown once.</summary>
    public Task<string[]> ConfirmAsync(Caller caller, string? code) =>
        accounts.ChangeAsync(
            caller.AccountId,
            account =>
            {
                if (account.HasSecondFactor || account.FactorKey is null)
                    throw new RefusedException(Refusal.Conflict, "There is no second factor to confirm. Begin again.");
                var step =
                    Verify(
                        Protector(accounts.Access).Unprotect(Convert.FromBase64String(account.FactorKey)),
                        (code ?? "").Replace(" ", "", StringComparison.Ordinal),
                        accounts.Now,
                        lastStep: 0
                    ) ?? throw new RefusedException(Refusal.Invalid, NotRight);
                var confirmed = account with { FactorStep = step, HasSecondFactor = true, SecurityStamp = Secrets.New() };
                return Task.FromResult(WithNewCodes(caller, confirmed, "second factor"));
            }
        );

    /// <summary>New recovery codes; the old ones end.</summary>
    public Task<string[]> RenewCodesAsync(Caller caller, string? password) =>
        accounts.ChangeAsync(
            caller.AccountId,
            async account =>
            {
                await CheckAsync(caller, account, password);
                if (!account.HasSecondFactor)
                    throw new RefusedException(Refusal.Conflict, "There is no second factor, and so there are no recovery codes.");
                return WithNewCodes(caller, account, "recovery codes");
            }
        );

    public Task<bool> RemoveAsync(Caller caller, string? password) =>
        accounts.ChangeAsync(
            caller.AccountId,
            async account =>
            {
                await CheckAsync(caller, account, password);
                if (!account.HasSecondFactor)
                    throw new RefusedException(Refusal.Conflict, "There is no second factor to remove.");
                var removed = account with { HasSecondFactor = false, FactorKey = null, RecoveryCodes = [], SecurityStamp = Secrets.New() };
                return (Keeping(caller, removed, "second factor removed"), true);
            }
        );

    /// <summary>
    /// Refuses when the password that goes with a serious change is wrong, or for an account without one when its session is not fresh:
    /// an open browser that somebody finds is not enough. Wrong tries count.
    /// </summary>
    public async Task CheckAsync(Caller caller, Account account, string? password, string field = "password")
    {
        if (account.PasswordHash is null)
        {
            CheckFresh(caller);
            return;
        }
        // The session is known to be the person's own: only its own wrong tries count.
        if (accounts.Access.Tries.AreTooMany(caller.Via))
            throw new RefusedException(Refusal.TooOften, "The password was wrong too often. Try again in a quarter of an hour.");
        if (await accounts.Users.CheckPasswordAsync(new(account), password ?? ""))
            return;
        await CountAsync(caller, account, "password refused");
        throw new BadInputException("The password is not right.", (field, "The password is not right."));
    }

    /// <summary>The same with a code, when there is a second factor; gives the account without the code that this used up.</summary>
    public async Task<Account> ProveAsync(Caller caller, Account account, string? password, string? code)
    {
        await CheckAsync(caller, account, password);
        if (!account.HasSecondFactor)
            return account;
        if (string.IsNullOrWhiteSpace(code))
            throw new BadInputException(SecondFactorException.Sentence, ("code", SecondFactorException.Sentence));
        var (used, problem) = Use(account, code);
        if (problem is null)
            return used;
        await CountAsync(caller, account, "code refused");
        throw new BadInputException(problem, ("code", problem));
    }

    /// <summary>The account without the code it takes, and why a code is not taken; null when it is.</summary>
    public (Account Account, string? Problem) Use(Account account, string code)
    {
        var digits = string.Concat(code.Where(char.IsAsciiLetterOrDigit));
        if (digits.Length != Digits || !digits.All(char.IsAsciiDigit))
        {
            var hash = Secrets.Hash(Secrets.Plain(digits));
            var left = account.RecoveryCodes.Where(kept => !Secrets.Same(kept, hash)).ToArray();
            return left.Length < account.RecoveryCodes.Count
                ? (account with { RecoveryCodes = left }, null)
                : (account, "This is neither the six digits that your app shows now nor a recovery code that is left.");
        }
        var key = Protector(accounts.Access).Unprotect(Convert.FromBase64String(account.FactorKey!));
        return Verify(key, digits, accounts.Now, account.FactorStep) is { } step
            ? (account with { FactorStep = step }, null)
            : (account, NotRight);
    }

    private Task CountAsync(Caller caller, Account account, string action)
    {
        accounts.Access.Tries.Count(caller.Via);
        return accounts.Access.Store.AuditAsync([AuditEntry.Of(caller, accounts.Now, action, account.Name)], CancellationToken.None);
    }

    private void CheckFresh(Caller caller)
    {
        if (
            accounts.Access.Book.Sessions.FirstOrDefault(one => one.Id == caller.Via) is { } session
            && accounts.Now - session.Begun < Fresh
        )
            return;
        throw new RefusedException(
            Refusal.Forbidden,
            $"Your account has no password here, so this needs a sign-in of the last {Fresh.TotalMinutes:0} minutes. Sign out, sign in "
                + "again, and repeat it."
        );
    }

    /// <summary>A change of what the account signs in with: this session goes on and the others end.</summary>
    public AccessChange Keeping(Caller caller, Account changed, string action) =>
        new()
        {
            Account = changed,
            Sessions =
            [
                .. accounts.Ended(changed.Id, but: caller.Via),
                .. accounts
                    .Access.Book.Sessions.Where(session => session.Id == caller.Via)
                    .Select(session => session with { SecurityStamp = changed.SecurityStamp }),
            ],
            Audit = [AuditEntry.Of(caller, accounts.Now, action, changed.Name)],
        };

    private (AccessChange, string[]) WithNewCodes(Caller caller, Account account, string action)
    {
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => Secrets.NewCode().ToLowerInvariant()).ToArray();
        string[] hashes = [.. codes.Select(code => Secrets.Hash(Secrets.Plain(code)))];
        return (Keeping(caller, account with { RecoveryCodes = hashes }, action), codes);
    }
}

/// <summary>The password is right, and the second factor is asked for.</summary>
internal sealed class SecondFactorException() : Exception(Sentence)
{
    public const string Sentence = "Enter the six digits that your authenticator app shows, or one of your recovery codes.";
}

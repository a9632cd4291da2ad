using Microsoft.AspNetCore.Identity;
using TurfMap.Domain.Access;

namespace TurfMap.App.Access;

/// <summary>The accounts as the framework's manager sees them. Each save takes along what the audit is to say of it.</summary>
internal sealed class IdentityStore(CityAccess access)
    : IUserPasswordStore<Account>,
        IUserLockoutStore<Account>,
        IUserSecurityStampStore<Account>,
        IUserTwoFactorRecoveryCodeStore<Account>
{
    /// <summary>What the audit says of the next save.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; set; } = [];

    /// <summary>What else is kept with the next save.</summary>
    public Func<AccessChange, AccessChange> With { get; set; } = change => change;

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => SaveAsync(user, cancellationToken);

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => SaveAsync(user, cancellationToken);

    /// <summary>Accounts are closed, never deleted.</summary>
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(access.Book.Find(userId));

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(access.Book.FindByName(normalizedUserName));

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) =>
        Set(() => user.Name = SignInName.Checked(userName));

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Name);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockedUntil);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Set(() => user.LockedUntil = lockoutEnd);

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(++user.Failures);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Set(() => user.Failures = 0);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Failures);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) =>
        Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Set(() => user.RecoveryCodes = [.. recoveryCodes.Select(code => Secrets.Hash(Secrets.Plain(code)))]);

    public Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(Secrets.Plain(code));
        var left = user.RecoveryCodes.Where(kept => !Secrets.Same(kept, hash)).ToArray();
        var found = left.Length < user.RecoveryCodes.Count;
        user.RecoveryCodes = left;
        return Task.FromResult(found);
    }

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.RecoveryCodes.Count);

    public void Dispose()
    {
        // Nothing is held.
    }

    private async Task<IdentityResult> SaveAsync(Account user, CancellationToken cancel)
    {
        var (change, audit) = (With, Audit);
        (With, Audit) = (plain => plain, []);
        return await access.TrySaveAsync(change(new AccessChange { Account = user, Audit = audit }), cancel)
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
    }

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}

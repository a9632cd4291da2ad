using Microsoft.AspNetCore.Identity;
using TurfMap.Domain.Access;

namespace TurfMap.App.Accounts;

/// <summary>An account in the hands of the framework's manager, which puts each change into what it was given.</summary>
internal sealed class AccountUser(Account account)
{
    /// <summary>As it was given, or as the manager changed and saved it.</summary>
    public Account Account { get; set; } = account;
}

/// <summary>The accounts as the framework's manager sees them. Each save takes along what the audit is to say of it.</summary>
internal sealed class IdentityStore(CityAccess access)
    : IUserPasswordStore<AccountUser>,
        IUserLockoutStore<AccountUser>,
        IUserSecurityStampStore<AccountUser>
{
    /// <summary>What the audit says of the next save.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; set; } = [];

    public Task<IdentityResult> CreateAsync(AccountUser user, CancellationToken cancellationToken) => SaveAsync(user, cancellationToken);

    public Task<IdentityResult> UpdateAsync(AccountUser user, CancellationToken cancellationToken) => SaveAsync(user, cancellationToken);

    /// <summary>Accounts are closed, never deleted.</summary>
    public Task<IdentityResult> DeleteAsync(AccountUser user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AccountUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(access.Book.Find(userId) is { } found ? new AccountUser(found) : null);

    public Task<AccountUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(access.Book.FindByName(normalizedUserName) is { } found ? new AccountUser(found) : null);

    public Task<string> GetUserIdAsync(AccountUser user, CancellationToken cancellationToken) => Task.FromResult(user.Account.Id);

    public Task<string?> GetUserNameAsync(AccountUser user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Account.Name);

    public Task SetUserNameAsync(AccountUser user, string? userName, CancellationToken cancellationToken) =>
        Set(user, user.Account with { Name = SignInName.Checked(userName) });

    public Task<string?> GetNormalizedUserNameAsync(AccountUser user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Account.Name);

    public Task SetNormalizedUserNameAsync(AccountUser user, string? normalizedName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task SetPasswordHashAsync(AccountUser user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(user, user.Account with { PasswordHash = passwordHash });

    public Task<string?> GetPasswordHashAsync(AccountUser user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Account.PasswordHash);

    public Task<bool> HasPasswordAsync(AccountUser user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Account.PasswordHash is not null);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(AccountUser user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Account.LockedUntil);

    public Task SetLockoutEndDateAsync(AccountUser user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Set(user, user.Account with { LockedUntil = lockoutEnd });

    public Task<int> IncrementAccessFailedCountAsync(AccountUser user, CancellationToken cancellationToken) =>
        Task.FromResult((user.Account = user.Account with { Failures = user.Account.Failures + 1 }).Failures);

    public Task ResetAccessFailedCountAsync(AccountUser user, CancellationToken cancellationToken) =>
        Set(user, user.Account with { Failures = 0 });

    public Task<int> GetAccessFailedCountAsync(AccountUser user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Account.Failures);

    public Task<bool> GetLockoutEnabledAsync(AccountUser user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(AccountUser user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetSecurityStampAsync(AccountUser user, string stamp, CancellationToken cancellationToken) =>
        Set(user, user.Account with { SecurityStamp = stamp });

    public Task<string?> GetSecurityStampAsync(AccountUser user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Account.SecurityStamp);

    public void Dispose()
    {
        // Nothing is held.
    }

    private async Task<IdentityResult> SaveAsync(AccountUser user, CancellationToken cancel)
    {
        var audit = Audit;
        Audit = [];
        if (!await access.TrySaveAsync(new AccessChange { Account = user.Account, Audit = audit }, cancel))
            return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        user.Account = user.Account with { Stamp = user.Account.Stamp + 1 };
        return IdentityResult.Success;
    }

    private static Task Set(AccountUser user, Account changed)
    {
        user.Account = changed;
        return Task.CompletedTask;
    }
}

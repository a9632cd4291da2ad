using TurfMap.Domain.Access;

namespace TurfMap.App.Accounts;

/// <summary>
/// The sample city's accounts, one for each role, that anybody may be with one click. The first change that is not the sample's, the first
/// real account and a start without the demo close them.
/// </summary>
internal static class Demo
{
    private static readonly (Role Role, string Name)[] People =
    [
        (Role.Liaison, "Demo liaison"),
        (Role.Manager, "Demo manager"),
        (Role.Director, "Demo director"),
        (Role.Administrator, "Demo administrator"),
    ];

    /// <summary>The demo accounts that are open now.</summary>
    public static IEnumerable<Account> Open(AccessSnapshot book, bool isSample) =>
        isSample
            ? book
                .Accounts.Where(account => account is { IsDemo: true, PasswordHash: null, Role: not Role.Client } && book.IsOpen(account))
                .OrderBy(account => account.Role)
            : [];

    /// <summary>
    /// Makes the accounts, or opens them again, where the store holds nothing but the sample; the liaison is the first one of the city.
    /// </summary>
    public static async Task PrepareAsync(CityAccess access, string? liaison)
    {
        if (access.Book.Accounts.Any(account => !account.IsDemo) || !await access.Store.HasOnlySampleAsync(CancellationToken.None))
            return;
        foreach (var (role, name) in People)
        {
            var plain = name.ToLowerInvariant().Replace(' ', '-');
            if (access.Book.FindByName(plain) is { IsClosed: false })
                continue;
            var account = access.Book.FindByName(plain) ?? New(access, plain, name, role, liaison);
            await access.TrySaveAsync(
                new()
                {
                    Account = account with { IsClosed = false },
                    Audit = [new(access.Clock.GetUtcNow(), "", "TurfMap", "", "", "demo account", name)],
                },
                CancellationToken.None
            );
        }
    }

    private static Account New(CityAccess access, string plain, string name, Role role, string? liaison) =>
        new()
        {
            Id = Secrets.NewId(),
            Name = plain,
            DisplayName = name,
            Role = role,
            Liaison = role == Role.Liaison ? liaison : null,
            IsDemo = true,
            CreatedAt = access.Clock.GetUtcNow(),
            SecurityStamp = Secrets.New(),
        };
}

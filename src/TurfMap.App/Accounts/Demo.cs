using TurfMap.Domain.Access;

namespace TurfMap.App.Accounts;

/// <summary>
/// The sample city's accounts, one for each role, that anybody may be with one click. A store with real data or real accounts has none.
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

    /// <summary>Makes the accounts in an empty book; the liaison is the first one of the city.</summary>
    public static async Task PrepareAsync(CityAccess access, string? liaison)
    {
        if (access.Book.Accounts.Count > 0)
            return;
        foreach (var (role, name) in People)
            await access.TrySaveAsync(
                new()
                {
                    Account = new()
                    {
                        Id = Secrets.NewId(),
                        Name = name.ToLowerInvariant().Replace(' ', '-'),
                        DisplayName = name,
                        Role = role,
                        Liaison = role == Role.Liaison ? liaison : null,
                        IsDemo = true,
                        CreatedAt = access.Clock.GetUtcNow(),
                        SecurityStamp = Secrets.New(),
                    },
                    Audit = [new(access.Clock.GetUtcNow(), "", "TurfMap", "", "", "demo account", name)],
                },
                CancellationToken.None
            );
    }
}

using TurfMap.Domain.Access;

namespace TurfMap.App.Accounts;

/// <summary>
/// An empty store has nobody who could let others in: a code that works once is printed at the console, where only those can read it who
/// run the server.
/// </summary>
internal static class FirstRun
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(24);

    /// <summary>Whether there is still an administrator to be made.</summary>
    public static bool IsOpen(AccessSnapshot book) =>
        !book.HasAdministrator && !book.Accounts.Any(account => account.IsDemo && book.IsOpen(account));

    /// <summary>Makes a code when there is no administrator yet; null when there is one.</summary>
    public static async Task<string?> CodeAsync(CityAccess access)
    {
        if (!IsOpen(access.Book))
            return null;
        var code = Secrets.NewCode();
        var link = new OneTimeLink(
            Secrets.NewId(),
            Secrets.Hash(Secrets.Plain(code)),
            LinkUse.FirstAdministrator,
            null,
            access.Clock.GetUtcNow() + GoodFor
        );
        await access.TrySaveAsync(
            new() { Link = link, Audit = [new(access.Clock.GetUtcNow(), "", "TurfMap", "", "", "first code", "")] },
            CancellationToken.None
        );
        return code;
    }
}

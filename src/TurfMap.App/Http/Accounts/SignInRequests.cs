using TurfMap.App.Access;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Http.Accounts;

/// <summary>What every way of signing in needs of its request.</summary>
internal static class SignInRequests
{
    /// <summary>The ways in of a city, over a connection that is safe for secrets.</summary>
    public static SigningIn Door(HttpContext http, HostedCity city)
    {
        NeedSafeConnection(http);
        return new(new AccountService(city.Access));
    }

    /// <summary>A password over an open line would be everybody's.</summary>
    public static void NeedSafeConnection(HttpContext http)
    {
        if (!SessionCookie.IsSafe(http))
            throw new RefusedException(
                Refusal.Forbidden,
                "Signing in needs https. If a server in front of this one provides it, its administrator names that server "
                    + "with TURFMAP_PROXIES."
            );
    }

    /// <summary>Its cookie is written over, and whoever had copied it would still be in.</summary>
    public static async Task EndBeforeAsync(HttpContext http, HostedCity city)
    {
        if (
            http.Session() is { } before
            && city.Access.Book.FindSession(Secrets.Hash(before.Secret), city.Access.Clock.GetUtcNow()) is not null
        )
            await new AccountAdministration(new AccountService(city.Access)).EndSessionAsync(
                http.NeedCaller(),
                before.Session.Account,
                before.Session.Id
            );
    }
}

using Microsoft.AspNetCore.Authentication;
using TurfMap.App.Access;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Http.Accounts;

/// <summary>To the city's identity provider and back.</summary>
internal static class ProviderRoutes
{
    /// <summary>Why nobody was let in, for the sign-in page.</summary>
    private const string ProblemCookie = "turfmap-problem";

    public static void AddProvider(this AuthenticationBuilder schemes, IEnumerable<string> cities) =>
        SingleSignOn.Add(schemes, cities, SignedInAsync, Refused);

    public static void MapProvider(this RouteGroupBuilder open)
    {
        var provider = open.MapGroup("/sign-in/provider").TakesSecrets();
        provider.MapGet("/", Begin).WithSummary("Redirects to the city's identity provider").Produces(302);
        provider.MapGet("/callback", Finish).WithSummary("Where the identity provider sends people back").Produces(302);
    }

    private static async Task Begin(HttpContext http, HostedCity city, SingleSignOn single, string? next = null)
    {
        try
        {
            SignInRequests.NeedSafeConnection(http);
            await http.ChallengeAsync(single.SchemeOf(city), new() { RedirectUri = Local(next) ?? city.Path + "/" });
        }
        catch (RefusedException refused)
        {
            await Refused(http, refused);
        }
    }

    private static async Task Finish(HttpContext http, HostedCity city, SingleSignOn single, IAuthenticationHandlerProvider handlers)
    {
        try
        {
            if (
                await handlers.GetHandlerAsync(http, single.SchemeOf(city)) is not IAuthenticationRequestHandler handler
                || !await handler.HandleRequestAsync()
            )
                http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (RefusedException refused)
        {
            await Refused(http, refused);
        }
    }

    private static async Task SignedInAsync(HttpContext http, OutsideIdentity who, string? next)
    {
        var city = await HostedCity.BindAsync(http);
        var begun = await SignInRequests.Door(http, city).ByProviderAsync(who, http.Origin());
        await SignInRequests.EndBeforeAsync(http, city);
        SessionCookie.Write(http, city, begun.Secret);
        http.Response.Redirect(next ?? city.Path + "/");
    }

    /// <summary>
    /// Back to the sign-in page with the sentence, in a cookie that the page reads and takes away: anybody can write an address, and what
    /// stands in it would look like ours.
    /// </summary>
    private static async Task Refused(HttpContext http, RefusedException refused)
    {
        var page = (await HostedCity.BindAsync(http)).Path + "/sign-in.html";
        http.Response.Cookies.Append(
            ProblemCookie,
            refused.Message,
            new()
            {
                Path = page,
                MaxAge = TimeSpan.FromMinutes(1),
                Secure = http.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
            }
        );
        http.Response.Redirect(page);
    }

    /// <summary>A path of ours, and nothing that a browser could take for another host or that cannot stand in a header.</summary>
    private static string? Local(string? next) =>
        next is ['/', ..]
        && !next.StartsWith("//", StringComparison.Ordinal)
        && !next.Contains('\\', StringComparison.Ordinal)
        && next.All(letter => letter is > ' ' and <= '~')
            ? next
            : null;
}

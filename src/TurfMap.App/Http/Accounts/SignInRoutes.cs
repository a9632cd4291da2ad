using TurfMap.App.Access;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Access;

namespace TurfMap.App.Http.Accounts;

/// <summary>Signing in and out, and who is signed in.</summary>
internal static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api").AllowAnonymous().OnFreshAccounts().WithTags("Sign-in");
        open.MapGet("/me", (HttpContext http, HostedCity city, TurfMapOptions options) => MeView.Of(http, city, options))
            .WithSummary("Who is signed in, what they may do, and the ways to sign in");
        var signIn = open.MapGroup("/sign-in").TakesSecrets();
        signIn.MapPost("/", SignIn).WithSummary("Signs in with name, password and, where it is on, a code of the second factor");
        signIn.MapPost("/demo", AsDemo).WithSummary("Signs in as a demo account of the sample city");
        signIn.MapPost("/first", First).WithSummary("Adds the first administrator, with the code from the console");
        signIn.MapPost("/link/look", FindLink).WithSummary("Whose password a link sets");
        signIn.MapPost("/link", ByLink).WithSummary("Sets a password with a link that works once");
        open.MapProvider();
        var own = routes
            .MapGroup("/api/sign-out")
            .RequireAuthorization(nameof(Permission.OwnAccount))
            .OnFreshAccounts()
            .WithTags("Sign-in");
        own.MapPost("/", SignOut).WithSummary("Ends this session");
        own.MapPost("/everywhere", SignOutEverywhere).WithSummary("Ends all sessions and tokens of your account");
    }

    private static async Task<MeView> SignIn(HttpContext http, HostedCity city, TurfMapOptions options, SignInForm form) =>
        await BegunAsync(
            http,
            city,
            options,
            await SignInRequests
                .Door(http, city)
                .ByPasswordAsync(form.Name, form.Password, form.Code, http.Origin(), DeviceCookie.Read(http, city))
        );

    private static async Task<MeView> AsDemo(HttpContext http, HostedCity city, TurfMapOptions options, DemoForm form) =>
        await BegunAsync(
            http,
            city,
            options,
            await SignInRequests.Door(http, city).AsDemoAsync(RoleName.Read(form.Role), city.Live.Snapshot.Profile.IsSample, http.Origin())
        );

    private static async Task<MeView> First(HttpContext http, HostedCity city, TurfMapOptions options, FirstForm form) =>
        await BegunAsync(
            http,
            city,
            options,
            await SignInRequests.Door(http, city).FirstAsync(form.Code, form.Name, form.DisplayName, form.Password, http.Origin())
        );

    private static LinkView FindLink(HttpContext http, HostedCity city, LinkForm form) =>
        SignInRequests.Door(http, city).FindLink(form.Code) is var (link, account)
            ? new(account.Name, account.DisplayName, RoleName.Of(account.Role), Iso.Of(link.Until))
            : null!;

    private static async Task<MeView> ByLink(HttpContext http, HostedCity city, TurfMapOptions options, LinkForm form) =>
        await SignInRequests.Door(http, city).ByLinkAsync(form.Code, form.Password, http.Origin()) is { } begun
            ? await BegunAsync(http, city, options, begun)
            : MeView.Of(http, city, options);

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.NoContent> SignOut(HttpContext http, HostedCity city)
    {
        if (http.Session() is { } current)
            await new AccountAdministration(new AccountService(city.Access)).EndSessionAsync(
                http.NeedCaller(),
                current.Session.Account,
                current.Session.Id
            );
        return Out(http, city);
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.NoContent> SignOutEverywhere(HttpContext http, HostedCity city)
    {
        await new AccountAdministration(new AccountService(city.Access)).EndAllAsync(http.NeedCaller(), http.NeedCaller().AccountId);
        return Out(http, city);
    }

    /// <summary>Always a new session with a new secret; the one that was open before in this browser ends.</summary>
    private static async Task<MeView> BegunAsync(HttpContext http, HostedCity city, TurfMapOptions options, BegunSession begun)
    {
        await SignInRequests.EndBeforeAsync(http, city);
        SessionCookie.Write(http, city, begun.Secret);
        DeviceCookie.Write(http, city, begun.Account);
        http.User = new CallerPrincipal(
            begun.Account.ToCaller(begun.Session.Id, http.RemoteAddress()),
            new CurrentSession(begun.Session, begun.Secret)
        );
        return MeView.Of(http, city, options);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.NoContent Out(HttpContext http, HostedCity city)
    {
        SessionCookie.Delete(http, city);
        return TypedResults.NoContent();
    }
}

internal sealed record SignInForm(string? Name, string? Password, string? Code);

internal sealed record DemoForm(string? Role);

internal sealed record FirstForm(string? Code, string? Name, string? DisplayName, string? Password);

internal sealed record LinkForm(string? Code, string? Password);

internal sealed record LinkView(string Name, string DisplayName, string Role, string Until);

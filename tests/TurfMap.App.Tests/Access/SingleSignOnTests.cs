using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.App.Tests.SignIn;
using TurfMap.Domain.Access;
using TurfMap.Storage;

namespace TurfMap.App.Tests.Access;

/// <summary>From the sign-in page to the city's identity provider and back, through the service's own addresses.</summary>
public sealed class SingleSignOnTests(PreparedStores prepared) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-sso-").FullName;
    private TestProvider provider = null!;
    private CityStore store = null!;
    private WebApplication app = null!;
    private HttpClient client = null!;

    private CityAccess Access => app.Services.GetRequiredService<HostedCities>().All[0].Access;

    public async ValueTask InitializeAsync()
    {
        provider = await TestProvider.StartAsync();
        provider.Clock.Now = DateTimeOffset.UtcNow;
        var path = Path.Combine(folder, "city.gpkg");
        await prepared.CopySmallAsync(path);
        store = CityStore.Open(path, TimeProvider.System);
        app = Composition.Build(
            new TurfMapOptions
            {
                Urls = "http://127.0.0.1:0",
                TempFolder = Path.Combine(folder, "temp"),
                OidcAuthority = provider.Issuer,
                OidcClient = TestProvider.ClientId,
                OidcSecret = TestProvider.Secret,
                SignInsPerMinute = 0,
            },
            store,
            TimeProvider.System
        );
        await app.Services.GetRequiredService<HostedCities>().All[0].OpenAsync(CancellationToken.None);
        await app.StartAsync();
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        store.Dispose();
        await provider.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Whom_an_administrator_made_an_account_for_is_let_in_and_known_again_by_the_providers_id()
    {
        await AccountAsync("pat@city.example", Role.Manager);
        var (to, session) = await WalkAsync("/?at=2024-06-01");
        Assert.Equal("/?at=2024-06-01", to);
        var me = await MeAsync(session!);
        Assert.Equal(
            ("manager", "provider"),
            (
                me.GetProperty("role").GetString(),
                (await GetAsync("/api/account", session!)).GetProperty("sessions")[0].GetProperty("how").GetString()
            )
        );

        provider.Claims = claims => claims["email"] = "pat.moss-new@city.example";
        Assert.NotNull((await WalkAsync("/")).Session);
        provider.Claims = claims => claims["sub"] = "somebody-else";
        var (stranger, none) = await WalkAsync("/");
        Assert.Null(none);
        Assert.Contains("no account for you", Uri.UnescapeDataString(stranger), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, Role.Manager, false)]
    [InlineData(true, Role.Manager, true)]
    [InlineData(true, Role.Client, false)]
    public async Task Nobody_comes_in_by_an_address_that_is_not_verified_a_closed_account_or_as_another_system(
        bool isVerified,
        Role role,
        bool isClosed
    )
    {
        await AccountAsync("pat@city.example", role, isClosed);
        provider.Claims = claims => claims["email_verified"] = isVerified;
        var (to, session) = await WalkAsync("/");
        Assert.Null(session);
        Assert.StartsWith("/sign-in.html: ", to, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    public async Task Who_comes_back_stays_on_this_host(string next)
    {
        await AccountAsync("pat@city.example", Role.Director);
        Assert.Equal("/", (await WalkAsync(next)).To);
    }

    [Fact]
    public async Task An_answer_without_its_beginning_in_this_browser_or_a_provider_that_is_away_is_a_sentence_and_lets_nobody_in()
    {
        await AccountAsync("pat@city.example", Role.Director);
        var (address, begun) = await BeginAsync("/");
        var answer = provider.SignIn(address);
        foreach (var cookie in new[] { "", "turfmap-provider=invented" })
        {
            var (to, session) = await FinishAsync(answer, cookie);
            Assert.Null(session);
            Assert.Contains("not begun in this browser", to, StringComparison.Ordinal);
        }
        await provider.DisposeAsync();
        var (gone, nobody) = await FinishAsync(answer, begun);
        Assert.Null(nobody);
        Assert.StartsWith("/sign-in.html: ", gone, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", gone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_begins_while_the_provider_is_away_ends_on_the_sign_in_page_with_a_sentence()
    {
        await provider.DisposeAsync();
        using var answer = await client.GetAsync("/api/sign-in/provider");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(
            "/sign-in.html: The sign-in service cannot be reached. Try again in a few minutes",
            Destination(answer),
            StringComparison.Ordinal
        );
        Assert.StartsWith("turfmap-problem=", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    private Task<bool> AccountAsync(string name, Role role, bool isClosed = false) =>
        Access.TrySaveAsync(
            new()
            {
                Account = new()
                {
                    Id = "pat",
                    Name = name,
                    DisplayName = "Pat",
                    Role = role,
                    IsClosed = isClosed,
                    CreatedAt = DateTimeOffset.UtcNow,
                    SecurityStamp = "1",
                },
            },
            CancellationToken.None
        );

    private async Task<(string To, string? Session)> WalkAsync(string next)
    {
        var (address, cookie) = await BeginAsync(next);
        return await FinishAsync(provider.SignIn(address), cookie);
    }

    private async Task<(Uri Address, string Cookie)> BeginAsync(string next)
    {
        using var answer = await client.GetAsync("/api/sign-in/provider?next=" + Uri.EscapeDataString(next));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        return (answer.Headers.Location!, cookie.Split(';')[0]);
    }

    private async Task<(string To, string? Session)> FinishAsync(OpenIdAnswer answer, string cookie)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/api/sign-in/provider/callback?code={Uri.EscapeDataString(answer.Code!)}&state={Uri.EscapeDataString(answer.State!)}"
        );
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var back = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        var session = back.Headers.TryGetValues("Set-Cookie", out var all)
            ? all.FirstOrDefault(one => one.StartsWith("turfmap=", StringComparison.Ordinal))?.Split(';')[0]
            : null;
        return (Destination(back), session);
    }

    /// <summary>Where an answer leads to, and the sentence that it leaves for the sign-in page beside the address.</summary>
    private static string Destination(HttpResponseMessage answer)
    {
        const string Left = "turfmap-problem=";
        var said = answer.Headers.TryGetValues("Set-Cookie", out var all)
            ? all.FirstOrDefault(one => one.StartsWith(Left, StringComparison.Ordinal))
            : null;
        return said is null
            ? answer.Headers.Location!.OriginalString
            : $"{answer.Headers.Location!.OriginalString}: {Uri.UnescapeDataString(said.Split(';')[0][Left.Length..])}";
    }

    private Task<JsonElement> MeAsync(string session) => GetAsync("/api/me", session);

    private async Task<JsonElement> GetAsync(string path, string session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", session);
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}

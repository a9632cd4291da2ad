using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.App.Tests.SignIn;
using TurfMap.Domain.Access;

namespace TurfMap.App.Tests.Access;

/// <summary>Two cities of one deployment and one provider: what was begun in one is worth nothing in the other.</summary>
public sealed class SignOnOfAnotherCityTests(PreparedStores prepared) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-sso-cities-").FullName;
    private TestProvider provider = null!;
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        provider = await TestProvider.StartAsync();
        provider.Clock.Now = DateTimeOffset.UtcNow;
        foreach (var key in new[] { "alder", "birch" })
            await prepared.CopySmallAsync(Path.Combine(folder, $"{key}.gpkg"));
        var directory = Path.Combine(folder, "cities.json");
        await File.WriteAllTextAsync(
            directory,
            """{"cities":[{"key":"alder","store":"alder.gpkg"},{"key":"birch","store":"birch.gpkg"}]}"""
        );
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
            CityDirectory.Read(directory),
            TimeProvider.System
        );
        var cities = app.Services.GetRequiredService<HostedCities>();
        foreach (var city in cities.All)
        {
            await city.OpenAsync(CancellationToken.None);
            var account = AccountAdministration.New("pat@city.example", null, Role.Director, liaison: null, DateTimeOffset.UtcNow);
            Assert.True(
                await city.Access.TrySaveAsync(
                    new() { Account = account, Audit = [new(DateTimeOffset.UtcNow, "", "Tests", "", "", "account", account.Name)] },
                    CancellationToken.None
                )
            );
        }
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
        await provider.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_answer_to_a_sign_in_of_one_city_lets_nobody_into_another()
    {
        var (address, cookies) = await BeginAsync("alder");
        var callback = new Uri(QueryHelpers.ParseQuery(address.Query)["redirect_uri"].ToString()).AbsolutePath;
        Assert.StartsWith("/alder/", callback, StringComparison.Ordinal);
        var answer = provider.SignIn(address);

        using var crossed = await FinishAsync(callback.Replace("/alder/", "/birch/", StringComparison.Ordinal), answer, cookies);
        Assert.Null(SessionOf(crossed));
        Assert.DoesNotContain("/token", provider.Asked);

        using var own = await FinishAsync(callback, answer, cookies);
        var session = SessionOf(own);
        Assert.NotNull(session);
        Assert.Equal(HttpStatusCode.OK, await AskAsync("/alder/api/account", session));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("/birch/api/account", session));
    }

    [Fact]
    public async Task The_state_of_one_city_is_not_known_in_another_though_both_were_begun_in_the_browser()
    {
        var (alder, alderCookies) = await BeginAsync("alder");
        var (birch, birchCookies) = await BeginAsync("birch");
        var callback = new Uri(QueryHelpers.ParseQuery(birch.Query)["redirect_uri"].ToString()).AbsolutePath;

        using var crossed = await FinishAsync(callback, provider.SignIn(alder), $"{alderCookies}; {birchCookies}");

        Assert.Null(SessionOf(crossed));
        Assert.DoesNotContain("/token", provider.Asked);
    }

    private async Task<(Uri Address, string Cookies)> BeginAsync(string city)
    {
        using var answer = await client.GetAsync($"/{city}/api/sign-in/provider");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return (answer.Headers.Location!, string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
    }

    private async Task<HttpResponseMessage> FinishAsync(string callback, OpenIdAnswer answer, string cookies)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            QueryHelpers.AddQueryString(callback, new Dictionary<string, string?> { ["code"] = answer.Code, ["state"] = answer.State })
        );
        request.Headers.Add("Cookie", cookies);
        return await client.SendAsync(request);
    }

    private async Task<HttpStatusCode> AskAsync(string path, string session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", session);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The session's cookie that an answer sets; null when it sets none.</summary>
    private static string? SessionOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var all)
            ? all.Select(cookie => cookie.Split(';')[0])
                .FirstOrDefault(cookie => cookie.StartsWith("turfmap", StringComparison.Ordinal) && IsSession(cookie))
            : null;

    private static bool IsSession(string cookie) =>
        cookie.Split('=') is [var name, { Length: > 0 }]
        && !name.Contains("provider", StringComparison.Ordinal)
        && !name.Contains("problem", StringComparison.Ordinal);
}

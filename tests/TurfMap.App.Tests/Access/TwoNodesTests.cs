using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TurfMap.App.Accounts;
using TurfMap.App.Tests.Replicas;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Access;

/// <summary>Two programs on one database know the same people.</summary>
public sealed class TwoNodesTests(PostgresForTests postgres)
{
    private const string Name = "ana@city.example",
        Password = "cedar lamp tunnel violet";

    [Fact]
    public async Task Who_signs_in_at_one_is_known_at_the_other_at_once_and_who_is_signed_out_there_is_out_here()
    {
        await using var first = await StartedAsync();
        await using var second = await Node.StartAsync(connection);
        var (cookie, antiforgery) = await SignInAsync(first);
        Assert.Equal("manager", (await GetAsync(second, "/api/me", cookie)).GetProperty("role").GetString());

        // A key that one protected, the other reads: they share the ring in the store.
        var begun = await SendAsync(first, HttpMethod.Post, "/api/account/second-factor", new { password = Password }, cookie, antiforgery);
        var key = (await begun.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("key")
            .GetString()!
            .Replace(" ", "", StringComparison.Ordinal);
        var confirmed = await SendAsync(
            second,
            HttpMethod.Put,
            "/api/account/second-factor",
            new { code = TimeCodes.Now(key) },
            cookie,
            antiforgery
        );
        Assert.True(confirmed.IsSuccessStatusCode, await confirmed.Content.ReadAsStringAsync());
        Assert.True((await GetAsync(first, "/api/me", cookie)).GetProperty("hasSecondFactor").GetBoolean());

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await SendAsync(second, HttpMethod.Post, "/api/sign-out", new { }, cookie, antiforgery)).StatusCode
        );
        Assert.False((await GetAsync(second, "/api/me", cookie)).GetProperty("signedIn").GetBoolean());
        await NodeAnswers.UntilAsync(
            async () => !(await GetAsync(first, "/api/me", cookie)).GetProperty("signedIn").GetBoolean(),
            "the other node has seen it"
        );
    }

    [Fact]
    public async Task A_new_program_on_the_same_store_knows_sessions_and_second_factors_of_the_one_before()
    {
        string cookie,
            antiforgery,
            key;
        await using (var before = await StartedAsync())
        {
            (cookie, antiforgery) = await SignInAsync(before);
            var begun = await SendAsync(
                before,
                HttpMethod.Post,
                "/api/account/second-factor",
                new { password = Password },
                cookie,
                antiforgery
            );
            key = (await begun.Content.ReadFromJsonAsync<JsonElement>())
                .GetProperty("key")
                .GetString()!
                .Replace(" ", "", StringComparison.Ordinal);
        }
        await using var after = await Node.StartAsync(connection);
        Assert.True((await GetAsync(after, "/api/me", cookie)).GetProperty("signedIn").GetBoolean());
        Assert.True(
            (
                await SendAsync(after, HttpMethod.Put, "/api/account/second-factor", new { code = TimeCodes.Now(key) }, cookie, antiforgery)
            ).IsSuccessStatusCode
        );
    }

    private string connection = "";

    private async Task<Node> StartedAsync()
    {
        connection = postgres.Cluster.Connection(postgres.Cluster.CreateDatabase());
        await Node.FillAsync(connection);
        var node = await Node.StartAsync(connection);
        var accounts = new AccountService(node.City.Access);
        var account = AccountAdministration.New(Name, "Ana", Role.Manager, null, accounts.Now);
        account = account with { PasswordHash = accounts.HashPassword(account, Password) };
        Assert.True(await accounts.Access.TrySaveAsync(new() { Account = account }, CancellationToken.None));
        return node;
    }

    private static async Task<(string Cookie, string Antiforgery)> SignInAsync(Node node)
    {
        using var answer = await SendAsync(node, HttpMethod.Post, "/api/sign-in", new { name = Name, password = Password }, null, null);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (
            answer.Headers.GetValues("Set-Cookie").First(one => one.StartsWith("turfmap=", StringComparison.Ordinal)).Split(';')[0],
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("antiforgery").GetString()!
        );
    }

    private static async Task<JsonElement> GetAsync(Node node, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Client.BaseAddress!, path));
        request.Headers.Add("Cookie", cookie);
        using var plain = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var answer = await plain.SendAsync(request);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> SendAsync(
        Node node,
        HttpMethod method,
        string path,
        object body,
        string? cookie,
        string? antiforgery
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(node.Client.BaseAddress!, path)) { Content = JsonContent.Create(body) };
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        if (antiforgery is not null)
            request.Headers.Add("X-Antiforgery", antiforgery);
        using var plain = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        return await plain.SendAsync(request);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace TurfMap.Browser.Tests;

/// <summary>Somebody who is signed in without a browser: what prepares a test, and the cookie for one that begins signed in.</summary>
public sealed record SignedIn(HttpClient Client, Cookie Cookie)
{
    /// <summary>Signs in in one of the ways there are.</summary>
    public static async Task<SignedIn> AsAsync(Uri city, string way, object form)
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = city };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", Visit.NextAddress());
        var me = await TakeAsync(await client.PostAsJsonAsync(way, form));
        client.DefaultRequestHeaders.Add("X-Antiforgery", me.GetProperty("antiforgery").GetString());
        return new(client, cookies.GetCookies(city).Single(one => !one.Name.Contains("-device", StringComparison.Ordinal)));
    }

    /// <summary>Sends something and reads the answer, which must be a good one.</summary>
    public async Task<JsonElement> PostAsync(string path, object form) => await TakeAsync(await Client.PostAsJsonAsync(path, form));

    public async Task<JsonElement> GetAsync(string path) => await TakeAsync(await Client.GetAsync(path));

    private static async Task<JsonElement> TakeAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.RequestUri}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }
}

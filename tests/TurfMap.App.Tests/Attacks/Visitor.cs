using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace TurfMap.App.Tests.Attacks;

/// <summary>A browser or program that sends exactly what it is told, and takes no answer of 500 or more.</summary>
/// <remarks>Each comes from its own address of 127.0.0.0/8, which Linux has without asking.</remarks>
internal sealed class Visitor(Uri address, int number) : IDisposable
{
    private readonly HttpClient client = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            UseProxy = false,
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(new IPAddress([127, 7, (byte)(number >> 8), (byte)number]), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        }
    )
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(100),
    };

    /// <summary>The address that the service sees.</summary>
    public string From => $"127.7.{number >> 8}.{(byte)number}";

    /// <summary>The cookie as it is sent, name and all; null for none.</summary>
    public string? Cookie { get; set; }

    public string? Antiforgery { get; set; }

    /// <summary>The id of the account that is signed in.</summary>
    public string Account { get; set; } = "";

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        AskAsync("GET", path, null, headers);

    /// <summary>Sends JSON, given as an object or as text, as the page would: with the cookie and its header.</summary>
    public Task<HttpResponseMessage> SendAsync(
        string method,
        string path,
        object? json = null,
        params (string Name, string Value)[] headers
    ) =>
        AskAsync(
            method,
            path,
            json is null ? null
                : json is string text ? new StringContent(text, Encoding.UTF8, "application/json")
                : JsonContent.Create(json),
            Antiforgery is null || Array.Exists(headers, header => header.Name == "X-Antiforgery")
                ? headers
                : [.. headers, ("X-Antiforgery", Antiforgery)]
        );

    public async Task<HttpResponseMessage> AskAsync(
        string method,
        string path,
        HttpContent? body,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        if (Cookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", Cookie);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        var answer = await client.SendAsync(request);
        Assert.True((int)answer.StatusCode < 500, $"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    public Task<HttpResponseMessage> TrySignInAsync(string name, string password = BesiegedCity.Password, string? code = null) =>
        SendAsync(
            "POST",
            "/api/sign-in",
            new
            {
                name,
                password,
                code,
            }
        );

    /// <summary>Signs in and keeps the session.</summary>
    public async Task SignInAsync(string name, string password = BesiegedCity.Password, string? code = null) =>
        await KeepAsync(await TrySignInAsync(name, password, code));

    public async Task KeepAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Cookie = CookieOf(answer);
        Antiforgery = (await JsonOf(answer)).GetProperty("antiforgery").GetString();
    }

    /// <summary>The session's cookie that an answer sets; null when it sets none.</summary>
    public static string? CookieOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var all)
            ? all.Where(one => one.Contains("turfmap=", StringComparison.Ordinal))
                .Select(one => one.Split(';')[0])
                .FirstOrDefault(one => !one.EndsWith('='))
            : null;

    public static async Task<JsonElement> JsonOf(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    public async Task<bool> IsSignedInAsync() => (await JsonOf(await GetAsync("/api/me"))).GetProperty("signedIn").GetBoolean();

    /// <summary>Asserts what answered, and that it says so as a problem page that tells nothing of the inside.</summary>
    public static async Task RefusedAsync(HttpResponseMessage answer, params HttpStatusCode[] allowed)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(
            allowed.Contains(answer.StatusCode),
            $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}"
        );
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace((await JsonOf(answer)).GetProperty("detail").GetString()), text);
        Assert.Null(CookieOf(answer));
    }

    public void Dispose() => client.Dispose();
}

/// <summary>Bytes over a plain connection, where a client library would put them right first.</summary>
internal static class RawLine
{
    /// <summary>Sends a request as it stands, and gives the answer as it comes.</summary>
    public static async Task<string> AskAsync(Uri address, string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(patience.Token);
    }

    /// <summary>A GET of a path as it stands.</summary>
    public static Task<string> GetAsync(Uri address, string path, string headers = "") =>
        AskAsync(address, $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n{headers}Connection: close\r\n\r\n");

    public static int StatusOf(string answer) =>
        answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3)) : 0;
}

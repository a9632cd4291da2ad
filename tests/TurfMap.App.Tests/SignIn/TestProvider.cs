using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace TurfMap.App.Tests.SignIn;

/// <summary>An identity provider that keeps to the standard until a test makes it lie or fail.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "turfmap:city",
        Secret = "s3cret +/:%";

    private readonly WebApplication app;
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> codes = [];

    private TestProvider(WebApplication app) => this.app = app;

    public string Issuer => app.Urls.Single();

    public SetClock Clock { get; } = new();

    /// <summary>How far the provider's clock is ahead of the program's.</summary>
    public TimeSpan Ahead { get; set; }

    public Signing Signing { get; set; } = new("first");

    public IEnumerable<object> Keys { get; set; } = null!;

    /// <summary>What is changed of an honest token's claims.</summary>
    public Action<Dictionary<string, object>> Claims { get; set; } = _ => { };

    /// <summary>What is changed of an honest description.</summary>
    public Action<Dictionary<string, object>> Description { get; set; } = _ => { };

    /// <summary>What happens instead of a page, by its path; in the test's own words.</summary>
    public Dictionary<string, Func<HttpContext, Task>> Instead { get; } = [];

    /// <summary>The requests so far, by path.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>How long the program waits for an answer; null for as long as it does by itself.</summary>
    public TimeSpan? Patience { get; set; }

    public bool HasIdToken { get; set; } = true;

    /// <summary>Whether the program was registered with a secret.</summary>
    public bool WantsSecret { get; set; } = true;

    /// <summary>Whether an answer says from whom it comes (RFC 9207).</summary>
    public bool NamesItself { get; set; }

    public static async Task<TestProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new TestProvider(app);
        provider.Keys = provider.Signing.Published();
        app.Run(provider.AnswerAsync);
        await app.StartAsync();
        return provider;
    }

    /// <summary>What a browser does when the person signs in: follows the address and brings back the answer.</summary>
    public OpenIdAnswer SignIn(Uri address)
    {
        var asked = QueryHelpers.ParseQuery(address.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Assert.Equal(
            ("code", ClientId, "openid email profile", "S256"),
            (asked["response_type"], asked["client_id"], asked["scope"], asked["code_challenge_method"])
        );
        var code = $"code {codes.Count}";
        codes[code] = asked;
        return new OpenIdAnswer(code, asked["state"], null, NamesItself ? Issuer : null);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Signing.Dispose();
    }

    private Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        Asked.Add(path);
        return Instead.TryGetValue(path, out var other)
            ? other(http)
            : path switch
            {
                "/.well-known/openid-configuration" => DescribeAsync(http),
                "/keys" => http.Response.WriteAsJsonAsync(new { keys = Keys }),
                "/token" => ExchangeAsync(http),
                _ => Task.FromException(new InvalidOperationException(path)),
            };
    }

    private Task DescribeAsync(HttpContext http)
    {
        var said = new Dictionary<string, object>
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize?tenant=city",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
        };
        Description(said);
        return http.Response.WriteAsJsonAsync(said);
    }

    private async Task ExchangeAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        if (!Knows(http.Request, form))
            await RefuseAsync(http, "invalid_client");
        else if (
            !codes.Remove(form["code"].ToString(), out var asked)
            || asked["redirect_uri"] != form["redirect_uri"]
            || asked["code_challenge"]
                != Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())))
        )
            await RefuseAsync(http, "invalid_grant");
        else
            await http.Response.WriteAsJsonAsync(
                new Dictionary<string, string>
                {
                    ["access_token"] = "unused",
                    ["token_type"] = "Bearer",
                    [HasIdToken ? "id_token" : "none"] = Token(asked["nonce"]),
                }
            );
    }

    /// <summary>
    /// Whether the program shows the secret it was given, in the header or in the body; one without a secret only says its name.
    /// </summary>
    private bool Knows(HttpRequest request, IFormCollection form)
    {
        if (!WantsSecret)
            return form["client_id"] == ClientId && !form.ContainsKey("client_secret");
        var pair = Encoding.ASCII.GetBytes($"{WebUtility.UrlEncode(ClientId)}:{WebUtility.UrlEncode(Secret)}");
        return request.Headers.Authorization == $"Basic {Convert.ToBase64String(pair)}"
            || (form["client_id"] == ClientId && form["client_secret"] == Secret);
    }

    private string Token(string nonce)
    {
        var now = (Clock.Now + Ahead).ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = ClientId,
            ["sub"] = "1234",
            ["iat"] = now,
            ["exp"] = now + 300,
            ["nonce"] = nonce,
            ["name"] = "Pat\tMoss",
            ["email"] = "pat@city.example",
            ["email_verified"] = true,
            ["acr"] = "silver",
            ["amr"] = new[] { "pwd", "otp" },
        };
        Claims(claims);
        return Signing.Sign(claims);
    }

    private static Task RefuseAsync(HttpContext http, string error)
    {
        http.Response.StatusCode = 400;
        return http.Response.WriteAsJsonAsync(new { error, error_description = "Words of the provider" });
    }
}

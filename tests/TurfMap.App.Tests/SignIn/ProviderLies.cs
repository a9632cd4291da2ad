using Microsoft.AspNetCore.Http;
using TurfMap.Domain.Changes;
using static TurfMap.Domain.Changes.Refusal;

namespace TurfMap.App.Tests.SignIn;

/// <summary>What a provider can do, a line each: the name, how, what it leads to, words of the sentence.</summary>
internal static class ProviderLies
{
    private const string Discovery = "/.well-known/openid-configuration",
        Keys = "/keys",
        Token = "/token";

    internal sealed record Lie(Action<TestProvider> Tell, Refusal Refusal, string Words, string? Level = null);

    internal sealed record Answer(Func<TestProvider, OpenIdAnswer, OpenIdAnswer> Change, Refusal Refusal, string Words);

    public static readonly IReadOnlyDictionary<string, Action<TestProvider>> Honest = new Dictionary<string, Action<TestProvider>>
    {
        ["signs with RS384"] = p => p.Signing.Algorithm = "RS384",
        ["signs with PS256"] = p => p.Signing.Algorithm = "PS256",
        ["signs with ES256"] = p => p.Signing.Algorithm = "ES256",
        ["names no key"] = p => p.Signing.NamesKey = false,
        ["has a clock that is 90 s ahead"] = p => p.Ahead = TimeSpan.FromSeconds(90),
        ["has a clock that is 90 s behind, and short tokens"] = p =>
            (p.Ahead, p.Claims) = (TimeSpan.FromSeconds(-90), c => c["exp"] = (long)c["iat"] + 10),
        ["names several audiences and the asker"] = p =>
            p.Claims = c => (c["aud"], c["azp"]) = (new[] { TestProvider.ClientId, "another" }, TestProvider.ClientId),
        ["takes the secret in the body"] = p =>
            p.Description = d => d["token_endpoint_auth_methods_supported"] = new[] { "client_secret_post" },
        ["has a slash at the end of its name"] = p =>
            (p.Description, p.Claims) = (d => d["issuer"] = $"{p.Issuer}/", c => c["iss"] = $"{p.Issuer}/"),
        ["knows the program without a secret"] = p => p.WantsSecret = false,
        ["says from whom the answer comes"] = p =>
            (p.NamesItself, p.Description) = (true, d => d["authorization_response_iss_parameter_supported"] = true),
        ["states the level as amr"] = p => p.Claims = c => (c["acr"], c["amr"]) = ("0", "silver"),
    };

    public static readonly IReadOnlyDictionary<string, Lie> All = new Dictionary<string, Lie>
    {
        ["no signature"] = new(p => p.Signing.Algorithm = "none", NotSignedIn, "is not signed"),
        ["signed with the public key as a secret"] = new(p => p.Signing.Algorithm = "HS256", NotSignedIn, "is not signed"),
        ["half of a character"] = new(
            p => (p.Signing.HalvesCharacters, p.Claims) = (true, c => c["name"] = "Ana \U0001F600"),
            ProviderAway,
            "cannot be read"
        ),
        ["half of a character as the asker"] = new(
            p => (p.Signing.HalvesCharacters, p.Claims) = (true, c => c["azp"] = "\U0001F600"),
            ProviderAway,
            "cannot be read"
        ),
        ["another kind of token"] = new(p => p.Signing.Header["typ"] = "at+jwt", NotSignedIn, "another kind"),
        ["a header that must be understood"] = new(p => p.Signing.Header["crit"] = new[] { "x" }, NotSignedIn, "not understood here"),
        ["a key that is not published"] = new(
            p => p.Signing = new Signing("other", 1),
            NotSignedIn,
            "a key that the service does not name"
        ),
        ["another key under a published name"] = new(p => p.Signing = new Signing("first", 1), NotSignedIn, "signature"),
        ["no key published"] = new(p => p.Keys = [], NotSignedIn, "a key that the service does not name"),
        ["another audience"] = new(p => p.Claims = c => c["aud"] = "another", NotSignedIn, "another program"),
        ["an audience but for a slash"] = new(p => p.Claims = c => c["aud"] = $"{TestProvider.ClientId}/", NotSignedIn, "another program"),
        ["no audience"] = new(p => p.Claims = c => c.Remove("aud"), NotSignedIn, "another program"),
        ["several audiences and no asker"] = new(
            p => p.Claims = c => c["aud"] = new[] { TestProvider.ClientId, "another" },
            NotSignedIn,
            "not asked for by this one"
        ),
        ["another asker"] = new(p => p.Claims = c => c["azp"] = "another", NotSignedIn, "not asked for by this one"),
        ["another issuer"] = new(p => p.Claims = c => c["iss"] = "https://another.example", NotSignedIn, "by somebody else"),
        ["no issuer"] = new(p => p.Claims = c => c.Remove("iss"), NotSignedIn, "by somebody else"),
        ["another nonce"] = new(p => p.Claims = c => c["nonce"] = $"{c["nonce"]}x", NotSignedIn, "another sign-in"),
        ["no nonce"] = new(p => p.Claims = c => c.Remove("nonce"), NotSignedIn, "another sign-in"),
        ["run out"] = new(p => p.Claims = c => c["exp"] = (long)c["iat"] - 121, NotSignedIn, "no longer good"),
        ["no end"] = new(p => p.Claims = c => c.Remove("exp"), NotSignedIn, "from when to when"),
        ["an end in words"] = new(p => p.Claims = c => c["exp"] = "tomorrow", ProviderAway, "cannot be read"),
        ["no beginning"] = new(p => p.Claims = c => c.Remove("iat"), NotSignedIn, "from when to when"),
        ["good only later"] = new(p => p.Claims = c => c["nbf"] = (long)c["iat"] + 300, NotSignedIn, "5 minutes apart"),
        ["a clock minutes ahead"] = new(p => p.Ahead = TimeSpan.FromMinutes(7), NotSignedIn, "7 minutes apart"),
        ["a clock minutes behind"] = new(p => p.Ahead = TimeSpan.FromMinutes(-9), NotSignedIn, "9 minutes apart"),
        ["a clock in another century"] = new(p => p.Ahead = TimeSpan.FromDays(36_525), NotSignedIn, "more than a day apart"),
        ["a time beyond all calendars"] = new(p => p.Claims = c => c["iat"] = 1e300, ProviderAway, "cannot be read"),
        ["no subject"] = new(p => p.Claims = c => c.Remove("sub"), NotSignedIn, "who signed in"),
        ["a subject that is too long"] = new(p => p.Claims = c => c["sub"] = new string('x', 256), NotSignedIn, "who signed in"),
        ["a lower level"] = new(_ => { }, NotSignedIn, "the level \"gold\"", "gold"),
        ["no level"] = new(
            p =>
                p.Claims = c =>
                {
                    c.Remove("acr");
                    c.Remove("amr");
                },
            NotSignedIn,
            "the level \"silver\"",
            "silver"
        ),
        ["no id_token"] = new(p => p.HasIdToken = false, NotSignedIn, "no id_token"),
        ["a token that is none"] = new(
            p => p.Instead[Token] = http => http.Response.WriteAsJsonAsync(new { id_token = "a.b" }),
            NotSignedIn,
            "cannot be read"
        ),
        ["a token of rubbish"] = new(
            p => p.Instead[Token] = http => http.Response.WriteAsJsonAsync(new { id_token = "eyJhbGciOiJSUzI1NiJ9.!.x" }),
            NotSignedIn,
            "cannot be read"
        ),

        ["another name in the description"] = new(
            p => p.Description = d => d["issuer"] = "https://another.example",
            NotSignedIn,
            "calls itself by another name"
        ),
        ["no name in the description"] = new(p => p.Description = d => d.Remove("issuer"), NotSignedIn, "calls itself by another name"),
        ["an answer that does not say from whom it comes"] = new(
            p => p.Description = d => d["authorization_response_iss_parameter_supported"] = true,
            NotSignedIn,
            "does not come from"
        ),
        ["a token address that is not protected"] = new(
            p => p.Description = d => d["token_endpoint"] = "http://login.city.example/token",
            NotSignedIn,
            "not protected by https"
        ),
        ["keys at an address that is not protected"] = new(
            p => p.Description = d => d["jwks_uri"] = "http://login.city.example/keys",
            NotSignedIn,
            "not protected by https"
        ),
        ["an address that is a script"] = new(
            p => p.Description = d => d["authorization_endpoint"] = "javascript:alert(1)",
            NotSignedIn,
            "not protected by https"
        ),
        ["no token address"] = new(p => p.Description = d => d.Remove("token_endpoint"), ProviderAway, "lacks an address"),
        ["another secret"] = new(p => p.Instead[Token] = Says(401, """{"error":"invalid_client"}"""), NotSignedIn, "(invalid_client)"),
        ["an error in its own words"] = new(
            p => p.Instead[Token] = Says(400, """{"error":"Words of the provider"}"""),
            NotSignedIn,
            "refused this sign-in"
        ),

        ["nobody there"] = new(p => p.Instead[Discovery] = Hangs(p, abort: true), ProviderAway, "cannot be reached"),
        ["nobody there at the exchange"] = new(p => p.Instead[Token] = Hangs(p, abort: true), ProviderAway, "cannot be reached"),
        ["a silent description"] = new(p => p.Instead[Discovery] = Hangs(p, abort: false), ProviderAway, "too long to answer"),
        ["a silent exchange"] = new(p => p.Instead[Token] = Hangs(p, abort: false), ProviderAway, "too long to answer"),
        ["a description with 500"] = new(p => p.Instead[Discovery] = Says(500, "{}"), ProviderAway, "cannot answer now"),
        ["keys with 503"] = new(p => p.Instead[Keys] = Says(503, "{}"), ProviderAway, "cannot answer now"),
        ["an exchange with 500"] = new(p => p.Instead[Token] = Says(500, "{}"), ProviderAway, "cannot answer now"),
        ["a description in HTML"] = new(
            p => p.Instead[Discovery] = Says(200, "<html>FirstRunSetup</html>"),
            ProviderAway,
            "cannot be read"
        ),
        ["an exchange in HTML"] = new(p => p.Instead[Token] = Says(200, "<html>FirstRunSetup</html>"), ProviderAway, "cannot be read"),
        ["a description of the wrong types"] = new(
            p => p.Description = d => d["token_endpoint"] = new[] { 1, 2 },
            ProviderAway,
            "Tell the administrator"
        ),
        ["keys of the wrong types"] = new(p => p.Instead[Keys] = Says(200, """{"keys":"none"}"""), ProviderAway, "cannot be read"),
        ["text that is no text"] = new(p => p.Instead[Token] = Says(200, """{"id_token":"\ud800"}"""), ProviderAway, "cannot be read"),
        ["no description"] = new(p => p.Instead[Discovery] = Says(404, "{}"), ProviderAway, "cannot be read"),
        ["a huge description"] = new(
            p => p.Instead[Discovery] = Says(200, $$"""{"x":"{{new string('x', 1 << 20)}}"}"""),
            ProviderAway,
            "far too large"
        ),
        ["a huge exchange"] = new(
            p => p.Instead[Token] = Says(200, $$"""{"x":"{{new string('x', 1 << 20)}}"}"""),
            ProviderAway,
            "far too large"
        ),
        ["a description that is elsewhere"] = new(p => p.Instead[Discovery] = SendsOn(p), ProviderAway, "another address"),
        ["an exchange that is elsewhere"] = new(p => p.Instead[Token] = SendsOn(p), ProviderAway, "another address"),
    };

    public static readonly IReadOnlyDictionary<string, Answer> Answers = new Dictionary<string, Answer>
    {
        ["another state"] = new((_, a) => a with { State = a.State + "x" }, NotSignedIn, "belongs to another sign-in"),
        ["no state"] = new((_, a) => a with { State = null }, NotSignedIn, "belongs to another sign-in"),
        ["late"] = new((p, a) => At(p, a, TimeSpan.FromMinutes(10.1)), NotSignedIn, "longer than 10 minutes"),
        ["from the future"] = new((p, a) => At(p, a, TimeSpan.FromMinutes(-2.1)), NotSignedIn, "was set back"),
        ["from another provider"] = new((_, a) => a with { Issuer = "https://another.example" }, NotSignedIn, "does not come from"),
        ["no code"] = new((_, a) => a with { Code = "" }, NotSignedIn, "without an answer"),
        ["declined"] = new((_, a) => a with { Error = "access_denied" }, NotSignedIn, "you declined"),
        ["has a question"] = new((_, a) => a with { Error = "login_required" }, NotSignedIn, "(login_required)"),
        ["not registered"] = new((_, a) => a with { Error = "unauthorized_client" }, NotSignedIn, "(unauthorized_client)"),
        ["busy"] = new((_, a) => a with { Error = "temporarily_unavailable" }, ProviderAway, "(temporarily_unavailable)"),
        ["in its own words"] = new((_, a) => a with { Error = "Words of the provider" }, NotSignedIn, "not in the standard"),
    };

    private static OpenIdAnswer At(TestProvider provider, OpenIdAnswer answer, TimeSpan later)
    {
        provider.Clock.Now += later;
        return answer;
    }

    private static Func<HttpContext, Task> Says(int status, string text) =>
        http =>
        {
            (http.Response.StatusCode, http.Response.ContentType) = (status, "application/json; charset=nonsense");
            return http.Response.WriteAsync(text);
        };

    private static Func<HttpContext, Task> SendsOn(TestProvider provider) =>
        http =>
        {
            http.Response.Redirect($"{provider.Issuer}/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };

    private static Func<HttpContext, Task> Hangs(TestProvider provider, bool abort)
    {
        if (!abort)
            provider.Patience = TimeSpan.FromMilliseconds(500);
        return async http =>
        {
            if (abort)
                http.Abort();
            else
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
    }
}

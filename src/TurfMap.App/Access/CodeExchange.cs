using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace TurfMap.App.Access;

/// <summary>Gives the provider the code and the verifier, and gets the id_token for them.</summary>
internal sealed class CodeExchange(OpenIdSettings settings, ProviderConnection connection)
{
    /// <summary>
    /// The id_token, not yet believed. The other tokens of the answer are not kept: this program asks the provider for nothing else.
    /// </summary>
    public async Task<string> RedeemAsync(string code, OpenIdAttempt attempt, Uri callback, ProviderFacts facts, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, facts.Token);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = callback.AbsoluteUri,
            ["code_verifier"] = attempt.Verifier,
        };
        if (settings.ClientSecret is { } secret && !facts.SecretInBody)
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.ASCII.GetBytes($"{WebUtility.UrlEncode(settings.ClientId)}:{WebUtility.UrlEncode(secret)}"))
            );
        else
            form["client_id"] = settings.ClientId;
        if (settings.ClientSecret is not null && facts.SecretInBody)
            form["client_secret"] = settings.ClientSecret;
        request.Content = new FormUrlEncodedContent(form);
        return Token(await connection.SendAsync(request, cancel));
    }

    private static string Token(ProviderReply reply)
    {
        if (reply.Json is not { } said)
            throw SignInRefusals.Nonsense("The sign-in service's answer cannot be read.");
        if (reply.Status != HttpStatusCode.OK)
            throw SignInRefusals.OfExchange(new Claims(said).Text("error"));
        return new Claims(said).Text("id_token")
            ?? throw SignInRefusals.Unbelieved("The sign-in service did not say who signed in: its answer holds no id_token.");
    }
}

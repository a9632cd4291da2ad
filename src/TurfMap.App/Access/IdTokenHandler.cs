using System.Buffers.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using TurfMap.App.Accounts;

namespace TurfMap.App.Access;

/// <summary>Believes an id_token, or says why not: signed by the provider, for this program, for this attempt, now.</summary>
internal sealed class IdTokenHandler(OpenIdSettings settings, ProviderMetadata metadata, TimeProvider clock) : JsonWebTokenHandler
{
    /// <summary>How far the clocks of provider and server may lie apart.</summary>
    public static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(2);

    /// <summary>Signatures with a key that only the provider has: nothing unsigned, nothing that is made with a shared secret.</summary>
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>Signed by the provider, for this program. The framework's own parameters would take it unsigned.</summary>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var read = Read(token);
        var provider = await metadata.GetConfigurationAsync(CancellationToken.None);
        if (Named(provider, read.Kid).Count == 0)
            provider = await metadata.GetAgainAsync(CancellationToken.None);
        var keys = Named(provider, read.Kid);
        if (keys.Count == 0)
            throw SignInRefusals.Unbelieved("The sign-in service's token is signed with a key that the service does not name.");
        var result = await base.ValidateTokenAsync(
            read,
            new TokenValidationParameters
            {
                ValidIssuer = provider.Issuer,
                ValidAudience = settings.ClientId,
                IgnoreTrailingSlashWhenValidatingAudience = false,
                IssuerSigningKeys = keys,
                TryAllIssuerSigningKeys = true,
                ValidAlgorithms = Algorithms,
                // Times are compared below, where the reason can be told apart.
                ValidateLifetime = false,
            }
        );
        return result.IsValid ? result : throw SignInRefusals.Unbelieved(Reason(result.Exception));
    }

    /// <summary>The claims of a token as they stand in it.</summary>
    public static Claims ClaimsOf(string payload) => new(Part(payload));

    /// <summary>Who signed in; refuses what was not made for this program, is not good now, or not as firm as the city asks for.</summary>
    public OutsideIdentity Identify(Claims said, DateTimeOffset begun)
    {
        CheckParties(said);
        CheckTimes(said, begun);
        var who = said.Identity();
        if (settings.RequiredLevel is { } level && who.Level != level && !who.Methods.Contains(level, StringComparer.Ordinal))
            throw SignInRefusals.Disagreed(
                "The sign-in service did not establish who you are as firmly as this city asks for. Start again and use "
                    + "your second factor, if the service asks for one.",
                $"the service must state the level \"{level}\" as acr or amr."
            );
        return who;
    }

    private JsonWebToken Read(string text)
    {
        var token = CanReadToken(text)
            ? ReadJsonWebToken(text)
            : throw SignInRefusals.Unbelieved("The sign-in service's token cannot be read.");
        if (!Algorithms.Contains(token.Alg, StringComparer.Ordinal))
            throw SignInRefusals.Unbelieved("The sign-in service's token is not signed, or not in a way that is accepted here.");
        if (token.Typ is { Length: > 0 } kind && !kind.Equals("JWT", StringComparison.OrdinalIgnoreCase))
            throw SignInRefusals.Unbelieved("The sign-in service's token is of another kind than asked for.");
        if (Part(token.EncodedHeader).TryGetProperty("crit", out _))
            throw SignInRefusals.Unbelieved("The sign-in service's token asks for something that is not understood here.");
        return token;
    }

    /// <summary>The keys that may have signed a token; a token that names none may come from any.</summary>
    private static List<SecurityKey> Named(OpenIdConnectConfiguration provider, string? key) =>
        [.. provider.SigningKeys.Where(known => string.IsNullOrEmpty(key) || string.Equals(known.KeyId, key, StringComparison.Ordinal))];

    /// <summary>A token for several programs must have been asked for by this one.</summary>
    private void CheckParties(Claims said)
    {
        var asker = said.Text("azp");
        if (asker is null ? said.Texts("aud").Count > 1 : asker != settings.ClientId)
            throw SignInRefusals.Unbelieved("The sign-in service's token is for several programs and was not asked for by this one.");
    }

    private void CheckTimes(Claims said, DateTimeOffset begun)
    {
        if (said.Number("exp") is not { } ends || said.Number("iat") is not { } issued)
            throw SignInRefusals.Unbelieved("The sign-in service's token does not say from when to when it is good.");
        var (now, most) = (clock.GetUtcNow().ToUnixTimeSeconds(), ClockDifference.TotalSeconds);
        var ahead = Math.Max(issued, said.Number("nbf") ?? issued) - now;
        if (ahead > most)
            throw Clocks(ahead);
        if (now - ends < most)
            return;
        // It holds this attempt's nonce, so it cannot have been made before the attempt began.
        var behind = begun.ToUnixTimeSeconds() - issued;
        throw behind > most ? Clocks(behind) : SignInRefusals.Again("The sign-in service's token was no longer good when it arrived.");
    }

    private static Domain.Changes.RefusedException Clocks(double seconds) =>
        SignInRefusals.Disagreed(
            "The clocks of the sign-in service and of this server are "
                + $"{(seconds < 86_400 ? $"{Math.Ceiling(seconds / 60):0} minutes" : "more than a day")} apart.",
            $"set the clock of this server, or of the service; up to {ClockDifference.TotalMinutes:0} minutes are accepted."
        );

    private static string Reason(Exception wrong) =>
        wrong switch
        {
            SecurityTokenInvalidIssuerException => "The sign-in service's token was issued by somebody else.",
            SecurityTokenInvalidAudienceException => "The sign-in service's token is meant for another program.",
            SecurityTokenInvalidSignatureException => "The signature of the sign-in service's token is not the service's.",
            _ => "The sign-in service's token cannot be believed.",
        };

    private static JsonElement Part(string encoded)
    {
        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(encoded));
        return json.RootElement.Clone();
    }
}

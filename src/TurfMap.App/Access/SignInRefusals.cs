using TurfMap.Domain.Changes;

namespace TurfMap.App.Access;

/// <summary>The refusals of a sign-in through a provider. What happened is told in full sentences; what to do next is added here.</summary>
internal static class SignInRefusals
{
    /// <summary>The person can mend it by beginning anew.</summary>
    public static RefusedException Again(string what) => new(Refusal.NotSignedIn, $"{what} Start again from the sign-in page.");

    /// <summary>The provider, or somebody in its name, answered what cannot be believed.</summary>
    public static RefusedException Unbelieved(string what) =>
        new(
            Refusal.NotSignedIn,
            $"{what} Nobody was signed in. Start again from the sign-in page, and tell the administrator when it happens again."
        );

    /// <summary>Only the administrator can mend it.</summary>
    public static RefusedException Disagreed(string what, string mend) =>
        new(Refusal.NotSignedIn, $"{what} Tell the administrator: {mend}");

    /// <summary>The provider is not there; it may be soon.</summary>
    public static RefusedException Away(string what) =>
        new(Refusal.ProviderAway, $"{what} Try again in a few minutes, and tell the administrator when it goes on.");

    /// <summary>The provider is there and answers what nobody understands.</summary>
    public static RefusedException Nonsense(string what) =>
        new(
            Refusal.ProviderAway,
            $"{what} Tell the administrator: the address of the service may be wrong, or something stands between it and this server."
        );

    /// <summary>What the provider's answer to the browser means. Only codes of the standard are repeated; its own words are not.</summary>
    public static RefusedException OfAnswer(string error) =>
        error switch
        {
            "access_denied" => Again("The sign-in service says that you declined, or that you may not use this program."),
            "login_required" or "interaction_required" or "account_selection_required" or "consent_required" => Again(
                $"The sign-in service wants to ask you something first ({error})."
            ),
            "unmet_authentication_requirements" => Again(
                "The sign-in service could not establish who you are as firmly as this city asks for."
            ),
            "server_error" or "temporarily_unavailable" => Away($"The sign-in service cannot sign anybody in now ({error})."),
            "invalid_request"
            or "unauthorized_client"
            or "unsupported_response_type"
            or "invalid_scope"
            or "invalid_request_uri"
            or "invalid_request_object"
            or "request_not_supported"
            or "request_uri_not_supported"
            or "registration_not_supported" => Disagreed(
                $"The sign-in service does not take this program's request ({error}).",
                "this program's registration at the service must allow the code flow, the scopes openid, email and "
                    + "profile, and the callback address of this server."
            ),
            _ => Unbelieved("The sign-in service answered with an error that is not in the standard."),
        };

    /// <summary>What the provider's answer to the exchange of the code means.</summary>
    public static RefusedException OfExchange(string? error) =>
        error switch
        {
            "invalid_grant" => Again(
                "The sign-in service does not take this sign-in any more: it was used already, or too old (invalid_grant)."
            ),
            "invalid_client" or "unauthorized_client" => Disagreed(
                $"The sign-in service does not know this program, or not with this secret ({error}).",
                "compare the client id and the client secret with the registration at the service."
            ),
            "invalid_request" or "unsupported_grant_type" or "invalid_scope" => Disagreed(
                $"The sign-in service does not take this program's request ({error}).",
                "this program's registration at the service must allow the code flow with PKCE and the callback address of this server."
            ),
            "server_error" or "temporarily_unavailable" => Away($"The sign-in service cannot sign anybody in now ({error})."),
            _ => Unbelieved("The sign-in service refused this sign-in."),
        };
}

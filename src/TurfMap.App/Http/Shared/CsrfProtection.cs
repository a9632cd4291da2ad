using Microsoft.AspNetCore.Authorization;
using TurfMap.App.Access;
using TurfMap.App.Accounts;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Http.Shared;

/// <summary>Refuses changes that another site's page sends with our cookie.</summary>
internal static class CsrfProtection
{
    /// <summary>The header in which our page proves that it is ours.</summary>
    public const string AntiforgeryHeader = "X-Antiforgery";

    public static void UseCsrfProtection(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (!IsRead(http.Request.Method) && http.GetEndpoint() is { } endpoint)
                    Check(http, endpoint);
                return next(http);
            }
        );

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static void Check(HttpContext http, Endpoint endpoint)
    {
        if (IsForeign(http))
            throw new RefusedException(
                Refusal.Forbidden,
                "The request comes from another site's page. Nothing was changed. Open TurfMap itself and do it there."
            );
        if (
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && http.Session() is { } current
            && !Secrets.Same(Secrets.Antiforgery(current.Secret), http.Request.Headers[AntiforgeryHeader].ToString())
        )
            throw new RefusedException(
                Refusal.Forbidden,
                $"The request lacks the {AntiforgeryHeader} header of this session. Nothing was changed. Reload the page and try again."
            );
    }

    /// <summary>Browsers say which site's page sends a request; programs say nothing.</summary>
    private static bool IsForeign(HttpContext http)
    {
        var site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is not ("same-origin" or "none");
        return http.Request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(
                Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && from.Authority.Equals(http.Request.Host.Value, StringComparison.OrdinalIgnoreCase)
            );
    }
}

using TurfMap.App.Hosting;

namespace TurfMap.App.Http.Accounts;

/// <summary>Several programs may serve a city, and an account is changed by any of them.</summary>
internal static class FreshAccounts
{
    /// <summary>What these routes say and decide about accounts is not older than what another program has done.</summary>
    public static RouteGroupBuilder OnFreshAccounts(this RouteGroupBuilder routes) =>
        routes.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                await http.GetEndpoint()!.Metadata.GetRequiredMetadata<HostedCity>().Access.FreshenAsync(http.RequestAborted);
                return await next(context);
            }
        );
}

using Microsoft.AspNetCore.Authorization;
using TurfMap.Domain.Access;

namespace TurfMap.App.SignIn;

/// <summary>Each permission is a policy of its name. A route that names none is closed to everybody; what is no route is answered by whoever says that there is nothing.</summary>
internal static class Policies
{
    public static void Add(AuthorizationOptions rules, TurfMapOptions options)
    {
        foreach (var permission in Enum.GetValues<Permission>())
            rules.AddPolicy(permission.ToString(), policy => policy.RequireAssertion(context =>
                context.Resource is HttpContext http && (http.Caller()?.May(permission) ?? permission == Permission.LookUp && options.IsPublic)));
        rules.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build();
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using TurfMap.App.Hosting;
using TurfMap.Domain.Access;

namespace TurfMap.App.Access;

/// <summary>One policy for each permission, under its name. A route that names none and is not open to everybody is closed.</summary>
internal static class Policies
{
    /// <summary>The scheme by which callers are known, and the policies by which they are let in.</summary>
    /// <remarks>
    /// Only the framework's core: its AddAuthentication also brings keys that it would keep in a folder of this machine; a city's keys lie
    /// in its store.
    /// </remarks>
    public static AuthenticationBuilder AddCallers(this IServiceCollection services, TurfMapOptions options)
    {
        services.AddAuthorization(policies =>
        {
            foreach (var permission in Enum.GetValues<Permission>())
            {
                var isOpen = options.IsPublic && permission == Permission.LookUp;
                policies.AddPolicy(permission.ToString(), policy => policy.AddRequirements(new NeedsPermission(permission, isOpen)));
            }
            policies.DefaultPolicy = new AuthorizationPolicyBuilder().AddRequirements(new Closed()).Build();
            policies.FallbackPolicy = policies.DefaultPolicy;
        });
        services.AddWebEncoders();
        services.AddAuthenticationCore(schemes => schemes.DefaultScheme = CallerPrincipal.SchemeName);
        return new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, CallerAuthenticationHandler>(
            CallerPrincipal.SchemeName,
            _ => { }
        );
    }

    /// <summary>Met by callers who may do this; where a group of routes needs something too, both are needed.</summary>
    private sealed class NeedsPermission(Permission permission, bool isOpen)
        : AuthorizationHandler<NeedsPermission>,
            IAuthorizationRequirement
    {
        private readonly Permission permission = permission;
        private readonly bool isOpen = isOpen;

        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsPermission requirement)
        {
            if ((context.User as CallerPrincipal)?.Caller.May(requirement.permission) ?? requirement.isOpen)
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    /// <summary>
    /// Met by nobody on a route; what is no route is let through, to whoever answers that there is nothing (404), nothing in this way (405)
    /// or nothing of this kind (415).
    /// </summary>
    private sealed class Closed : AuthorizationHandler<Closed>, IAuthorizationRequirement
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Closed requirement)
        {
            if (context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TurfMap.App.Http.Shared;

/// <summary>Says in the API's description how callers are known, and which policies each operation asks for.</summary>
internal static class PoliciesDescription
{
    private static readonly (string Name, OpenApiSecurityScheme Scheme)[] Ways =
    [
        (
            "token",
            new()
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An access token",
            }
        ),
        (
            "basic",
            new()
            {
                Type = SecuritySchemeType.Http,
                Scheme = "basic",
                Description = "An access token as the password",
            }
        ),
        (
            "session",
            new()
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "__Host-turfmap",
                Description = $"A browser's session; changes also send the {CsrfProtection.AntiforgeryHeader} header",
            }
        ),
    ];

    public static void Add(OpenApiOptions options) =>
        options
            .AddDocumentTransformer(
                (document, _, _) =>
                {
                    // The framework names the host that the first asker said; whoever reads it knows where they asked.
                    document.Servers = [];
                    foreach (var (name, scheme) in Ways)
                        document.AddComponent(name, scheme);
                    return Task.CompletedTask;
                }
            )
            .AddOperationTransformer(
                (operation, context, _) =>
                {
                    var metadata = context.Description.ActionDescriptor.EndpointMetadata;
                    if (metadata.OfType<IAllowAnonymous>().Any())
                        return Task.CompletedTask;
                    List<string> policies = [.. metadata.OfType<IAuthorizeData>().Select(one => one.Policy!)];
                    operation.Security =
                    [
                        .. Ways.Select(way => new OpenApiSecurityRequirement
                        {
                            [new OpenApiSecuritySchemeReference(way.Name, context.Document)] = policies,
                        }),
                    ];
                    return Task.CompletedTask;
                }
            );
}

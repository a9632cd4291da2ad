using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.App.Tests.Http;
using TurfMap.App.Tests.Laws;
using TurfMap.Domain.Access;
using TurfMap.Tests;
using Route = TurfMap.App.Tests.Attacks.Route;

namespace TurfMap.App.Tests.Access;

/// <summary>Every route is asked as every role and as nobody; what answers is the table of permissions in the README.</summary>
public sealed class RouteRoleTests(RunningCity city) : IClassFixture<RunningCity>
{
    private static readonly Role?[] Askers = [null, Role.Liaison, Role.Manager, Role.Director, Role.Administrator, Role.Client];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// People ask with a session and other systems with a token that has every scope; a person's token must never open more than the
    /// session, and nothing that belongs to the browser.
    /// </summary>
    [Fact]
    public async Task The_readme_shows_what_every_route_answers_to_every_role()
    {
        var answers = new SortedDictionary<Permission, List<(string Route, string[] Cells)>>();
        foreach (var (method, path, endpoint) in Routes())
        {
            var permission = Route.PermissionOf(endpoint);
            var cells = new List<string>();
            foreach (var role in Askers)
            {
                var who = role?.ToString() ?? "nobody";
                var (session, token) =
                    role is null ? (await AskAsync(method, path, endpoint, null, false), (bool?)null)
                    : role == Role.Client ? (await AskAsync(method, path, endpoint, role, false), null)
                    : (await AskAsync(method, path, endpoint, role, true), await AskAsync(method, path, endpoint, role, false));
                // Sign-in routes are open to all and refuse what they are shown.
                if (path.StartsWith("/api/sign-in", StringComparison.Ordinal))
                    (session, token) = (true, token is null ? null : true);
                var may = permission is null
                    ? endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                    : role is { } one && Rules.May(one, permission.Value);
                var byToken = permission is null ? may : may && Scoped.Contains(permission.Value);
                Assert.True(
                    session == (role == Role.Client ? byToken : may),
                    $"{method} {path} lets {who} {(session ? "in" : "stay out")}, against the rules"
                );
                Assert.True(
                    token is null || token == byToken,
                    $"{method} {path} lets a token of {who} {(token == true ? "in" : "stay out")}, against the rules"
                );
                cells.Add(
                    !session ? "–"
                    : token == false ? "session"
                    : "yes"
                );
            }
            if (permission is { } needed)
                (answers.TryGetValue(needed, out var same) ? same : answers[needed] = []).Add(($"{method} {path}", [.. cells]));
        }
        Assert.All(answers.Values, same => Assert.All(same, route => Assert.True(route.Cells.SequenceEqual(same[0].Cells), route.Route)));
        Assert.Equal(Enum.GetValues<Permission>(), answers.Keys);

        ReadmeTable.Check(
            "permissions",
            ["permission", "allows to", "nobody", .. Askers.OfType<Role>().Select(RoleName.Of)],
            answers.Select(one => (string[])[one.Key.ToString(), Allows(one.Key), .. one.Value[0].Cells])
        );
    }

    /// <summary>What a permission is for, as its documentation says.</summary>
    private static string Allows(Permission permission)
    {
        var assembly = typeof(Permission).Assembly.Location;
        var member = $"F:{typeof(Permission).FullName}.{permission}";
        var summary = XDocument
            .Load(Path.ChangeExtension(assembly, ".xml"))
            .Descendants("member")
            .Single(one => one.Attribute("name")!.Value == member)
            .Element("summary")!;
        foreach (var code in summary.Elements("c").ToList())
            code.ReplaceWith($"`{code.Value}`");
        return string.Join(' ', summary.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_route_without_a_permission_is_one_of_the_few_that_must_be_open()
    {
        string[] open =
        [
            "/api/me",
            "/api/sign-in",
            "/api/sign-in/demo",
            "/api/sign-in/first",
            "/api/sign-in/link",
            "/api/sign-in/link/look",
            "/api/sign-in/provider",
            "/api/sign-in/provider/callback",
            "/healthz",
            "/readyz",
            "/openapi/v1.json",
        ];
        var anonymous = Routes()
            .Where(route => route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(route => route.Path);
        Assert.Equal(open.Order(StringComparer.Ordinal), anonymous.Distinct().Order(StringComparer.Ordinal));
        Assert.All(Routes().Where(route => !open.Contains(route.Path)), route => Assert.NotNull(Route.PermissionOf(route.Endpoint)));
    }

    /// <summary>What a token of an account says it may do follows the rules and no more.</summary>
    [Fact]
    public void No_scope_opens_accounts_the_audit_or_ones_own_account()
    {
        var all = Rules.Scopes.Values.SelectMany(scope => scope).ToHashSet();
        Assert.DoesNotContain(Permission.ManageAccounts, all);
        Assert.DoesNotContain(Permission.ReadAudit, all);
        Assert.DoesNotContain(Permission.OwnAccount, all);
        Assert.False(Rules.May(Role.Director, Permission.ReadCases));
        Assert.False(Rules.May(Role.Administrator, Permission.ReadCases));
        Assert.True(Rules.CasesOf(Caller(Role.Director)).IsNone && Rules.CasesOf(Caller(Role.Liaison) with { Liaison = null }).IsNone);
    }

    private static readonly HashSet<Permission> Scoped = [.. Rules.Scopes.Values.SelectMany(scope => scope)];

    private static Caller Caller(Role role) => new("a", "A", role, "L1", "t", "", [.. Rules.Scopes.Keys]);

    private IEnumerable<(string Method, string Path, RouteEndpoint Endpoint)> Routes() =>
        from endpoint in city.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let path = "/"
            + endpoint
                .RoutePattern.RawText!.Trim('/')
                .Replace("{documentName}", "v1", StringComparison.Ordinal)
                .Replace(":long}", "}", StringComparison.Ordinal)
                .Replace(":int}", "}", StringComparison.Ordinal)
        orderby path == "/api/sign-out/everywhere", path, method // it ends the tokens that the others are asked with
        select (method, path, endpoint);

    /// <summary>
    /// Asks with nothing that would be done: ids that are not there, bodies that are not understood; whether it was let in.
    /// </summary>
    private async Task<bool> AskAsync(string method, string path, RouteEndpoint endpoint, Role? role, bool bySession)
    {
        var type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0];
        var id = path.Contains("imports", StringComparison.Ordinal) ? "99999999" : "none";
        var address = path.Replace("{layer}", "none", StringComparison.Ordinal)
            .Replace("{kind}", "none", StringComparison.Ordinal)
            .Replace("{id}", id, StringComparison.Ordinal)
            .Replace("{token}", "none", StringComparison.Ordinal)
            .Replace("{z}/{x}/{y}", "1/1/1", StringComparison.Ordinal);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = city.Client.BaseAddress,
        };
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method is "POST" or "PUT")
            request.Content = new StringContent("{}", Encoding.UTF8, type is null or "*/*" ? "application/json" : type);
        if (bySession)
        {
            var accounts = new AccountService(city.App.Services.GetRequiredService<HostedCities>().All[0].Access);
            var begun = await accounts.TryBeginAsync(
                accounts.Access.Book.FindByName($"test-{role!.Value.ToString().ToLowerInvariant()}")!,
                "test",
                new Origin("", "")
            );
            request.Headers.Add("Cookie", $"turfmap={begun!.Secret}");
            request.Headers.Add("X-Antiforgery", Secrets.Antiforgery(begun.Secret));
        }
        else if (role is { } one)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TestAccess.TokenOf(one));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.True((int)answer.StatusCode < 500, $"{method} {path} answers {(int)answer.StatusCode} to {role?.ToString() ?? "nobody"}");
        return answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using TurfMap.Tests;

namespace TurfMap.App.Tests.SignIn;

/// <summary>
/// A real identity provider, Debian's glewlwyd, as a process of its own on this machine, with a person and this program in its books.
/// </summary>
public sealed class Glewlwyd : IAsyncLifetime
{
    internal const string ClientId = "turfmap",
        Secret = "the-secret-of-this-program",
        Person = "pat",
        Password = "a long password",
        Email = "pat@city.example";
    internal static readonly Uri Callback = new("https://map.city.example/sign-in/answer");

    private const string Program = "/usr/bin/glewlwyd",
        Tables = "/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-idp-").FullName;
    private readonly int port = FreePort();
    private Process? process;

    internal string Issuer => $"{Root}api/oidc";

    private Uri Root => new($"http://127.0.0.1:{port}/");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program) || !File.Exists("/usr/bin/sqlite3"))
            return;
        Assert.Equal(0, (await Tools.RunAsync("/usr/bin/sqlite3", Path.Combine(folder, "db"), $".read {Tables}")).Code);
        var settings = Path.Combine(folder, "glewlwyd.conf");
        await File.WriteAllTextAsync(settings, Settings());
        process = Process.Start(new ProcessStartInfo(Program, [$"--config-file={settings}"]) { WorkingDirectory = folder })!;
        using var administrator = Browser();
        await ListensAsync(administrator);
        await DoAsync(administrator, HttpMethod.Post, "api/auth/", new { username = "admin", password = "password" });
        await DescribeAsync(administrator);
    }

    /// <summary>Skips the test, or fails it in CI, without the package.</summary>
    internal static void Need()
    {
        Tools.Need(Program, "glewlwyd");
        Tools.Need("/usr/bin/sqlite3", "sqlite3");
    }

    /// <summary>What a person does in a browser at the provider: signs in, agrees, and is sent back with an answer.</summary>
    internal async Task<Uri> SignInAsync(Uri address)
    {
        using var browser = Browser();
        using var asked = await browser.GetAsync(address);
        Assert.Contains("/login.html?", asked.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        await DoAsync(browser, HttpMethod.Post, "api/auth/", new { username = Person, password = Password });
        await DoAsync(browser, HttpMethod.Put, $"api/auth/grant/{ClientId}", new { scope = "openid" });
        using var answered = await browser.GetAsync(new Uri($"{address}&g_continue"));
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        return answered.Headers.Location!;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task DescribeAsync(HttpClient administrator)
    {
        using var key = RSA.Create(2048);
        await DoAsync(
            administrator,
            HttpMethod.Post,
            "api/mod/plugin/",
            new
            {
                module = "oidc",
                name = "oidc",
                display_name = "oidc",
                parameters = new Dictionary<string, object>
                {
                    ["iss"] = Issuer,
                    ["jwt-type"] = "rsa",
                    ["jwt-key-size"] = "256",
                    ["key"] = key.ExportPkcs8PrivateKeyPem(),
                    ["cert"] = key.ExportSubjectPublicKeyInfoPem(),
                    ["access-token-duration"] = 3600,
                    ["refresh-token-duration"] = 3600,
                    ["code-duration"] = 600,
                    ["refresh-token-rolling"] = false,
                    ["allow-non-oidc"] = false,
                    ["auth-type-code-enabled"] = true,
                    ["auth-type-token-enabled"] = false,
                    ["auth-type-id-token-enabled"] = true,
                    ["auth-type-refresh-enabled"] = false,
                    ["pkce-allowed"] = true,
                    ["pkce-required"] = true,
                    ["jwks-show"] = true,
                    ["name-claim"] = "mandatory",
                    ["email-claim"] = "mandatory",
                    ["subject-type"] = "public",
                },
            }
        );
        await DoAsync(
            administrator,
            HttpMethod.Post,
            "api/user/",
            new
            {
                username = Person,
                name = "Pat Moss",
                email = Email,
                password = Password,
                scope = new[] { "openid" },
                enabled = true,
            }
        );
        await DoAsync(
            administrator,
            HttpMethod.Post,
            "api/client/",
            new
            {
                client_id = ClientId,
                name = "TurfMap",
                enabled = true,
                confidential = true,
                password = Secret,
                client_secret = Secret,
                redirect_uri = new[] { Callback.AbsoluteUri },
                authorization_type = new[] { "code" },
                token_endpoint_auth_method = new[] { "client_secret_basic" },
                scope = Array.Empty<string>(),
            }
        );
    }

    private static async Task DoAsync(HttpClient client, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task ListensAsync(HttpClient client)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(50))
        {
            Assert.False(process!.HasExited, "glewlwyd ended before it listened.");
            try
            {
                using var answer = await client.GetAsync("config");
                return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
        }
        Assert.Fail("glewlwyd did not listen.");
    }

    private HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = Root };

    private string Settings() =>
        $$"""
            port={{port}}
            bind_address="127.0.0.1"
            external_url="http://127.0.0.1:{{port}}"
            login_url="login.html"
            api_prefix="api"
            log_mode="file"
            log_level="ERROR"
            log_file="{{folder}}/log"
            cookie_domain="127.0.0.1"
            cookie_secure=0
            session_key="GLEWLWYD2_SESSION_ID"
            admin_scope="g_admin"
            profile_scope="g_profile"
            user_module_path="/usr/lib/glewlwyd/user"
            client_module_path="/usr/lib/glewlwyd/client"
            user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
            plugin_module_path="/usr/lib/glewlwyd/plugin"
            hash_algorithm="SHA512"
            database = { type = "sqlite3"; path = "{{folder}}/db"; };
            """;

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

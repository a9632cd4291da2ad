using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.App.Tests.Attacks;
using TurfMap.App.Tests.Cities;
using TurfMap.Domain.Access;
using TurfMap.Storage;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Programs;

/// <summary>What an operator hears of the real program: metrics, traces and logs; and what nobody may hear in them.</summary>
public sealed class TelemetryTests(PostgresForTests postgres) : IAsyncLifetime
{
    /// <summary>Stands for whatever is somebody's own; a word that no program writes by itself.</summary>
    private const string Canary = "zyxcanary4711";

    private const string Password = "nine grapes over quiet hills";

    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-telemetry-").FullName;

    private string Temp => Path.Combine(folder, "temp");

    private string File => Path.Combine(folder, "city.gpkg");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => new(FillAsync(File));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nothing_is_measured_or_answered_until_it_is_set()
    {
        await using var program = await ServeAsync(File, []);

        Assert.Equal(HttpStatusCode.NotFound, (await program.Client.GetAsync("/metrics", Cancel)).StatusCode);
        Assert.DoesNotContain("Metrics", program.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prometheus_finds_metrics_at_their_own_address_and_nothing_else_is_there()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        await using var program = await ServeAsync(File, new() { ["TURFMAP_METRICS"] = address });
        using var operators = new HttpClient { BaseAddress = new Uri(address) };
        await program.Client.GetStringAsync("/api/who?lon=-73.5&lat=40.5", Cancel);
        await ImportAsync(program, "partners", "partners.csv", "id,name,kind\nP1,Aid,other\n,Nobody,other\n");

        var metrics = await operators.GetStringAsync("/metrics", Cancel);
        Assert.All(
            [
                "http_server_request_duration_seconds_count{",
                "http_route=\"/api/who\"",
                "kestrel_active_connections",
                "aspnetcore_rate_limiting_",
                "dotnet_gc_",
                "turfmap_cities{",
                "turfmap_city_change",
                "turfmap_city_read_duration_seconds_count",
                "turfmap_jobs{",
                "turfmap_import_rows_total{",
            ],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal)
        );
        Assert.Matches("turfmap_cities\\{[^}]*turfmap_city_state=\"ready\"[^}]*\\} 1\\s", metrics);
        Assert.Matches("turfmap_import_rows_total\\{[^}]*turfmap_import_result=\"taken\"[^}]*\\} 1\\s", metrics);
        Assert.Matches("turfmap_import_rows_total\\{[^}]*turfmap_import_result=\"left_out\"[^}]*\\} 1\\s", metrics);
        Assert.Contains($"Metrics for Prometheus are at {address}/metrics.", program.Said(), StringComparison.Ordinal);

        foreach (var path in new[] { "/", "/healthz", "/api/who?lon=-73.5&lat=40.5", "/openapi/v1.json" })
            Assert.Equal(HttpStatusCode.NotFound, (await operators.GetAsync(path, Cancel)).StatusCode);
        foreach (var role in Enum.GetValues<Role>())
            using (var client = new HttpClient { BaseAddress = program.Client.BaseAddress }.As(role))
                Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/metrics", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_collector_is_sent_metrics_and_traces_only_when_they_are_wanted(bool traces)
    {
        await using var collector = await Collector.StartAsync();
        var settings = collector.Settings;
        if (traces)
            settings["TURFMAP_TRACES"] = "true";
        await using var program = await ServeAsync(File, settings);

        await program.Client.GetStringAsync("/api/who?lon=-73.5&lat=40.5", Cancel);

        foreach (var name in (string[])["turfmap.cities", "http.server.request.duration"])
            await program.AwaitAsync(() => Task.FromResult(collector.Metrics.Contains(name, StringComparison.Ordinal)), $"sending {name}");
        if (traces)
            await program.AwaitAsync(
                () => Task.FromResult(collector.Traces.Contains("GET /api/who", StringComparison.Ordinal)),
                "sending traces"
            );
        await program.AskToStopAsync();
        await program.EndedAsync();
        Assert.Equal(traces, collector.Traces.Length > 0);
        Assert.Equal(0, program.ExitCode);
    }

    [Theory]
    [InlineData("TURFMAP_TRACES", "true", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("TURFMAP_METRICS", "9464", "http://127.0.0.1:9464")]
    [InlineData("TURFMAP_LOG", "xml", "text, json")]
    public void A_setting_that_cannot_be_is_refused_with_what_to_write(string name, string value, string advice)
    {
        var refused = Assert.Throws<Domain.Changes.RefusedException>(() =>
        {
            using var store = CityStore.Open(File, TimeProvider.System);
            _ = Composition.Build(TurfMapOptions.Read(new Dictionary<string, string> { [name] = value }), store, TimeProvider.System);
        });

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(advice, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_for_metrics_that_is_taken_stops_the_start_with_a_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var store = CityStore.Open(File, TimeProvider.System);
        await using var app = Composition.Build(
            new TurfMapOptions
            {
                Urls = "http://127.0.0.1:0",
                TempFolder = Temp,
                Metrics = $"http://{other.LocalEndpoint}",
            },
            store,
            TimeProvider.System
        );

        var refused = await Assert.ThrowsAsync<Domain.Changes.RefusedException>(() => app.StartAsync(Cancel));

        Assert.Contains("TURFMAP_METRICS", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_are_lines_of_json_when_that_is_set()
    {
        await using var program = await ServeAsync(File, new() { ["TURFMAP_LOG"] = "json" });
        await program.AskToStopAsync();
        await program.EndedAsync();

        var lines = program
            .Said()
            .Split('\n')
            .Where(line => line.StartsWith('{'))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        Assert.Contains(
            lines,
            line => line.GetProperty("EventId").GetInt32() == 1 && line.GetProperty("State").TryGetProperty("Layers", out _)
        );
        Assert.DoesNotContain("info:", program.Said(), StringComparison.Ordinal);
    }

    /// <summary>A word of somebody's own, in every place that takes one, comes out in no metric, no trace and no line of the log.</summary>
    [Theory]
    [InlineData(false, "text")]
    [InlineData(true, "json")]
    public async Task What_people_enter_is_in_no_metric_trace_or_log(bool inDatabase, string log)
    {
        var database = inDatabase ? postgres.Cluster.CreateDatabase() : null;
        var store = database is null ? File : postgres.Cluster.Connection(database);
        if (inDatabase)
            await FillAsync(store);
        await using var collector = await Collector.StartAsync();
        var metrics = $"http://127.0.0.1:{FreePort()}";
        await using var program = await ServeAsync(
            store,
            new(collector.Settings)
            {
                ["TURFMAP_TRACES"] = "true",
                ["TURFMAP_METRICS"] = metrics,
                ["TURFMAP_LOG"] = log,
            }
        );

        await EnterEverywhereAsync(program);
        var entered = await program.Client.GetStringAsync($"/api/partners", Cancel);
        Assert.Contains(Canary, entered, StringComparison.Ordinal);

        // A value that no program of ours wrote: the error that comes of it quotes it.
        const string Damage = $"UPDATE setting SET value = '{Canary}' WHERE key = 'version'";
        if (database is not null)
            postgres.Cluster.Execute(Damage, database);
        else
            Run(File, Damage);
        await program.AwaitAsync(
            () => Task.FromResult(program.Said().Contains("The store could not be read", StringComparison.Ordinal)),
            "hit by the damage"
        );
        await ImportAsync(program, "partners", "partners.csv", "id,name,kind\nP2,Aid,other\n", mayFail: true);
        await program.AwaitAsync(
            () => Task.FromResult(collector.Traces.Contains("PUT /api/partners/{id}", StringComparison.Ordinal)),
            "sending traces"
        );
        using var operators = new HttpClient();
        var scraped = await operators.GetStringAsync(metrics + "/metrics", Cancel);
        await program.AskToStopAsync();
        await program.EndedAsync();

        Assert.Contains("/api/search", collector.Traces, StringComparison.Ordinal);
        if (inDatabase)
        {
            Assert.Contains("postgresql", collector.Traces, StringComparison.Ordinal);
            Assert.Contains("db_client_", scraped, StringComparison.Ordinal);
        }
        Absent(program.Said(), "the log");
        Absent(scraped, "the metrics");
        Absent(collector.Metrics, "the metrics that were sent");
        Absent(collector.Traces, "the traces");
    }

    private static async Task EnterEverywhereAsync(RunningProgram program)
    {
        var address = program.Client.BaseAddress!;
        using var visitor = new Visitor(address, 1);
        using var manager = new HttpClient { BaseAddress = address }.As(Role.Manager);
        foreach (
            var path in new[]
            {
                $"/api/who?lon={Canary}&lat=40.5",
                $"/api/who?lon=-73.5&lat=40.5&at={Canary}",
                $"/api/search?q={Canary}",
                $"/{Canary}",
                $"/{Canary}.html?{Canary}",
                $"/api/{Canary}?name={Canary}",
                $"/api/cases?kind={Canary}&{Canary}=1",
                $"/api/cases/{Canary}",
                $"/api/cases/{Canary}%20Street",
                $"/api/partners/{Canary}",
                $"/api/liaisons/{Canary}",
                $"/api/layers/{Canary}/areas",
                $"/api/jobs/{Canary}",
                $"/api/sign-in/provider/callback?code={Canary}&state={Canary}",
                $"/tiles/{Canary}/1/1/1.mvt",
            }
        )
        {
            using var answer = await manager.GetAsync(path, Cancel);
            using var stranger = await visitor.GetAsync(
                path,
                ("User-Agent", Canary),
                ("Referer", $"http://{Canary}/{Canary}"),
                ("X-Forwarded-For", Canary),
                ("X-Forwarded-Host", Canary),
                ("Cookie", $"turfmap={Canary}; {Canary}={Canary}"),
                ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                ("tracestate", $"a={Canary}"),
                ("baggage", $"name={Canary}"),
                ("Turfmap-Change", Canary)
            );
        }
        using (await visitor.GetAsync("/api/cases", ("Authorization", $"Bearer tm_{Canary}")))
        using (
            await visitor.GetAsync(
                "/api/cases",
                ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Canary}:{Canary}"))}")
            )
        )
        using (await visitor.GetAsync("/api/me", ("Host", $"{Canary}.example")))
        using (await visitor.AskAsync(Canary.ToUpperInvariant(), "/api/me", null))
        using (await visitor.TrySignInAsync(Canary, Canary, Canary))
        using (await visitor.SendAsync("POST", "/api/sign-in", $"{{\"name\": {Canary}"))
        using (await visitor.SendAsync("POST", "/api/sign-in/link", new { code = Canary, password = Canary })) { }

        await visitor.SignInAsync("keeper", Password);
        var made = await visitor.SendAsync(
            "POST",
            "/api/accounts",
            new
            {
                name = $"{Canary}@example.org",
                displayName = Canary,
                role = "manager",
            }
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(
            HttpStatusCode.Created,
            (await visitor.SendAsync("POST", "/api/views", new { name = Canary, link = $"?q={Canary}" })).StatusCode
        );

        await ImportAsync(
            program,
            "cases",
            $"{Canary}.csv",
            $"id,kind,status,opened,lon,lat,address,reporter\n{Canary},{Canary},open,2025-03-04,-73.5,40.5,{Canary} Street 4,{Canary}\n"
                + $"2,noise,open,{Canary},{Canary},40.5,{Canary},{Canary}\n"
        );
        await ImportAsync(program, "liaisons", $"{Canary}.csv", $"id,name,email,phone\nL1,{Canary},{Canary}@example.org,{Canary}\n");
        await ImportAsync(program, "partners", $"{Canary}.csv", $"id,name,kind,address\nP1,{Canary},other,{Canary} Street\n");
        await ImportAsync(program, "events", $"{Canary}.csv", $"id,kind,name,starts\n{Canary},{Canary},{Canary},{Canary}\n", mayFail: true);
        await ImportAsync(program, Canary, $"{Canary}.csv", $"{Canary}\n", mayFail: true);
        using var job = await program.Client.PostAsync(
            "/api/assign/jobs",
            new MultipartFormDataContent
            {
                { new StringContent($"id,{Canary},lon,lat\n{Canary},{Canary},-73.5,40.5\n"), "file", $"{Canary}.csv" },
            },
            Cancel
        );
        Assert.True(job.IsSuccessStatusCode, await job.Content.ReadAsStringAsync(Cancel));
        using var change = new HttpRequestMessage(HttpMethod.Put, "/api/partners/P9")
        {
            Content = JsonContent.Create(
                new
                {
                    name = Canary,
                    kind = "other",
                    address = Canary,
                }
            ),
        };
        change.Headers.Add("Idempotency-Key", Canary);
        change.Headers.TryAddWithoutValidation("If-None-Match", "*");
        using var changed = await program.Client.SendAsync(change, Cancel);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync(Cancel));
    }

    private static void Absent(string text, string where)
    {
        var at = text.IndexOf(Canary, StringComparison.OrdinalIgnoreCase);
        Assert.True(at < 0, $"In {where}: {(at < 0 ? "" : text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 100)])}");
    }

    private static async Task ImportAsync(RunningProgram program, string kind, string file, string text, bool mayFail = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/imports/{kind}")
        {
            Content = new MultipartFormDataContent { { new StringContent(text, new MediaTypeHeaderValue("text/csv")), "file", file } },
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await program.Client.SendAsync(request, Cancel);
        Assert.True(mayFail || answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task FillAsync(string at)
    {
        using var store = CityStore.Open(at, TimeProvider.System);
        await CityFolder.ImportAsync(
            store,
            SmallCity.Write(Path.Combine(folder, "alder"), "Alder", -74),
            isSample: false,
            TimeProvider.System,
            (_, _) => { },
            CancellationToken.None
        );
        await TestAccess.SeedAsync(store);
        var now = DateTimeOffset.UtcNow;
        var keeper = AccountAdministration.New("keeper", null, Role.Administrator, null, now);
        keeper = keeper with { PasswordHash = new PasswordHasher<Account>().HashPassword(keeper, Password) };
        await store.Access.TrySaveAccessAsync(
            new() { Account = keeper, Audit = [new(now, "", "Tests", "", "", "account", "keeper")] },
            CancellationToken.None
        );
    }

    private Task<RunningProgram> ServeAsync(string store, Dictionary<string, string> settings) =>
        RunningProgram.ServeAsync(Temp, settings, "--demo", "false", "--store", store);

    private static void Run(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Hosting;
using TurfMap.App.Hosting.Jobs;

namespace TurfMap.App.Tests.Http;

public sealed class AssignRoutesTests(RunningCity city) : IClassFixture<RunningCity>
{
    private const string Three = "id,lon,lat\n1,-72.52,39.46\n2,,\n3,10,50\n";

    private static StringContent Csv(string text) => new(text, Encoding.UTF8, "text/csv");

    [Fact]
    public async Task A_file_comes_back_with_its_districts_turf_and_liaison()
    {
        var answer = await city.Client.PostAsync("/api/assign", Csv(Three));

        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("id,lon,lat,boroughs,boroughs_margin_m,boroughs_status,wards,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",turf,liaison", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("1,-72.52,39.46,1,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",no_coordinates,", lines[2], StringComparison.Ordinal);
        Assert.Contains(",outside,", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_and_a_packed_file_are_taken_too()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(Three));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(packed.ToArray()), "file", "points.csv.gz" } };

        Assert.Equal(
            await (await city.Client.PostAsync("/api/assign?layers=wards", Csv(Three))).Content.ReadAsStringAsync(),
            await (await city.Client.PostAsync("/api/assign?layers=wards", form)).Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task The_columns_are_guessed_and_explained()
    {
        var answer = await city.Client.PostAsync("/api/assign/guess", Csv("Name;Latitude;Longitude\nA;39.46;-72.52\n"));

        var guess = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(
            (";", "Longitude", "Latitude"),
            (
                guess.GetProperty("delimiter").GetString(),
                guess.GetProperty("mapping").GetProperty("lon").GetString(),
                guess.GetProperty("mapping").GetProperty("lat").GetString()
            )
        );
    }

    [Fact]
    public async Task A_job_tells_its_progress_and_keeps_its_result()
    {
        var text =
            "id,lon,lat\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => i % 100 == 0 ? $"{i},,\n" : $"{i},-72.52,39.46\n"));
        var started = await city.Client.PostAsync("/api/assign/jobs?layers=wards,turf", Csv(text));
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);

        var events = await city.Client.GetStringAsync(started.Headers.Location + "/events");
        var summary = await city.Client.JsonAsync(started.Headers.Location + "/summary");
        var result = await city.Client.GetStringAsync(started.Headers.Location + "/result");
        var points = await city.Client.GetByteArrayAsync(started.Headers.Location + "/points?layer=wards");

        Assert.EndsWith("event: done", events[..events.LastIndexOf("\ndata:", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Equal(
            (40_000, 39_600, 400),
            (
                summary.GetProperty("rows").GetInt64(),
                summary.GetProperty("placed").GetInt64(),
                summary.GetProperty("noCoordinates").GetInt64()
            )
        );
        Assert.Equal(
            (400, 2),
            (summary.GetProperty("unplaced").GetArrayLength(), summary.GetProperty("unplaced")[0].GetProperty("line").GetInt64())
        );
        Assert.Equal(40_001, result.Count(letter => letter == '\n'));
        Assert.Equal(39_600, BitConverter.ToInt32(points));
    }

    [Fact]
    public async Task A_job_can_be_stopped()
    {
        var text = "id,lon,lat\n" + string.Concat(Enumerable.Repeat("1,-72.52,39.46\n", 500_000));
        var started = await city.Client.PostAsync("/api/assign/jobs", Csv(text));
        Assert.Equal(HttpStatusCode.NoContent, (await city.Client.DeleteAsync(started.Headers.Location)).StatusCode);

        var events = await city.Client.GetStringAsync(started.Headers.Location + "/events");

        Assert.Contains("event: cancelled", events, StringComparison.Ordinal);
        await (await city.Client.GetAsync(started.Headers.Location + "/result")).ProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task When_too_many_files_wait_the_next_is_asked_to_come_again()
    {
        var jobs = city.App.Services.GetRequiredService<HostedCities>().All[0].Jobs;
        var first = await city.Client.PostAsync(
            "/api/assign/jobs",
            Csv("id,lon,lat\n" + string.Concat(Enumerable.Repeat("1,-72.52,39.46\n", 1_200_000)))
        );
        var waiting = Enumerable
            .Range(0, JobBoard.MostWaiting)
            .Select(number =>
            {
                var id = JobFiles.NewId();
                File.WriteAllText(jobs.Files.Upload(id), Three);
                return jobs.Add(
                    id,
                    "points.csv",
                    new(null, null, null, null, null, null, null, null, null, null, null),
                    $"account {number}"
                );
            })
            .ToList();

        var answer = await city.Client.PostAsync("/api/assign/jobs", Csv(Three));

        Assert.Contains("100 files wait", await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(30), answer.Headers.RetryAfter?.Delta);
        waiting.ForEach(jobs.Cancel);
        await city.Client.DeleteAsync(first.Headers.Location);
        Assert.Equal(HttpStatusCode.Accepted, (await city.Client.PostAsync("/api/assign/jobs", Csv(Three))).StatusCode);
    }

    [Theory]
    [InlineData("", "", HttpStatusCode.BadRequest, "empty")]
    [InlineData("a,b\n1,2\n", "", HttpStatusCode.BadRequest, "No column with coordinates")]
    [InlineData(Three, "?lon=x&lat=lat", HttpStatusCode.BadRequest, "has no column \"x\"")]
    [InlineData(Three, "?layers=nope", HttpStatusCode.NotFound, "There is no layer")]
    [InlineData(Three, "?positionError=-1", HttpStatusCode.BadRequest, "positionError")]
    [InlineData("id,x,y\n1,980000,200000\n2,980001,200001\n", "?x=x&y=y", HttpStatusCode.BadRequest, "of which system")]
    [InlineData(Three, "?x=lon&y=lat&crs=EPSG:1", HttpStatusCode.BadRequest, "EPSG:1")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[]}", "", (HttpStatusCode)422, "CSV")]
    public async Task What_cannot_be_placed_gets_a_sentence(string body, string query, HttpStatusCode status, string sentence) =>
        Assert.Contains(
            sentence,
            await (await city.Client.PostAsync("/api/assign" + query, Csv(body))).ProblemAsync(status),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_file_that_is_too_large_gets_a_sentence()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/assign") { Content = new ByteArrayContent(new byte[21_000_000]) };
        request.Headers.ExpectContinue = true;

        await (await city.Client.SendAsync(request)).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_result_that_is_out_of_all_proportion_to_what_was_sent_is_refused_with_a_sentence()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes("lon,lat\n" + string.Concat(Enumerable.Repeat("-72.52,39.46\n", 800_000))));
        Assert.True(packed.Length < 50_000, $"{packed.Length:N0} bytes");

        var started = await city.Client.PostAsync("/api/assign/jobs", new ByteArrayContent(packed.ToArray()));
        var job = started.Headers.Location!.ToString();
        await city.Client.GetStringAsync(job + "/events");

        var shown = await city.Client.JsonAsync(job);
        Assert.Equal("failed", shown.GetProperty("state").GetString());
        Assert.Contains("50 times what was sent", shown.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_file_that_unpacks_without_end_is_refused_and_the_service_lives()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write("lon,lat\n"u8);
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 3000; i++)
                gzip.Write(zeros);
        }

        var answer = await city.Client.PostAsync("/api/assign", new ByteArrayContent(packed.ToArray()));

        await answer.ProblemAsync((HttpStatusCode)422);
        Assert.Equal(HttpStatusCode.OK, (await city.Client.GetAsync("/healthz")).StatusCode);
    }
}

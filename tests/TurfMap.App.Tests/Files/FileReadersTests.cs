using NetTopologySuite.IO;
using TurfMap.App.Files;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Tests;
using TurfMap.Tests.Files;

namespace TurfMap.App.Tests.Files;

/// <summary>A process of its own reads a file as this program does: same content, same report, same refusals.</summary>
public sealed class FileReadersTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-readers-").FullName;
    private readonly FileReaders readers = new(new(1L << 30, TimeSpan.FromSeconds(300), 1L << 30), _ => { });

    public void Dispose()
    {
        Assert.Empty(readers.Running);
        readers.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("data", "nyc", "dwillis_city_council.geojson.gz")]
    [InlineData("data", "nyc", "election_districts.topojson.gz")]
    [InlineData("data", "other", "ks_ellis_county_block.gpkg")]
    [InlineData("data", "nyc", "nta_2010_2263/nta_2010_2263.shp")]
    public async Task A_layer_is_the_same_as_read_here(params string[] parts)
    {
        var path = RealData.Path([.. parts[..^1], .. parts[^1].Split('/')]);
        var options = new LayerFileOptions(Path.GetFileName(path)) { SkipsCoverageCheck = false };
        var (here, there) = (new ImportReport(), new ImportReport());
        var cancel = TestContext.Current.CancellationToken;
        using var features = InputFiles.OpenFeatures(path);
        var expected = new LayerFile(options, here).Read(features, null, cancel);
        using var layer = new LayerProcess(readers, path, null);

        var read = await layer.ReadAsync(options, there, null, cancel);

        Same(here, there);
        Assert.Equal(expected.Areas.Select(Text), read.Areas.Select(Text));
        Assert.Equal(expected.Lines.Count, read.Lines.Count);
    }

    [Fact]
    public async Task Streets_are_the_same_as_read_here()
    {
        var path = RealData.Path("data", "nyc", "open_streets_2022.geojson.gz");
        var options = new LayerFileOptions(Path.GetFileName(path)) { SkipsCoverageCheck = true, MayBeLines = true };
        var (here, there) = (new ImportReport(), new ImportReport());
        var cancel = TestContext.Current.CancellationToken;
        using var features = InputFiles.OpenFeatures(path);
        var expected = new LayerFile(options, here).Read(features, null, cancel);
        using var layer = new LayerProcess(readers, path, null);

        var read = await layer.ReadAsync(options, there, null, cancel);

        Same(here, there);
        Assert.NotEmpty(read.Lines);
        Assert.Equal(expected.Lines.Select(Text), read.Lines.Select(Text));
    }

    public static TheoryData<string, string> Rows =>
        new()
        {
            {
                "points.geojson",
                """
                    {"type":"FeatureCollection","features":[
                    {"type":"Feature","id":"a","properties":{"id":1,"name":" Ana ","tags":["x","y"],"deep":{"a":1},"off":null,
                    "yes":true,"r":1.50},
                     "geometry":{"type":"Point","coordinates":[-72.5,39.5]}},
                    {"type":"Feature","id":7,"properties":{"id":2,"name":"","deep":[{"b":[1]}]},"geometry":null},
                    {"type":"Feature","properties":{"id":3},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}}]}
                    """
            },
            { "requests.json", """{"requests":[{"id":"1","lat":"39.5","lon":"-72.5"},{"id":"2","more":[1,2]}]}""" },
            { "cut-off.geojson", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":1},"geometry":null},""" },
            { "late-system.geojson", LateSystem },
        };

    private const string LateSystem = """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":1},"geometry":{"type":"Point","coordinates":[1,2]}}],
        "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2263"}}}
        """;

    [Theory, MemberData(nameof(Rows))]
    public async Task Rows_are_the_same_as_read_here(string name, string content)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        await SameRowsAsync(path);
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("data", "dc", "partners", "libraries.geojson.gz")]
    [InlineData("data", "other", "ks_ellis_county_block.gpkg")]
    public async Task Rows_of_real_files_are_the_same_as_read_here(params string[] parts)
    {
        var copy = Path.Combine(folder, parts[^1]);
        File.Copy(RealData.Path(parts), copy);
        await SameRowsAsync(copy);
    }

    [Fact]
    public async Task A_file_waits_for_its_turn_and_may_be_called_off_meanwhile()
    {
        var path = Path.Combine(folder, "slow.geojson");
        await File.WriteAllTextAsync(path, HostileFile.CrossingRectangles(600), TestContext.Current.CancellationToken);
        using var one = new FileReaders(new(1L << 30, TimeSpan.FromSeconds(300), 1L << 30) { AtOnce = 1 }, _ => { });
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var slow = Read(first.Token);
        await Eventually.IsAsync(() => one.Running.Count == 1);
        var waiting = Read(second.Token);
        await second.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Single(one.Running);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
        Assert.Empty(one.Running);

        Task<LayerContent> Read(CancellationToken cancel) =>
            new LayerProcess(one, path, null).ReadAsync(new("slow.geojson", "code"), new(), null, cancel);
    }

    [Fact]
    public async Task Slow_files_of_one_sender_leave_a_place_to_another()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (slow, quick) = (Path.Combine(folder, "slow.geojson"), Path.Combine(folder, "quick.geojson"));
        await File.WriteAllTextAsync(slow, HostileFile.CrossingRectangles(600), cancel);
        await File.WriteAllTextAsync(quick, HostileFile.CrossingRectangles(1), cancel);
        using var two = new FileReaders(new(1L << 30, TimeSpan.FromSeconds(300), 1L << 30) { AtOnce = 2 }, _ => { });
        using var leave = new CancellationTokenSource();
        Task<LayerContent>[] ofOne = [Read(slow, "one", leave.Token), Read(slow, "one", leave.Token)];
        await Eventually.IsAsync(() => two.Running.Count == 1);

        var ofAnother = await Read(quick, "another", cancel).WaitAsync(TimeSpan.FromMinutes(2), cancel);

        Assert.Equal(1, ofAnother.Count);
        Assert.All(ofOne, reading => Assert.False(reading.IsCompleted));
        await leave.CancelAsync();
        foreach (var reading in ofOne)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        Task<LayerContent> Read(string path, string sender, CancellationToken until) =>
            new LayerProcess(two, path, null, sender).ReadAsync(new(Path.GetFileName(path), "code"), new(), null, until);
    }

    /// <summary>The other end is believed in nothing: whatever it says is a frame, or the end of the reading.</summary>
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Bytes_that_are_no_frames_are_told_and_nothing_else_happens(int seed)
    {
        var random = new Random(seed);
        var whole = new MemoryStream();
        var frames = new FrameWriter(whole);
        frames.Begin(FrameKind.Area).Text("1").Text("North").Bytes([1, 2, 3]).Small(1).Text("a").Value(1.5).End();
        frames.Begin(FrameKind.Remark).Small(1).Text("A sentence.").Number(3L).Text(null).End();
        frames.Begin(FrameKind.Counts).Number(3L).Number(2L).Number(1L).Number(1L).End();
        for (var round = 0; round < 2000; round++)
        {
            var bytes = whole.ToArray();
            for (var i = 0; i < 1 + round % 5; i++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var reader = new FrameReader(new MemoryStream(round % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                while (reader.Next())
                    _ = reader.Kind switch
                    {
                        FrameKind.Area => (object)LayerFrames.Area(reader, []),
                        FrameKind.Line => LayerFrames.Line(reader),
                        FrameKind.Refusal => RefusalFrame.Read(reader),
                        FrameKind.Remark => Told(reader, LayerFrames.Remark),
                        _ => Told(reader, LayerFrames.Counts),
                    };
            }
            catch (InvalidDataException)
            {
                // As it should be.
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }

        static ImportReport Told(FrameReader frame, Action<FrameReader, ImportReport> tell)
        {
            var report = new ImportReport();
            tell(frame, report);
            return report;
        }
    }

    private async Task SameRowsAsync(string path)
    {
        var name = Path.GetFileName(path);
        var cancel = TestContext.Current.CancellationToken;
        using var here = InputFiles.OpenRows(path, null, cancel);
        using var there = new TableProcess(readers, new(path, name));

        var (expected, read) = (await LinesAsync(here), await LinesAsync(there));

        Assert.Equal(expected, read);
        Assert.NotEmpty(expected);
    }

    /// <summary>All that an import can see of a table, as lines; a refusal is the last one.</summary>
    private static async Task<List<string>> LinesAsync(ITableSource table)
    {
        var lines = new List<string>();
        try
        {
            await table.PrepareAsync(TestContext.Current.CancellationToken);
            lines.Add($"{table.HasShapes} {string.Join(" | ", table.Header)}");
            while (table.Read())
                lines.Add(
                    $"{table.Row} {table.Line} {table.Place} {table.PlaceProblem} "
                        + string.Join(" | ", table.Header.Select((_, column) => table.Text(column) is { Length: > 0 } text ? text : "-"))
                );
            lines.AddRange(table.Notes.Select(note => note.ToString()));
        }
        catch (Exception refused) when (refused is Domain.Changes.RefusedException or Formats.UnreadableException)
        {
            lines.Add(refused.Message);
        }
        return lines;
    }

    private static void Same(ImportReport here, ImportReport there)
    {
        Assert.Equal(
            (here.Rows, here.Taken, here.ProblemCount, here.RemarkCount),
            (there.Rows, there.Taken, there.ProblemCount, there.RemarkCount)
        );
        Assert.Equal(here.Problems, there.Problems);
    }

    private static string Text(Area area) =>
        $"{area.Code} {area.Name} {string.Join(";", area.Attributes.Select(one => $"{one.Key}={one.Value}:{one.Value?.GetType().Name}"))} "
        + Convert.ToHexString(new WKBWriter().Write(area.Geometry));

    private static string Text(MapLine line) => $"{line.Name} {line.Rank} {Convert.ToHexString(new WKBWriter().Write(line.Geometry))}";
}

using System.Text;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;

namespace TurfMap.Domain.Tests.Geography;

public sealed class AssignFileTests
{
    private static readonly PlacingLayer Units = GridCity
        .Layer("units", LayerUse.Units, new(GridCity.Start, null), GridCity.Squares(4, 2))
        .Placing;

    private static async Task<(string[] Lines, AssignSummary Summary)> RunAsync(
        string text,
        PointColumns? columns = null,
        PlacingOptions? placing = null,
        IReadOnlyList<DerivedColumn>? derived = null,
        PlacingLayer? layer = null,
        PointSample? sample = null
    )
    {
        using var csv = GridCity.Csv(text);
        var (found, crs) = (columns ?? new()).Resolve(csv);
        var output = new MemoryStream();
        var summary = await AssignFile.RunAsync(
            csv,
            new(found, crs, [layer ?? Units], derived ?? [], placing ?? new()),
            output,
            sample,
            cancel: TestContext.Current.CancellationToken
        );
        return (Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries), summary);
    }

    [Fact]
    public async Task Rows_come_back_as_they_stood_with_the_answers_behind()
    {
        var (lines, summary) = await RunAsync("id,note,lon,lat\n7,\"a, \"\"b\"\"\",-72.995,40.005\n");

        Assert.Equal("id,note,lon,lat,units,units_margin_m,units_status", lines[0]);
        Assert.StartsWith("7,\"a, \"\"b\"\"\",-72.995,40.005,1,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",inside", lines[1], StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), (summary.Rows, summary.PlacedInAll, summary.UnplacedCount));
    }

    [Theory]
    [InlineData(",", "no_coordinates")]
    [InlineData("NULL,NULL", "no_coordinates")]
    [InlineData("0,0", "bad_coordinates")]
    [InlineData("NaN,40.005", "bad_coordinates")]
    [InlineData("-72.995,x", "bad_coordinates")]
    [InlineData("40.005,-72.995", "bad_coordinates")]
    [InlineData("1e999,40", "bad_coordinates")]
    [InlineData("982594.17,198959.82", "bad_coordinates")]
    [InlineData("-72.5,40.005", "outside")]
    [InlineData("-72.995,40.005", "inside")]
    public async Task Every_row_has_a_status_and_none_a_wrong_area(string coordinates, string status)
    {
        var (lines, _) = await RunAsync($"lon,lat\n{coordinates}\n" + string.Concat(Enumerable.Repeat("-72.995,40.005\n", 20)));

        Assert.EndsWith("," + status, lines[1], StringComparison.Ordinal);
        if (status != "inside")
            Assert.Contains(
                ",,,",
                "," + lines[1][coordinates.Length..].Replace(status, ",", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task A_short_row_is_filled_up_so_that_the_answers_stand_under_their_names()
    {
        var (lines, _) = await RunAsync("lon,lat,a,b\n-72.995,40.005\n");

        Assert.StartsWith("-72.995,40.005,,,1,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_coordinates_are_understood_when_their_system_is_named()
    {
        var (lines, _) = await RunAsync("east,north\n671192.3,4430000.2\n", new(X: "east", Y: "north", Crs: "EPSG:26918"));

        Assert.EndsWith(",inside", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turf_and_liaison_follow_from_the_unit()
    {
        var city = GridCity.TwoPlans().On(GridCity.Start);

        var (lines, _) = await RunAsync(
            "lon,lat\n-72.995,40.005\n-72.965,40.015\n",
            derived: TurfColumns.Of(city),
            layer: city.Plan!.Units
        );

        Assert.EndsWith(",A,Liaison 1", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",B,Liaison 2", lines[2], StringComparison.Ordinal);
    }

    [Theory, InlineData(30_000), InlineData(8192), InlineData(8193)]
    public async Task Long_files_keep_their_order_and_every_row(int rows)
    {
        var text = new StringBuilder("row,lon,lat\n");
        for (var i = 0; i < rows; i++)
            text.Append(i).Append(',').Append(-72.995 + 0.01 * (i % 4)).Append(",40.005\n");
        var sample = new PointSample(1000, 1);

        var (lines, summary) = await RunAsync(text.ToString(), sample: sample);

        Assert.Equal(rows, summary.Rows);
        for (var i = 0; i < rows; i++)
        {
            var cells = lines[i + 1].Split(',');
            Assert.Equal((i.ToString(), (i % 4 + 1).ToString()), (cells[0], cells[3]));
        }
        Assert.InRange(sample.Points.Count, 500, 1000);
        Assert.All(sample.Points, point => Assert.Equal((point.Row - 1) % 4, point.Areas[0]));
    }

    [Fact]
    public async Task A_cancelled_run_ends()
    {
        using var csv = GridCity.Csv("lon,lat\n-72.995,40.005\n");
        var (found, crs) = new PointColumns().Resolve(csv);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            AssignFile.RunAsync(csv, new(found, crs, [Units], [], new()), new MemoryStream(), cancel: new CancellationToken(true))
        );
    }

    [Fact]
    public async Task An_output_that_breaks_is_told_and_does_not_hang()
    {
        using var csv = GridCity.Csv("lon,lat\n" + string.Concat(Enumerable.Repeat("-72.995,40.005\n", 100_000)));
        var (found, crs) = new PointColumns().Resolve(csv);

        await Assert.ThrowsAsync<NotSupportedException>(() =>
            AssignFile.RunAsync(
                csv,
                new(found, crs, [Units], [], new()),
                new MemoryStream([], writable: false),
                cancel: TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public void Columns_that_cannot_be_known_are_refused_with_what_to_do()
    {
        using var csv = GridCity.Csv("a,b\n1,2\n");

        var refused = Assert.Throws<RefusedException>(() => new PointColumns().Resolve(csv));
        Assert.Contains("a, b", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            "no column \"c\"",
            Assert.Throws<RefusedException>(() => new PointColumns(Lon: "c", Lat: "b").Resolve(csv)).Message,
            StringComparison.Ordinal
        );
    }
}

using TurfMap.Domain.Changes;
using TurfMap.Domain.Density;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Spatial.Density;

namespace TurfMap.Domain.Tests.Density;

public sealed class SurfaceTests
{
    private const double Months = 3,
        SquareMile = 1609.344 * 1609.344;
    private static readonly SurfaceWindow Narrow = SurfaceWindow.Build(SurfaceCity.Land.Value, SurfaceCity.Plane, 1320),
        Wide = SurfaceWindow.Build(SurfaceCity.Land.Value, SurfaceCity.Plane, 5280);

    [Theory, InlineData(1, 400), InlineData(2, 4000)]
    public void A_cell_shows_the_class_of_its_density_summed_case_by_case(int seed, int count)
    {
        var cases = SurfaceCity.Columns(SurfaceCity.Rows(seed, count));
        var drawn = SurfaceCity.Seen(cases).Draw(SurfaceCity.Seen(cases).All, withSinks: false).Cases;
        var issues = SurfaceIssues.Build(cases).First(drawn);
        var surface = Surface.PerArea(cases, issues, Narrow, Months, 0);
        int[] chosen = [.. issues.After()];
        var sums = new KernelSums(
            PlaneKernel.Quartic(Narrow.Kernel.Radius),
            [.. chosen.Select(i => (double)cases.X[i])],
            [.. chosen.Select(i => (double)cases.Y[i])],
            correction: EdgeCorrection.Uniform,
            window: SurfaceCity.Land.Value.Shape
        );
        var mass = new EdgeMass(SurfaceCity.Land.Value.Shape, PlaneKernel.Quartic(Narrow.Kernel.Radius));

        var (compared, classes, peak) = (0, new HashSet<byte>(), PlaneKernel.Quartic(Narrow.Kernel.Radius).Peak);
        foreach (var (x, y, cell) in Cells(Narrow, new Random(seed), 700))
        {
            if (surface.Classes[cell] == SurfaceClasses.Outside || Math.Abs(mass.At(x, y) - KernelSurface.LeastMass) < 0.02)
                continue;
            var density = sums.At(x, y) * SquareMile / Months;
            if (mass.At(x, y) < KernelSurface.LeastMass)
                density = double.NaN;
            // Binning may be off by 1.2 % of what the cases within the kernel would give in one place; that near to an end either class is
            // right.
            var off =
                0.013
                * chosen.Count(i => Math.Pow(cases.X[i] - x, 2) + Math.Pow(cases.Y[i] - y, 2) < Math.Pow(Narrow.Kernel.Radius * 1.1, 2))
                * peak
                * SquareMile
                / Months
                / mass.At(x, y);
            if (SurfaceClasses.OfArea.Any(end => end > 0 && Math.Abs(density - end) < off))
                continue;
            Assert.Equal(SurfaceClasses.Of(density, SurfaceClasses.OfArea), surface.Classes[cell]);
            classes.Add(surface.Classes[cell]);
            compared++;
        }
        Assert.True(compared > 100 && classes.Count > 3, $"{compared} cells of {classes.Count} classes");
    }

    [Theory, InlineData(1, 60), InlineData(2, 300), InlineData(3, 2000)]
    public void Where_fewer_than_five_constituents_lie_within_the_kernel_nothing_is_shown(int seed, int count)
    {
        var cases = SurfaceCity.Columns(SurfaceCity.Rows(seed, count));
        var issues = SurfaceIssues.Build(cases).First(SurfaceCity.Seen(cases).All);
        var (all, shown) = (Surface.PerArea(cases, issues, Narrow, Months, 0), Surface.PerArea(cases, issues, Narrow, Months, 5));
        var radius = Narrow.Kernel.Radius;
        var (blank, told) = (0, 0);
        foreach (var (x, y, cell) in Cells(Narrow, new Random(seed), 700))
        {
            if (shown.Classes[cell] == SurfaceClasses.Blank)
            {
                blank++;
                continue;
            }
            Assert.Equal(all.Classes[cell], shown.Classes[cell]);
            if (shown.Classes[cell] == SurfaceClasses.Outside)
                continue;
            var within = issues.After().Where(i => Math.Pow(cases.X[i] - x, 2) + Math.Pow(cases.Y[i] - y, 2) < radius * radius).ToArray();
            var constituents =
                within.Count(i => cases.Reporter[i] < 0) + within.Select(i => cases.Reporter[i]).Where(one => one >= 0).Distinct().Count();
            Assert.True(constituents >= 5, $"{constituents} constituents at cell {cell}");
            told++;
        }
        Assert.True(blank > 0 && (told > 0 || count < 100), $"{blank} blank, {told} told");
    }

    [Fact]
    public void Constituents_who_are_not_known_count_each_and_one_who_calls_often_counts_once()
    {
        Surface Of(Func<int, string?> reporter)
        {
            var place = GridCity.Middle(1, 1);
            var cases = SurfaceCity.Columns(
                Enumerable
                    .Range(0, 40)
                    .Select(i => new CaseRow(
                        i + 1,
                        place.Longitude,
                        place.Latitude,
                        "noise",
                        "open",
                        null,
                        GridCity.Turn.AddDays(i),
                        null,
                        null,
                        reporter(i)
                    ))
            );
            return Surface.PerArea(cases, SurfaceIssues.Build(cases).First(SurfaceCity.Seen(cases).All), Narrow, Months, 5);
        }

        Assert.All(Of(_ => "R1").Classes, one => Assert.True(one >= SurfaceClasses.Blank));
        Assert.All(Of(i => "R" + i % 4).Classes, one => Assert.True(one >= SurfaceClasses.Blank));
        Assert.Contains(Of(i => "R" + i % 5).Classes, one => one < SurfaceClasses.Blank);
        Assert.Contains(Of(_ => null).Classes, one => one < SurfaceClasses.Blank);
    }

    [Fact]
    public void A_constituent_s_cases_of_one_kind_on_one_day_are_one_issue_whichever_the_filter_lets_through()
    {
        CaseRow Row(int number, string kind, int day, string? reporter, string status = "open") =>
            new(
                number,
                GridCity.West,
                GridCity.South,
                kind,
                status,
                null,
                day == 0 ? null : GridCity.Turn.AddDays(day),
                null,
                null,
                reporter
            );
        var cases = SurfaceCity.Columns([
            Row(1, "noise", 1, "A", "closed"),
            Row(2, "noise", 1, "B"),
            Row(3, "noise", 1, "A"),
            Row(4, "trash", 1, "A"),
            Row(5, "noise", 2, "A"),
            Row(6, "noise", 1, "A"),
            Row(7, "noise", 1, null),
            Row(8, "noise", 1, null),
            Row(9, "noise", 0, "A"),
            Row(10, "noise", 0, "A"),
        ]);
        var (issues, seen) = (SurfaceIssues.Build(cases), SurfaceCity.Seen(cases));

        Assert.Equal([0, 1, 3, 4, 6, 7, 8, 9], issues.First(seen.All).After());
        Assert.Equal([1, 2, 3, 4, 6, 7, 8, 9], issues.First(seen.Select(CaseFilter.None with { Statuses = ["open"] })).After());
        Assert.Empty(issues.First(seen.Select(CaseFilter.None with { Kinds = ["none"] })).After());
    }

    [Fact]
    public void The_land_is_the_city_less_its_water_and_parks_are_land()
    {
        var land = SurfaceCity.Land.Value;

        Assert.Equal(("halves", "city_water"), (land.Outline.Layer.Key, Assert.Single(land.Water).Layer.Key));
        var surface = Surface.PerArea(SurfaceCity.Columns([]), SurfaceCity.Seen(SurfaceCity.Columns([])).All, Narrow, Months, 0);
        byte At(double column, double row)
        {
            var (x, y) = SurfaceCity.Plane.ToPlane(
                new Spatial.LonLat(GridCity.West + column * GridCity.Side, GridCity.South + row * GridCity.Side)
            );
            var raster = Narrow.Kernel.Raster;
            var (i, j) = ((int)Math.Floor((x - raster.Left) / raster.CellSize), (int)Math.Floor((y - raster.Bottom) / raster.CellSize));
            return i < 0 || j < 0 || i >= raster.Columns || j >= raster.Rows
                ? SurfaceClasses.Outside
                : surface.Classes[j * raster.Columns + i];
        }
        Assert.Equal([0, 0, 0], [At(0.5, 0.5), At(1.9, 1.5), At(4.4, 2.9)]);
        Assert.Equal([255, 255, 255, 255, 255], [At(2.4, 1.4), At(2.9, 1.7), At(4.7, 1), At(-0.5, 1), At(1, 3.5)]);
    }

    [Fact]
    public void The_picture_shows_every_cell_and_at_each_point_the_one_that_lies_there()
    {
        foreach (var window in new[] { Narrow, Wide })
        {
            var (picture, raster) = (window.Picture, window.Kernel.Raster);
            Assert.Equal(picture.Width * picture.Height, picture.Cells.Length);
            var shown = picture.Cells.ToArray().ToHashSet();
            Assert.DoesNotContain(Enumerable.Range(0, raster.Count), cell => !shown.Contains(cell));
            var (north, south) = (Spatial.Tiles.WebMercator.Y(picture.Box[3]), Spatial.Tiles.WebMercator.Y(picture.Box[1]));
            for (var at = 0; at < picture.Cells.Length; at += 97)
            {
                var longitude = picture.Box[0] + (at % picture.Width + 0.5) / picture.Width * (picture.Box[2] - picture.Box[0]);
                var latitude = Spatial.Tiles.WebMercator.Latitude(north + (at / picture.Width + 0.5) / picture.Height * (south - north));
                var (x, y) = SurfaceCity.Plane.ToPlane(new Spatial.LonLat(longitude, latitude));
                var (i, j) = ((x - raster.Left) / raster.CellSize, (y - raster.Bottom) / raster.CellSize);
                if (picture.Cells[at] is >= 0 and var cell)
                    Assert.True(Math.Abs(i - cell % raster.Columns - 0.5) < 0.501 && Math.Abs(j - cell / raster.Columns - 0.5) < 0.501);
                else
                    Assert.True(i < 0.001 || j < 0.001 || i > raster.Columns - 0.001 || j > raster.Rows - 0.001);
            }
        }
    }

    [Theory, InlineData(1), InlineData(2)]
    public void Cases_of_residents_are_one_sum_over_the_other_and_blank_where_too_few_live_or_report(int seed)
    {
        var cases = SurfaceCity.Columns(SurfaceCity.Rows(seed, 900));
        var issues = SurfaceIssues.Build(cases).First(SurfaceCity.Seen(cases).All);
        var units = SurfaceCity.City.Answered[0];
        var byCode = units
            .Areas.Where(area => area.Code != "7")
            .ToDictionary(area => area.Code, area => 40.0 * int.Parse(area.Code, System.Globalization.CultureInfo.InvariantCulture));
        var residents = SurfaceResidents.Of(units, byCode, SurfaceCity.Plane);
        var surface = Surface.PerResidents(cases, issues, Wide, residents.Over(Wide), Months, 0);
        Assert.Equal(byCode.Values.Sum(), residents.Total);

        var kernel = PlaneKernel.Quartic(Wide.Kernel.Radius);
        int[] chosen = [.. issues.After()];
        var above = new KernelSums(kernel, [.. chosen.Select(i => (double)cases.X[i])], [.. chosen.Select(i => (double)cases.Y[i])]);
        var homes = units
            .Areas.Index()
            .Where(unit => byCode.ContainsKey(unit.Item.Code))
            .Select(unit => (Place: SurfaceCity.Plane.ToPlane(units.Shapes.Labels[unit.Index]), Count: byCode[unit.Item.Code]))
            .ToArray();
        var below = new KernelSums(
            kernel,
            [.. homes.Select(home => home.Place.X)],
            [.. homes.Select(home => home.Place.Y)],
            [.. homes.Select(home => home.Count)]
        );
        var (compared, blank) = (0, 0);
        foreach (var (x, y, cell) in Cells(Wide, new Random(seed), 600))
        {
            if (surface.Classes[cell] == SurfaceClasses.Outside)
                continue;
            var (issuesNear, residentsNear) = (above.At(x, y) / kernel.Peak, below.At(x, y) / kernel.Peak);
            if (Math.Abs(issuesNear - 10) < 0.5 || Math.Abs(residentsNear - 500) < 20)
                continue;
            var rate = issuesNear < 10 || residentsNear < 500 ? double.NaN : issuesNear / residentsNear * 1000 * 12 / Months;
            if (SurfaceClasses.OfResidents.Any(end => Math.Abs(rate - end) < 0.08 * end))
                continue;
            Assert.Equal(SurfaceClasses.Of(rate, SurfaceClasses.OfResidents), surface.Classes[cell]);
            (compared, blank) = (compared + 1, blank + (double.IsNaN(rate) ? 1 : 0));
        }
        Assert.True(compared > 40, $"{compared} compared, {blank} blank");
    }

    [Fact]
    public void A_radius_of_its_own_and_a_city_too_large_for_one_are_refused_with_a_sentence()
    {
        Assert.Contains(
            "1320, 2640, 5280 feet",
            Assert.Throws<RefusedException>(() => SurfaceWindow.Build(SurfaceCity.Land.Value, SurfaceCity.Plane, 660)).Message,
            StringComparison.Ordinal
        );
        var large = SurfaceCity.Land.Value with { Shape = SurfaceCity.Land.Value.Shape.Factory.ToGeometry(new(0, 200_000, 0, 100_000)) };
        Assert.Contains(
            "200 by 100 km, too large",
            Assert.Throws<RefusedException>(() => SurfaceWindow.Build(large, SurfaceCity.Plane, 1320)).Message,
            StringComparison.Ordinal
        );
        var before = SurfaceCity.Snapshot.On(GridCity.Start.AddDays(-1));
        Assert.Contains(
            "No boundaries are in force",
            Assert.Throws<RefusedException>(() => SurfaceLand.Build(before, SurfaceCity.Plane)).Message,
            StringComparison.Ordinal
        );
        var flooded = new Domain.City.CityOnDate(
            [
                .. SurfaceCity.City.InForce,
                GridCity.Layer(
                    "water",
                    LayerUse.Context,
                    new(GridCity.Start, null),
                    [new("sea", "sea", GridCity.Square(-1, -1, 9, 9), new Dictionary<string, object?>())],
                    9
                ),
            ],
            SurfaceCity.City.Answered,
            null,
            null,
            []
        );
        Assert.Contains(
            "no land to draw a surface on",
            Assert.Throws<RefusedException>(() => SurfaceLand.Build(flooded, SurfaceCity.Plane)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [
        InlineData(0, 0),
        InlineData(0.99, 0),
        InlineData(1, 1),
        InlineData(299, 5),
        InlineData(300, 6),
        InlineData(1e9, 6),
        InlineData(double.NaN, 254)
    ]
    public void An_end_belongs_to_the_class_that_it_begins_and_the_last_class_has_no_end(double density, byte expected) =>
        Assert.Equal(expected, SurfaceClasses.Of(density, SurfaceClasses.OfArea));

    private static IEnumerable<(double X, double Y, int Cell)> Cells(SurfaceWindow window, Random random, int most)
    {
        var raster = window.Kernel.Raster;
        for (var i = 0; i < most; i++)
        {
            var (column, row) = (random.Next(raster.Columns), random.Next(raster.Rows));
            yield return (raster.CentreX(column), raster.CentreY(row), row * raster.Columns + column);
        }
    }
}

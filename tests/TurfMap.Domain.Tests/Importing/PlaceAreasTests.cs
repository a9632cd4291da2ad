using System.Globalization;
using System.Text.Json;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Spatial;

namespace TurfMap.Domain.Tests.Importing;

public sealed class PlaceAreasTests
{
    private static readonly DateOnly Today = new(2026, 3, 28);
    private static readonly EffectivePeriod Always = new(GridCity.Start, null);
    private readonly List<long> read = [];

    private PlaceAreas Areas(params VintageLayer[] vintages) =>
        new(
            vintages.Select(one => one.Layer).DistinctBy(layer => layer.Key),
            vintages.Select(one => one.Vintage),
            Today,
            (_, vintage) =>
            {
                read.Add(vintage.Id);
                return vintages.Single(one => one.Vintage.Id == vintage.Id).Placing;
            }
        );

    private static VintageLayer Units(EffectivePeriod period, long id = 1, int add = 0) =>
        GridCity.Layer(
            "units",
            LayerUse.Units,
            period,
            Renamed(GridCity.Squares(4, 2), code => $"{int.Parse(code, CultureInfo.InvariantCulture) + add}"),
            id
        );

    private static VintageLayer Halves(
        LayerUse use = LayerUse.Answers,
        bool overlapping = false,
        params (string Code, double West, double Width)[] areas
    ) =>
        GridCity.Layer(
            "halves",
            use,
            Always,
            [
                .. areas.Select(area => new Area(
                    area.Code,
                    area.Code,
                    GridCity.Square(area.West, 0, area.Width, 2),
                    new Dictionary<string, object?>()
                )),
            ],
            9,
            overlapping
        );

    private static Area[] Renamed(IEnumerable<Area> areas, Func<string, string> code) =>
        [.. areas.Select(area => area with { Code = code(area.Code) })];

    [Fact]
    public void Every_answered_layer_gives_its_code_in_order() =>
        Assert.Equal(
            """{"halves":"E","units":"7"}""",
            Areas(Halves(areas: [("W", 0, 2), ("E", 2, 2)]), Units(Always)).Of(GridCity.Middle(2, 1), Today)
        );

    [Fact]
    public void A_layer_for_looks_only_gives_nothing() =>
        Assert.Equal(
            """{"units":"1"}""",
            Areas(Halves(LayerUse.Context, areas: [("W", 0, 4)]), Units(Always)).Of(GridCity.Middle(0, 0), Today)
        );

    [Fact]
    public void A_layer_in_which_the_place_lies_outside_is_left_out()
    {
        var areas = Areas(Halves(areas: [("E", 2, 2)]), Units(Always));

        Assert.Equal("""{"units":"1"}""", areas.Of(GridCity.Middle(0, 0), Today));
        Assert.Equal("{}", areas.Of(new LonLat(-70, 40), Today));
    }

    [Fact]
    public void No_place_and_no_layer_in_force_give_nothing()
    {
        var areas = Areas(Units(Always));

        Assert.Null(areas.Of(null, Today));
        Assert.Null(areas.Of(GridCity.Middle(0, 0), GridCity.Start.AddDays(-1)));
        Assert.Null(Areas().Of(GridCity.Middle(0, 0), Today));
    }

    [Fact]
    public void Each_day_has_the_areas_of_its_vintage_and_no_other_is_read()
    {
        var areas = Areas(
            Units(new(GridCity.Start, GridCity.Turn)),
            Units(new(GridCity.Turn, new(2027, 1, 1)), 2, add: 100),
            Units(new(new(2027, 1, 1), null), 3)
        );

        Assert.Equal("""{"units":"1"}""", areas.Of(GridCity.Middle(0, 0), GridCity.Turn.AddDays(-1)));
        Assert.Equal("""{"units":"101"}""", areas.Of(GridCity.Middle(0, 0), GridCity.Turn));
        Assert.Equal("""{"units":"101"}""", areas.Of(GridCity.Middle(0, 0), null));
        Assert.Equal("""{"units":"1"}""", areas.Of(GridCity.Middle(0, 0), GridCity.Start));
        Assert.Equal([1, 2], read);
    }

    [Fact]
    public void Where_areas_overlap_the_lowest_code_stands() =>
        Assert.Equal(
            """{"halves":"2"}""",
            Areas(Halves(overlapping: true, areas: [("10", 0, 3), ("2", 1, 3)])).Of(GridCity.Middle(1, 0), Today)
        );

    [Fact]
    public void Codes_are_written_so_that_they_read_back()
    {
        const string code = "a\"\\\u0001é</script>";
        var text = Areas(Halves(areas: [(code, 0, 4)])).Of(GridCity.Middle(0, 0), Today)!;

        Assert.Equal(code, JsonDocument.Parse(text).RootElement.GetProperty("halves").GetString());
    }

    [Fact]
    public void Places_in_the_same_areas_share_one_text()
    {
        var areas = Areas(Units(Always));

        Assert.Same(areas.Of(GridCity.Middle(0, 0), Today), areas.Of(new LonLat(GridCity.West + 0.001, GridCity.South + 0.001), Today));
    }

    [Fact]
    public void Layers_of_too_many_combinations_for_one_number_are_answered_too()
    {
        var many = GridCity.Squares(50, 50);
        var areas = Areas([.. Enumerable.Range(1, 8).Select(id => GridCity.Layer($"l{id}", LayerUse.Answers, Always, many, id))]);

        Assert.Equal(
            "{" + string.Join(',', Enumerable.Range(1, 8).Select(id => $"\"l{id}\":\"1\"")) + "}",
            areas.Of(GridCity.Middle(0, 0), Today)
        );
        Assert.EndsWith("\"l8\":\"2500\"}", areas.Of(GridCity.Middle(49, 49), Today), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_kind_of_record_is_placed_on_its_own_day()
    {
        var areas = Areas(Units(new(GridCity.Start, GridCity.Turn)), Units(new(GridCity.Turn, null), 2, add: 100));
        const string place = "-72.995,40.005";

        Assert.Equal(
            ["""{"units":"1"}""", """{"units":"101"}""", null],
            Shape($"id,kind,opened,lon,lat\n1,noise,2025-08-31,{place}\n2,noise,,{place}\n3,noise,2025-08-31,,\n", TableImports.Cases)
                .Select(one => one.Areas)
        );
        Assert.Equal(
            ["""{"units":"1"}"""],
            Shape($"id,kind,starts,lon,lat\n1,fair,2025-08-31T18:00,{place}\n", TableImports.Events).Select(one => one.Areas)
        );
        Assert.Equal(
            ["""{"units":"101"}"""],
            Shape($"id,number,street,lon,lat\n1,2,Elm,{place}\n", TableImports.Addresses).Select(one => one.Areas)
        );
        Assert.Equal(
            ["""{"units":"101"}""", null],
            Shape($"id,name,verified_on,lon,lat\n1,Aid,2025-08-31,{place}\n2,Bo,,,\n", TableImports.Partners).Select(one => one.Areas)
        );

        List<T> Shape<T>(string csv, Func<Table, IEnumerable<T>> shape)
        {
            using var source = new CsvTable(GridCity.Csv(csv));
            return shape(new Table(source, new ImportReport(), null, null, TestContext.Current.CancellationToken, areas)).ToList();
        }
    }
}

using System.Globalization;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Spatial;

namespace TurfMap.Domain.Tests.Importing;

public sealed class BoundaryLookupTests
{
    private static readonly DateOnly Today = new(2026, 3, 28);
    private static readonly EffectivePeriod Always = new(GridCity.Start, null);
    private readonly List<long> opened = [];

    private BoundaryLookup Lookup(params VintageLayer[] vintages) =>
        new(
            vintages.Select(one => one.Layer).DistinctBy(layer => layer.Key),
            vintages.Select(one => one.Vintage),
            Today,
            vintage =>
            {
                opened.Add(vintage.Id);
                return vintages.Single(one => one.Vintage.Id == vintage.Id).Placing.Index;
            }
        );

    private static VintageLayer Units(EffectivePeriod period, long id = 1) =>
        GridCity.Layer("units", LayerUse.Units, period, GridCity.Squares(4, 2), id);

    private static VintageLayer East(LayerUse use = LayerUse.Answers) =>
        GridCity.Layer("halves", use, Always, [new Area("E", "E", GridCity.Square(2, 0, 2, 2), new Dictionary<string, object?>())], 9);

    [Fact]
    public void A_place_in_any_layer_lies_in_the_city()
    {
        var lookup = Lookup(East(), Units(Always));

        Assert.Equal(PlaceFinding.Inside, lookup.Find(GridCity.Middle(0, 0), Today));
        Assert.Equal(PlaceFinding.Inside, lookup.Find(GridCity.Middle(3, 1), Today));
        Assert.Equal(PlaceFinding.Outside, lookup.Find(new LonLat(-70, 40), Today));
    }

    [Fact]
    public void The_layer_with_fewest_areas_is_asked_first_and_others_are_opened_only_where_it_ends()
    {
        var lookup = Lookup(Units(Always), East());

        lookup.Find(GridCity.Middle(3, 1), Today);
        Assert.Equal([9], opened);
        lookup.Find(GridCity.Middle(0, 0), Today);
        Assert.Equal([9, 1], opened);
    }

    [Fact]
    public void A_context_layer_is_no_boundary() =>
        Assert.Equal(PlaceFinding.NoBoundaries, Lookup(East(LayerUse.Context)).Find(GridCity.Middle(3, 0), Today));

    [Fact]
    public void A_day_before_all_boundaries_and_a_city_without_any_have_none()
    {
        Assert.Equal(PlaceFinding.NoBoundaries, Lookup(Units(Always)).Find(GridCity.Middle(0, 0), GridCity.Start.AddDays(-1)));
        Assert.Equal(PlaceFinding.NoBoundaries, Lookup().Find(GridCity.Middle(0, 0), Today));
    }

    [Fact]
    public void Each_day_is_looked_up_in_its_own_vintage_and_a_missing_day_is_the_import_s()
    {
        var lookup = Lookup(
            Units(new(GridCity.Start, GridCity.Turn)),
            Units(new(GridCity.Turn, new(2027, 1, 1)), 2),
            Units(new(new(2027, 1, 1), null), 3)
        );

        lookup.Find(GridCity.Middle(0, 0), GridCity.Turn.AddDays(-1));
        lookup.Find(GridCity.Middle(0, 0), null);
        Assert.Equal([1, 2], opened);
    }

    [Fact]
    public void Each_kind_of_record_is_looked_up_on_its_own_day()
    {
        var lookup = Lookup(Units(new(GridCity.Turn, null)));
        var before = GridCity.Turn.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        const string place = "-72.995,40.005";

        Assert.Equal(
            1,
            EarlyRows($"id,kind,opened,lon,lat\n1,noise,{before},{place}\n2,noise,,{place}\n3,noise,{before},,\n", TableImports.Cases)
        );
        Assert.Equal(1, EarlyRows($"id,kind,starts,lon,lat\n1,fair,{before}T18:00,{place}\n", TableImports.Events));
        Assert.Equal(0, EarlyRows($"id,number,street,lon,lat\n1,2,Elm,{place}\n", TableImports.Addresses));
        Assert.Equal(0, EarlyRows($"id,name,verified_on,lon,lat\n1,Aid,{before},{place}\n2,Bo,,,\n", TableImports.Partners));

        // Rows with a place on whose day no boundaries were in force, as the report counts them.
        int EarlyRows<T>(string csv, Func<Table, IEnumerable<T>> shape)
        {
            var report = new ImportReport();
            using var source = new CsvTable(GridCity.Csv(csv));
            _ = shape(new Table(source, report, null, null, TestContext.Current.CancellationToken, lookup)).ToList();
            return report.Problems.Count(problem => problem.Sentence.StartsWith("1 row with a place", StringComparison.Ordinal));
        }
    }
}

using System.Globalization;
using TurfMap.App.Tests.Commands;
using TurfMap.Formats;
using TurfMap.Tests;

namespace TurfMap.App.Tests.RealFiles;

/// <summary>
/// Real files of two cities, placed by the command line, against the authorities' own columns and against another library's answers.
/// </summary>
public sealed class AgreementTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-real-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Washington_service_requests_are_in_the_wards_the_district_says()
    {
        var rows = await AssignAsync(
            RealData.Path("data", "dc", "dc_311_2016-08_half_A.csv.gz"),
            $"wards={RealData.Path("data", "dc", "ward-2012.geojson.gz")}:WARD_ID",
            $"anc={RealData.Path("data", "dc", "advisory-neighborhood-commission-2013.geojson.gz")}",
            $"smd={RealData.Path("data", "dc", "single-member-district-2013.geojson.gz")}"
        );

        Assert.True(Agreement(rows, "ward", "wards") >= 0.998);
        SameAsReference(rows, ("ref_ward12", "wards"), ("ref_anc13", "anc"), ("ref_smd13", "smd"));
    }

    [Fact]
    public async Task New_York_kiosks_are_in_the_councils_and_tracts_the_city_says()
    {
        var rows = await AssignAsync(
            RealData.Path("data", "nyc", "nyc_linknyc_2022.csv.gz"),
            $"council={RealData.Path("data", "nyc", "council_2013.geojson.gz")}",
            $"tract={RealData.Path("data", "nyc", "tracts_2010.geojson.gz")}:BoroCT2010",
            $"board={RealData.Path("data", "nyc", "dwillis_community_districts.geojson.gz")}:BoroCD"
        );

        Assert.Equal(1, Agreement(rows, "council", "council#2"));
        Assert.True(Agreement(rows, "census_tract", "tract") >= 0.9989);
        SameAsReference(rows, ("ref_council13", "council#2"), ("ref_tract10", "tract"), ("ref_cd", "board"));
    }

    [Fact]
    public async Task New_York_housing_is_in_the_boards_the_city_says()
    {
        var rows = await AssignAsync(
            RealData.Path("data", "nyc", "nyc_housing_2022.csv.gz"),
            $"board={RealData.Path("data", "nyc", "dwillis_community_districts.geojson.gz")}:BoroCD",
            $"nta_2010={RealData.Path("data", "nyc", "nta_2010_2263", "nta_2010_2263.shp")}"
        );

        var located = rows.Where(row => row["board"].Length > 0 && row["community_board"].Length > 0).ToList();
        Assert.True(located.Count > 4200);
        Assert.True(located.Count(row => Board(row["community_board"]) == row["board"]) >= 0.9997 * located.Count);
        SameAsReference(rows, ("ref_cd", "board"), ("ref_nta10", "nta_2010"));
    }

    /// <summary>BK-03 is 303.</summary>
    private static string Board(string text) => "MN BX BK QN SI".Split(' ').ToList().IndexOf(text[..2]) + 1 + text[3..];

    private async Task<List<Dictionary<string, string>>> AssignAsync(string points, params string[] areas)
    {
        var result = Path.Combine(folder, "out.csv");
        var run = await CommandTests.RunAsync(["assign", "--points", points, "--areas", .. areas, "--out", result]);
        Assert.True(run.Code == 0, run.Errors);
        using var csv = new CsvReader("out.csv", File.OpenRead(result));
        var names = csv.Header.Select((name, i) => csv.Header.Take(i).Contains(name) ? name + "#2" : name).ToArray();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
            rows.Add(names.Select((name, i) => (name, csv.Text(i))).ToDictionary());
        return rows;
    }

    private static double Agreement(List<Dictionary<string, string>> rows, string theirs, string ours)
    {
        var told = rows.Where(row => row[theirs] is not ("" or "NULL") && row[ours].Length > 0).ToList();
        Assert.True(told.Count > 1000);
        return told.Count(row => row[theirs] == row[ours]) / (double)told.Count;
    }

    /// <summary>All rows, apart from those within a millimetre of a line, where the tie rule decides.</summary>
    private static void SameAsReference(List<Dictionary<string, string>> rows, params (string Theirs, string Ours)[] columns)
    {
        foreach (var (theirs, ours) in columns)
        {
            var different = rows.Where(row =>
                    row[theirs] != row[ours]
                    && !(
                        double.TryParse(row["near_m_" + theirs["ref_".Length..]], CultureInfo.InvariantCulture, out var near)
                        && near < 0.001
                    )
                )
                .ToList();
            Assert.True(
                different.Count == 0,
                $"{different.Count} rows differ in {theirs}, the first: {string.Join(",", different.Take(1).SelectMany(row => row.Values))}"
            );
        }
    }
}

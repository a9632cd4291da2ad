using System.Text;
using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Domain.Records;
using TurfMap.Formats;
using TurfMap.Spatial.Coverage;

namespace TurfMap.Domain.Tests.Importing;

public sealed class CaseRowsTests
{
    private static readonly Envelope City = new(-73, -72, 40, 41);
    private static readonly DateOnly Today = new(2026, 6, 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (List<CaseRecord> Cases, ImportReport Report) Read(ITableSource source, BoundaryLookup? areas = null)
    {
        var report = new ImportReport();
        return (TableImports.Cases(new Table(source, report, City, null, Cancel, areas, Today)).ToList(), report);
    }

    private static (List<CaseRecord> Cases, ImportReport Report) Read(string csv, BoundaryLookup? areas = null)
    {
        using var reader = GridCity.Csv(csv);
        return Read(new CsvTable(reader), areas);
    }

    private static (List<CaseRecord> Cases, ImportReport Report) ReadJson(string json)
    {
        using var reader = FeatureFile.Open("requests.json", new MemoryStream(Encoding.UTF8.GetBytes(json)), _ => null, takesRecords: true);
        using var rows = new FeatureTable("requests.json", reader, null, Cancel);
        return Read(rows);
    }

    /// <summary>One ward, 73 to 72 west, in force from 2020 on.</summary>
    private static BoundaryLookup Areas() =>
        new(
            [new("wards", "Wards", LayerUse.Answers, false)],
            [new(1, "wards", new(new(2020, 1, 1), null), "wards.geojson", 1, City, default)],
            Today,
            _ => AreaIndex.Build([new NetTopologySuite.IO.WKTReader().Read("POLYGON ((-73 40, -72 40, -72 41, -73 41, -73 40))")])
        );

    private static string Sentence(ImportReport report, string word) =>
        Assert.Single(report.Problems, problem => problem.Sentence.Contains(word, StringComparison.Ordinal)).Sentence;

    [Fact]
    public void Columns_of_a_city_that_calls_the_department_type_are_read_by_category()
    {
        var (cases, report) = Read(
            "id,category,type,agency,opened,resolved,status,address,zip,lon,lat\n16-00622683,Pothole,Toa-Street & Bridge "
                + "Maintenance,DDOT,2016-08-03T20:47:11.000Z,2016-08-04T01:00:00.000Z,CLOSED,2600 31ST STREET "
                + "NW,20008,-72.5,40.5\n"
        );

        Assert.Equal(
            new CaseRecord(
                "16-00622683",
                "Pothole",
                null,
                "CLOSED",
                new(2016, 8, 3),
                null,
                new(2016, 8, 4),
                new(-72.5, 40.5),
                "2600 31ST STREET NW",
                null
            )
            {
                Agency = "DDOT",
                OpenedAt = new(20, 47, 11),
            },
            Assert.Single(cases)
        );
        Assert.Contains("\"type\"", Sentence(report, "category"), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_washingtons_open_data_are_known()
    {
        var (cases, _) = Read(
            "OBJECTID,SERVICECODE,SERVICECODEDESCRIPTION,SERVICETYPECODEDESCRIPTION,ORGANIZATIONACRONYM,SERVICECALLCOUNT,"
                + "ADDDATE,RESOLUTIONDATE,SERVICEDUEDATE,SERVICEORDERDATE,PRIORITY,STREETADDRESS,XCOORD,YCOORD,LATITUDE,"
                + "LONGITUDE,CITY,ZIPCODE,SERVICEREQUESTID,SERVICEORDERSTATUS\n"
                + "1,S0276,Parking Meter Repair,Transportation Operations Administration,DDOT,1,2016/08/03 "
                + "20:47:11+00,2016/08/05 20:47:11+00,2016/08/10 20:47:11+00,2016/08/03 20:47:11+00,STANDARD,900 Elm "
                + "Street,399000,137000,40.5,-72.5,WASHINGTON,20001,16-1,Closed\n"
        );

        Assert.Equal(
            new CaseRecord(
                "16-1",
                "Parking Meter Repair",
                null,
                "Closed",
                new(2016, 8, 3),
                new(2016, 8, 10),
                new(2016, 8, 5),
                new(-72.5, 40.5),
                "900 Elm Street",
                null
            )
            {
                Agency = "DDOT",
                OpenedAt = new(20, 47, 11),
            },
            Assert.Single(cases)
        );
    }

    [Fact]
    public void Columns_of_new_york_are_known_and_its_location_type_is_not_taken_for_how_a_place_was_found()
    {
        var (cases, _) = Read(
            "Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Descriptor,Location Type,Incident "
                + "Zip,Incident Address,Address Type,Status,Due Date,X Coordinate (State Plane),Y Coordinate (State "
                + "Plane),Latitude,Longitude\n"
                + "5512,05/05/2022 09:15:00 PM,05/06/2022 12:00:00 AM,NYPD,New York City Police Department,Noise,Loud "
                + "Music,Street,10001,1 Elm Street,BLOCKFACE,Closed,05/07/2022 09:15:00 PM,983000,200000,40.5,-72.5\n"
        );

        Assert.Equal(
            new CaseRecord(
                "5512",
                "Noise",
                null,
                "Closed",
                new(2022, 5, 5),
                new(2022, 5, 7),
                new(2022, 5, 6),
                new(-72.5, 40.5),
                "1 Elm Street",
                null
            )
            {
                Agency = "NYPD",
                OpenedAt = new(21, 15),
                PlacedBy = "BLOCKFACE",
            },
            Assert.Single(cases)
        );
        Assert.Equal("GEOMETRIC_CENTER", Read("id,kind,opened,location_type\n1,noise,2026-01-01,GEOMETRIC_CENTER\n").Cases[0].PlacedBy);
    }

    [Fact]
    public void Requests_as_open311_answers_them_are_cases()
    {
        var (cases, report) = ReadJson(
            """
            [{"service_request_id":"638344","status":"closed","status_notes":"Duplicate request.",
             "service_name":"Sidewalk and Curb Issues","service_code":"006","description":null,"agency_responsible":null,
              "requested_datetime":"2026-04-14T22:37:38-08:00","updated_datetime":"2026-04-15T09:00:00-08:00",
               "expected_datetime":"2026-04-16T06:37:38-08:00","address":"8TH AVE and JUDAH ST","zipcode":94122,"lat":40.76,"long":-72.46,
                "extended_attributes":{"a":1}},
             {"service_request_id":638349,"status":"open","service_name":null,"service_code":"007",
              "requested_datetime":"2026-04-19T06:37:38-08:00","updated_datetime":"2026-04-20T06:37:38-08:00","lat":"40.5","long":"-72.5"}]
            """
        );

        Assert.Equal(
            [
                new(
                    "638344",
                    "Sidewalk and Curb Issues",
                    null,
                    "closed",
                    new(2026, 4, 14),
                    new(2026, 4, 16),
                    new(2026, 4, 15),
                    new(-72.46, 40.76),
                    "8TH AVE and JUDAH ST",
                    null
                )
                {
                    OpenedAt = new(22, 37, 38),
                },
                new("638349", "007", null, "open", new(2026, 4, 19), null, null, new(-72.5, 40.5), null, null)
                {
                    OpenedAt = new(6, 37, 38),
                },
            ],
            cases
        );
        Assert.Empty(report.Problems);
    }

    [Theory]
    [
        InlineData("2026-01-01T09:30", 9, 30),
        InlineData("2026-01-01T00:00:00Z", null, null),
        InlineData("2026-01-01", null, null),
        InlineData("1/1/2026 12:00:00 AM", null, null)
    ]
    public void A_day_without_a_clock_and_one_at_midnight_have_no_hour(string opened, int? hour, int? minute)
    {
        var found = Read($"id,kind,opened\n1,noise,{opened}\n").Cases[0];

        Assert.Equal(
            (new DateOnly(2026, 1, 1), hour is { } h ? new TimeOnly(h, minute!.Value) : (TimeOnly?)null),
            (found.Opened!.Value, found.OpenedAt)
        );
    }

    [Fact]
    public void A_day_of_closing_before_the_day_of_opening_is_left_out_and_told()
    {
        var (cases, report) = Read("id,kind,opened,closed\n1,noise,2026-02-01,2026-01-01\n2,noise,2026-02-01,2026-02-01\n");

        Assert.Equal([null, new DateOnly(2026, 2, 1)], cases.Select(one => one.Closed));
        Assert.Equal("closed", cases[0].Status);
        Assert.StartsWith(
            "Line 2, column closed: the case was closed on 2026-01-01, before it was opened on 2026-02-01",
            Sentence(report, "before it was opened"),
            StringComparison.Ordinal
        );
        Assert.Contains("1 with a status that says closed", Sentence(report, "status"), StringComparison.Ordinal);
    }

    [Fact]
    public void Days_that_have_not_come_are_left_out_and_told_but_tomorrow_may_be_today_elsewhere()
    {
        var (cases, report) = Read("id,kind,opened,closed\n1,noise,2026-06-02,\n2,noise,2026-06-03,\n3,noise,2026-05-01,2027-01-01\n");

        Assert.Equal(
            [(new DateOnly(2026, 6, 2), null), (null, null), (new DateOnly(2026, 5, 1), null)],
            cases.Select(one => (one.Opened, one.Closed))
        );
        Assert.Equal(2, report.ProblemCount);
        Assert.Contains("1 without a day of opening", Sentence(report, "in no period"), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_kind_is_taken_as_it_is_and_a_row_without_one_is_refused_with_its_line()
    {
        var (cases, report) = Read("id,kind,opened\n1,Zzz — what nobody knows,2026-01-01\n2,,2026-01-01\n");

        Assert.Equal("Zzz — what nobody knows", Assert.Single(cases).Kind);
        Assert.Equal(
            (3L, "kind", ProblemSeverity.Refused),
            (report.Problems[0].Line!.Value, report.Problems[0].Column, report.Problems[0].Severity)
        );
    }

    [Fact]
    public void An_id_that_is_given_twice_is_told_with_both_lines_and_a_refused_row_does_not_count()
    {
        var (cases, report) = Read(
            "id,kind,opened\nA,noise,2026-01-01\nB,noise,2026-01-01\nA,heat,2026-01-02\nB,,2026-01-02\nA,rats,2026-01-03\n"
        );

        Assert.Equal(["noise", "noise", "heat", "rats"], cases.Select(one => one.Kind));
        Assert.Equal(
            [
                "Line 4, column id: A stands on line 2 too; this row takes the place of that one.",
                "Line 6, column id: A stands on line 4 too; this row takes the place of that one.",
            ],
            report
                .Problems.Where(problem => problem.Sentence.Contains(" too;", StringComparison.Ordinal))
                .Select(problem => problem.Sentence)
        );
    }

    [Fact]
    public void Rows_without_a_place_are_counted_with_the_reasons()
    {
        var (_, report) = Read(
            "id,kind,opened,lon,lat\n1,noise,2026-01-01,-72.5,40.5\n2,noise,2026-01-01,,\n3,noise,2026-01-01,,\n4,noise,"
                + "2026-01-01,0,0\n5,noise,2026-01-01,40.5,-72.5\n6,noise,2026-01-01,980000,200000\n7,noise,2026-01-01,west,"
                + "40\n8,,2026-01-01,,\n"
        );

        Assert.Equal(
            "6 rows without a place: 2 with nothing where the longitude and latitude belong; 1 at 0, 0; 1 with longitude "
                + "and latitude the other way round; 1 with map coordinates instead of degrees; "
                + "1 with only one of longitude and latitude, or with something that is no number.",
            Sentence(report, "without a place:")
        );
        Assert.Contains(
            "1 in a file that has no columns of longitude",
            Sentence(Read("id,kind,opened\n1,noise,2026-01-01\n").Report, "without a place:"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Places_outside_the_city_and_before_its_boundaries_are_told_and_counted()
    {
        var (cases, report) = Read(
            "id,kind,opened,lon,lat\n"
                + string.Concat(Enumerable.Range(0, 130).Select(i => $"{i},noise,2026-01-01,-71.{i:000},40.5\n"))
                + "in,noise,2026-01-01,-72.5,40.5\nold,noise,2019-12-31,-72.5,40.5\n",
            Areas()
        );

        Assert.Equal(132, cases.Count);
        Assert.Equal(100, report.ProblemCount);
        Assert.StartsWith("Line 2, column lon: -71, 40.5 lies outside the city", report.Problems[0].Sentence, StringComparison.Ordinal);
        Assert.StartsWith("130 rows outside the city", Sentence(report, "rows outside"), StringComparison.Ordinal);
        Assert.StartsWith(
            "1 row with a place, but no boundaries are in force on the day",
            Sentence(report, "no boundaries"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("", true), InlineData("centroid", false)]
    public void Five_hundred_cases_at_one_point_are_told_with_the_point_unless_they_are_known_to_be_rough(string how, bool isTold)
    {
        var rows = Enumerable
            .Range(0, 500)
            .Select(i => $"p{i},noise,2026-01-01,-72.504321,40.512345,{how}\n")
            .Concat(Enumerable.Range(0, 900).Select(i => $"o{i},noise,2026-01-01,-72.{i:000}1,40.6,\n"));
        var (cases, report) = Read("id,kind,opened,lon,lat,method\n" + string.Concat(rows));

        Assert.Equal((1400, how.Length == 0 ? null : how), (cases.Count, cases[0].PlacedBy));
        if (isTold)
            Assert.StartsWith(
                "500 rows at one point, longitude -72.504321, latitude 40.512345",
                Assert.Single(report.Problems).Sentence,
                StringComparison.Ordinal
            );
        else
            Assert.Empty(report.Problems);
    }

    [Fact]
    public void What_is_about_the_file_as_a_whole_is_kept_however_many_rows_have_problems()
    {
        var (_, report) = Read(
            "id,kind,opened\n" + string.Concat(Enumerable.Range(0, ImportReport.KeptProblems + 50).Select(i => $"{i},noise,soon\n"))
        );

        Assert.Equal(ImportReport.KeptProblems + 50, report.ProblemCount);
        Assert.StartsWith("10,050 rows without a place", Sentence(report, "without a place:"), StringComparison.Ordinal);
        Assert.StartsWith("10,050 without a day of opening", Sentence(report, "in no period"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_other_columns_is_refused_with_what_was_looked_for()
    {
        var refused = Assert.Throws<RefusedException>(() => Read("nummer,art\n1,x\n"));

        Assert.StartsWith(
            "The file has no column \"id\", nor one called case_id, service_request_id, unique_key",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith("Its columns are: nummer, art. Rename the column or add it.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("holds no rows", Assert.Throws<RefusedException>(() => ReadJson("[]")).Message, StringComparison.Ordinal);
        Assert.Contains("no rows", Assert.Single(Read("id,kind,opened\n").Report.Problems).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[{"service_request_id":"1","service_name":"noise","requested_datetime":"2026-01-01"},{"service_request_id":"2",""",
        "feature 2"
    )]
    [InlineData(
        """{"requests":[{"service_request_id":"1","service_name":"noise","requested_datetime":"2026-01-01"}""",
        "requests.json, feature 2"
    )]
    public void A_list_that_breaks_off_is_refused_with_the_place(string json, string where)
    {
        var wrong = Assert.Throws<UnreadableException>(() => ReadJson(json));

        Assert.Contains(where, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("ends in the middle", wrong.Message, StringComparison.Ordinal);
    }
}

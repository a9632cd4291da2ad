using TurfMap.Domain.Importing;
using TurfMap.Domain.Records;

namespace TurfMap.Domain.Tests.Importing;

public sealed class EventRowsTests
{
    private const string Permits =
        "Event ID,Event Name,Start Date/Time,End Date/Time,Event Agency,Event Type,Event Borough,Event Location,Event Street Side\n";

    private static (List<OutreachEvent> Events, ImportReport Report) Read(string csv)
    {
        var report = new ImportReport();
        using var reader = GridCity.Csv(csv);
        return (
            TableImports
                .Events(new Table(new CsvTable(reader), report, null, null, TestContext.Current.CancellationToken, null, new(2026, 1, 1)))
                .ToList(),
            report
        );
    }

    [Fact]
    public void Each_day_of_a_permit_is_an_event_of_its_own()
    {
        var (events, report) = Read(
            Permits
                + "608823,Soccer,03/12/2022 09:00:00 AM,03/12/2022 05:00:00 PM,Parks Department,Sport - Youth,Brooklyn,South "
                + "Oxford Park: Lawn,\n608823,Soccer,03/05/2022 09:00:00 AM,03/05/2022 05:00:00 PM,Parks Department,Sport - "
                + "Youth,Brooklyn,\"Some Park ,\",\n"
        );

        Assert.Equal(["608823 2022-03-12T09:00", "608823 2022-03-05T09:00"], events.Select(one => one.Id));
        Assert.Equal(
            ("Sport - Youth", "Soccer", "Parks Department", "South Oxford Park: Lawn, Brooklyn"),
            (events[0].Kind, events[0].Name, events[0].Agency, events[0].PlaceName)
        );
        Assert.Equal(
            (new DateTime(2022, 3, 12, 9, 0, 0), new DateTime(2022, 3, 12, 17, 0, 0), "Some Park, Brooklyn"),
            (events[0].Starts!.Value, events[0].Ends!.Value, events[1].PlaceName)
        );
        Assert.Equal((0, 1), (report.ProblemCount, report.Problems.Count));
        Assert.Contains("2 in a file that has no columns of longitude", report.Problems[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_permit_that_stands_twice_with_one_start_is_told() =>
        Assert.Contains(
            "stands on line 2 too",
            Read(Permits + "1,A,03/12/2022 09:00:00 AM,,P,Fair,Bronx,X,\n1,A,03/12/2022 09:00:00 AM,,P,Fair,Bronx,Y,\n")
                .Report.Problems[0]
                .Sentence,
            StringComparison.Ordinal
        );

    [Fact]
    public void An_end_before_the_start_is_left_out_and_told()
    {
        var (events, report) = Read("id,kind,starts,ends\n1,fair,2026-01-02T10:00,2026-01-02T09:00\n");

        Assert.Null(events[0].Ends);
        Assert.Contains("before it starts", report.Problems[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_id_of_a_plain_file_stays_as_it_is() =>
        Assert.Equal("E1", Read("event_id,kind,starts\nE1,fair,2026-01-02T10:00\n").Events[0].Id);
}

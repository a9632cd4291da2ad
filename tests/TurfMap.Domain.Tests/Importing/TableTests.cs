using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Importing;

namespace TurfMap.Domain.Tests.Importing;

public sealed class TableTests
{
    private static readonly Envelope City = new(-73, -72, 40, 41);

    private static (List<T> Rows, ImportReport Report) Read<T>(string csv, Func<Table, IEnumerable<T>> shape)
    {
        var report = new ImportReport();
        using var reader = GridCity.Csv(csv);
        return (shape(new Table(new CsvTable(reader), report, City, null, TestContext.Current.CancellationToken)).ToList(), report);
    }

    [Fact]
    public void Columns_are_found_by_any_of_their_names_however_written()
    {
        var (rows, _) = Read(
            "Case ID,Type,Date-Added,LONGITUDE,latitude\n1,noise,3/28/2026,-72.5,40.5\n".Replace(
                "Date-Added",
                "added",
                StringComparison.Ordinal
            ),
            TableImports.Cases
        );

        Assert.Equal(("1", "noise", new DateOnly(2026, 3, 28)), (rows[0].Id, rows[0].Kind, rows[0].Opened));
    }

    [Fact]
    public void Names_that_a_shapefile_has_cut_are_found() =>
        Assert.Equal("k7", Read("id,kind,opened,reporter_k\n1,noise,,k7\n", TableImports.Cases).Rows[0].ReporterKey);

    [Fact]
    public void A_missing_column_is_refused_with_those_that_are_there() =>
        Assert.Contains(
            "Its columns are: name",
            Assert.Throws<RefusedException>(() => Read("name\nAna\n", TableImports.Liaisons)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_row_without_its_id_is_not_taken_and_told_with_its_line()
    {
        var (rows, report) = Read("id,name\n1,Ana\n,Bo\n", TableImports.Liaisons);

        Assert.Single(rows);
        Assert.Equal((2, 1), (report.Rows, report.Taken));
        Assert.Equal(
            (3L, "id", ProblemSeverity.Refused),
            (report.Problems[0].Line!.Value, report.Problems[0].Column, report.Problems[0].Severity)
        );
    }

    [Theory]
    [InlineData("0,0", "Gulf of Guinea")]
    [InlineData("40.5,-72.5", "the other way round")]
    [InlineData("980000,200000", "map coordinates")]
    public void A_place_that_cannot_be_is_left_out_and_told(string place, string why)
    {
        var (rows, report) = Read($"id,kind,opened,lon,lat\n1,noise,2026-01-01,{place}\n", TableImports.Cases);

        Assert.Null(rows[0].Place);
        Assert.Contains(why, report.Problems[0].Sentence, StringComparison.Ordinal);
    }

    [Theory, InlineData("20022-01-01"), InlineData("soon"), InlineData("1822-01-01")]
    public void A_date_that_cannot_be_is_left_out_and_told(string date)
    {
        var (rows, report) = Read($"id,kind,opened\n1,noise,{date}\n", TableImports.Cases);

        Assert.Null(rows[0].Opened);
        Assert.Contains("is not a date", report.Problems[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_closed_before_it_was_opened_is_told() =>
        Assert.Contains(
            "before it was opened",
            Read("id,kind,opened,closed\n1,noise,2026-02-01,2026-01-01\n", TableImports.Cases).Report.Problems[0].Sentence,
            StringComparison.Ordinal
        );

    [Fact]
    public void Problems_beyond_the_limit_are_counted()
    {
        var (_, report) = Read(
            "id,name\n" + string.Concat(Enumerable.Repeat(",x\n", ImportReport.KeptProblems + 5)),
            TableImports.Liaisons
        );

        Assert.Equal((ImportReport.KeptProblems, ImportReport.KeptProblems + 5L), (report.Problems.Count, report.ProblemCount));
    }
}

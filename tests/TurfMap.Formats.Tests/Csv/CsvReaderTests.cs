using System.Text;

namespace TurfMap.Formats.Tests.Csv;

public sealed class CsvReaderTests
{
    private static CsvReader Read(string text, Encoding? encoding = null) =>
        new("t.csv", new MemoryStream((encoding ?? Encoding.UTF8).GetBytes(text)));

    private static List<string[]> Rows(CsvReader reader)
    {
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.Text)]);
        return rows;
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void All_line_ends_are_read(string end)
    {
        using var reader = Read($"a,b{end}1,\"x{end}y\"{end}{end}3,4");
        var rows = Rows(reader);
        Assert.Equal(["a", "b"], reader.Header);
        Assert.Equal(
            [
                ["1", $"x{end}y"],
                ["3", "4"],
            ],
            rows
        );
        Assert.Equal(5, reader.Line);
        Assert.Equal(2, reader.Row);
    }

    [Fact]
    public void Lines_that_end_in_cr_cr_lf_have_no_cr_in_their_last_cell()
    {
        using var reader = Read("id,lon,lat\r\r\n1,-77.03,38.93\r\r\n2,-77.01,38.9\r\r\n");
        Assert.Equal(["id", "lon", "lat"], reader.Header);
        Assert.Equal(["38.93"], reader.Sample(1).Select(row => row[2]));
        Assert.Equal(
            [
                ["1", "-77.03", "38.93"],
                ["2", "-77.01", "38.9"],
            ],
            Rows(reader)
        );
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_delimiter_is_found(char delimiter)
    {
        using var reader = Read(
            "name;code|x,y\tz\n".Replace(delimiter.ToString(), "").Replace("name", $"name{delimiter}place{delimiter}code{delimiter}more")
                + $"\"a,b;c\"{delimiter}1{delimiter}2{delimiter}3\n"
        );
        Assert.Equal(delimiter, reader.Dialect.Delimiter);
        Assert.Equal("a,b;c", Rows(reader)[0][0]);
    }

    [Fact]
    public void Quotes_are_taken_off_and_the_record_is_kept_as_written()
    {
        using var reader = Read("a,b,c,d\n\"say \"\"hi\"\"\", x \"y\" ,\"\",\"q\" \n");
        Assert.True(reader.Read());
        Assert.Equal(["say \"hi\"", " x \"y\" ", "", "q"], Enumerable.Range(0, 4).Select(reader.Text));
        Assert.Equal("\"say \"\"hi\"\"\", x \"y\" ,\"\",\"q\" ", Encoding.UTF8.GetString(reader.Record));
        Assert.Equal("a,b,c,d", Encoding.UTF8.GetString(reader.HeaderRecord.Span));
        Assert.Equal("", reader.Text(9));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("latin1")]
    public void Encodings_are_found(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var bytes = encoding.GetBytes("calle,n\nPeña,1\n");
        foreach (var mark in name == "latin1" ? [false] : new[] { true, false })
        {
            using var reader = new CsvReader("t.csv", new MemoryStream(mark ? [.. encoding.GetPreamble(), .. bytes] : bytes));
            Assert.Equal("calle", reader.Header[0]);
            Assert.True(reader.Read());
            Assert.Equal("Peña", reader.Text(0));
            Assert.Equal("Peña,1", Encoding.UTF8.GetString(reader.Record));
        }
    }

    [Fact]
    public void Western_bytes_far_down_in_a_plain_file_are_repaired_with_a_note()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Repeat("plain,text\n", 50_000)) + "Pe\u00f1a,\"x,\u00e9\"\n";
        using var reader = Read(text, Encoding.Latin1);
        var rows = Rows(reader);
        Assert.Equal(["Peña", "x,é"], rows[^1]);
        Assert.Equal(50_002, Assert.Single(reader.Notes).Line);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_refused_with_its_line()
    {
        using var reader = Read("a,b\n1,2\n3,\"4\n5,6\n7,8\n");
        Assert.True(reader.Read());
        var refusal = Assert.Throws<UnreadableException>(() => reader.Read());
        Assert.Equal(3, refusal.Line);
        Assert.Contains("never closed", refusal.Message);
    }

    [Theory]
    [InlineData("a,b\n1,\"")]
    [InlineData("a,b\n\"1\"x,\"2\n3,4\n")]
    [InlineData("a,b\n1,\"2\"\"\n3,\"\"4\"\"\r\n")]
    [InlineData("\"a,b\n1,2\n")]
    public void A_quote_that_is_never_closed_is_refused_wherever_it_stands(string text)
    {
        var refusal = Assert.Throws<UnreadableException>(() => Rows(Read(text)));
        Assert.Contains("never closed", refusal.Message);
    }

    [Theory]
    [InlineData("1,\"2\"", "2")]
    [InlineData("1,\"2\"\"\"", "2\"")]
    [InlineData("1,\"2\"x", "2x")]
    [InlineData("1,2\"", "2\"")]
    [InlineData("1,\" 2 \"  ", " 2 ")]
    public void A_closed_quote_in_the_last_record_is_taken(string record, string cell)
    {
        using var reader = Read("a,b\n" + record);
        Assert.Equal(["1", cell], Assert.Single(Rows(reader)));
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_eat_a_large_file()
    {
        var limits = new ReadingLimits { MaxBytesPerRecord = 1 << 20 };
        var bytes = Encoding.UTF8.GetBytes("a,b\n1,\"2\n" + string.Concat(Enumerable.Repeat("3,4\n", 500_000)));
        using var reader = new CsvReader("t.csv", new MemoryStream(bytes), null, limits);
        Assert.Contains("longer than", Assert.Throws<UnreadableException>(() => reader.Read()).Message);
    }

    [Fact]
    public void Short_and_long_lines_are_noted_and_given()
    {
        using var reader = Read("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n");
        Assert.Equal([2, 4, 5], Rows(reader).Select(r => r.Length));
        Assert.Equal([2L, 3L], reader.Notes.Select(n => n.Line!.Value));
    }

    [Fact]
    public void Headers_are_trimmed_and_named()
    {
        using var reader = Read(" Council District ,,x,X\n");
        Assert.Equal(["Council District", "column 2", "x", "X"], reader.Header);
        Assert.Equal((0, 2), (reader.IndexOf("council district"), reader.IndexOf("X")));
        Assert.Single(reader.Notes);
        Assert.False(reader.Read());
    }

    [Fact]
    public void Excels_separator_line_is_obeyed()
    {
        using var reader = Read("sep=;\r\na,b;c\r\n1,5;2\r\n");
        Assert.Equal(["a,b", "c"], reader.Header);
        Assert.Equal(["1,5", "2"], Rows(reader)[0]);
        Assert.Equal(3, reader.Line);
    }

    [Fact]
    public void A_sample_does_not_move_the_reader()
    {
        using var reader = Read("a,b\n1,\"2 \"\"x\"\"\"\n3,4\n");
        Assert.Equal(
            [
                ["1", "2 \"x\""],
                ["3", "4"],
            ],
            reader.Sample()
        );
        Assert.Equal(2, Rows(reader).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\r\n")]
    [InlineData("\0\0\0")]
    [InlineData("<html><body>")]
    [InlineData("%PDF-1.7\u0001")]
    public void What_is_no_table_is_refused(string text) => Assert.Throws<UnreadableException>(() => Read(text));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_fast_scanner_agrees_with_a_slow_one(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var end = (string[])["\n", "\r\n", "\r"];
            var lineEnd = end[random.Next(3)];
            var rows = Enumerable
                .Range(0, random.Next(1, 12))
                .Select(_ => Enumerable.Range(0, 4).Select(_ => Cell(random)).ToArray())
                .ToList();
            var text =
                "h1,h2,h3,h4"
                + lineEnd
                + string.Join(lineEnd, rows.Select(r => string.Join(',', r.Select(c => Write(c, random)))))
                + (random.Next(2) == 0 ? lineEnd : "");
            using var reader = new CsvReader("t", new MemoryStream(Encoding.UTF8.GetBytes(text)), new CsvDialect());
            Assert.Equal(rows, Rows(reader));
        }
    }

    private static string Cell(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, random.Next(1, 60))).Select(_ => "abc,\"\n\rxé 1"[random.Next(11)])) + "z";

    private static string Write(string cell, Random random) =>
        cell.IndexOfAny([',', '"', '\n', '\r']) >= 0 || random.Next(5) == 0 ? '"' + cell.Replace("\"", "\"\"") + '"' : cell;
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace TurfMap.Formats.Tests.Csv;

public sealed class CsvWriterTests
{
    private static string Write(Action<CsvWriter> write, bool formulaSafe = false)
    {
        var output = new MemoryStream();
        using (var writer = new CsvWriter(output, formulaSafe: formulaSafe))
            write(writer);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [Fact]
    public void Whatever_is_written_is_read_back_the_same() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<string[][]>(rows =>
            {
                var clean = rows.Where(r => r is { Length: > 0 }).Select(r => r.Select(c => Sound(c)).Append("end").ToArray()).ToList();
                var text = Write(w =>
                {
                    w.WriteRow(["h"]);
                    foreach (var row in clean)
                        w.WriteRow(row);
                });
                using var reader = new CsvReader("t", new MemoryStream(Encoding.UTF8.GetBytes(text)), new CsvDialect());
                foreach (var row in clean)
                {
                    Assert.True(reader.Read());
                    Assert.Equal(row, Enumerable.Range(0, reader.FieldCount).Select(reader.Text));
                }
                Assert.False(reader.Read());
            })
        );

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@x", "'@x")]
    [InlineData("+1 555", "'+1 555")]
    [InlineData("-5.25", "-5.25")]
    [InlineData("-x", "'-x")]
    [InlineData("＝x", "'＝x")]
    [InlineData("plain", "plain")]
    public void Formulas_are_defused_and_numbers_are_not(string cell, string written) =>
        Assert.Equal(written + "\r\n", Write(w => w.WriteRow([cell]), formulaSafe: true));

    [Fact]
    public void Numbers_read_back_the_same_and_nan_is_empty() =>
        Assert.Equal(
            "0.1,-7,,1E+300\r\n",
            Write(w =>
            {
                w.Write(0.1);
                w.Write(-7L);
                w.Write(double.NaN);
                w.Write(1e300);
                w.EndRow();
            })
        );

    /// <summary>Half surrogates cannot be written as UTF-8, and binary zeros make a file binary.</summary>
    private static string Sound(string? cell) =>
        new((cell ?? "").Where(c => !char.IsSurrogate(c) && c >= ' ' || c is '\n' or '\r').ToArray());
}

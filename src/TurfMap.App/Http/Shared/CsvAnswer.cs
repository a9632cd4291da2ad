using TurfMap.Formats;

namespace TurfMap.App.Http.Shared;

/// <summary>
/// A table as a file for spreadsheets: a mark that says UTF-8, cells that no spreadsheet runs, and a name to be kept under.
/// </summary>
internal static class CsvAnswer
{
    /// <summary>The file.</summary>
    /// <param name="name">The name that it is kept under.</param>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">The rows; an empty cell is null.</param>
    public static IResult Of(string name, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var file = new MemoryStream();
        file.Write("\uFEFF"u8);
        using (var writer = new CsvWriter(file, formulaSafe: true))
            foreach (var row in rows.Prepend(header))
                writer.WriteRow(row);
        return TypedResults.File(file.ToArray(), "text/csv; charset=utf-8", name);
    }
}

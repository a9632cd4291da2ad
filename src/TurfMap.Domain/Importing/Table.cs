using System.Globalization;
using NetTopologySuite.Geometries;
using TurfMap.Formats;
using TurfMap.Spatial;
using TurfMap.Spatial.Projections;

namespace TurfMap.Domain.Importing;

/// <summary>A CSV file seen as rows with named columns; what is wrong with a cell goes to the report, with line and column.</summary>
/// <remarks>Column names are matched without regard to case, spaces, underscores and hyphens; each has other names that files use for it.</remarks>
public sealed class Table(CsvReader csv, ImportReport report, Envelope? cityBounds, IProgress<ImportProgress>? progress, CancellationToken cancel)
{
    private static readonly string[] DateForms = ["yyyy-MM-dd", "M/d/yyyy", "yyyy/MM/dd", "yyyyMMdd"];
    private readonly Dictionary<string, int> columns = Index(csv.Header);
    private bool refused;

    /// <summary>The line of the file on which the row starts.</summary>
    public long Line => csv.Line;

    /// <summary>The columns of a field that the file does have, by any of its names; refuses the file when there is none.</summary>
    public int Need(params string[] names) =>
        Find(names) ?? throw new RefusedException(
            Refusal.Invalid, $"The file has no column \"{names[0]}\". Its columns are: {string.Join(", ", csv.Header)}. Rename the column or add it.");

    /// <summary>The column of a field, by any of its names; null when the file has none.</summary>
    public int? Find(params string[] names)
    {
        foreach (var name in names)
            if (columns.TryGetValue(Plain(name), out var column))
                return column;
        return null;
    }

    /// <summary>Reads the rows: each is shaped, and taken unless a cell refused it.</summary>
    public IEnumerable<T> Rows<T>(Func<T> shape)
    {
        while (csv.Read())
        {
            cancel.ThrowIfCancellationRequested();
            report.Read();
            if (report.Rows % 1000 == 0)
                progress?.Report(new(report.Rows, csv.BytesRead));
            refused = false;
            var row = shape();
            if (refused)
                continue;
            report.Take();
            yield return row;
        }
        progress?.Report(new(report.Rows, csv.BytesRead));
    }

    /// <summary>The text of a cell; null when empty or when there is no such column.</summary>
    public string? Text(int? column)
    {
        if (column is not { } i || i >= csv.FieldCount)
            return null;
        var text = csv.Text(i).Trim();
        return text.Length == 0 || text is "NULL" or "null" ? null : text;
    }

    /// <summary>The text of a cell that must not be empty; the row is refused when it is.</summary>
    public string Required(int column)
    {
        if (Text(column) is { } text)
            return text;
        Refuse(column, "is empty, and a row cannot be kept without it");
        return "";
    }

    /// <summary>The parts of a cell that holds a list: separated by semicolons or bars, else by commas.</summary>
    public IReadOnlyList<string> List(int? column) =>
        Text(column) is { } text
            ? text.Split(text.AsSpan().ContainsAny(';', '|') ? [';', '|'] : [','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [];

    /// <summary>A date; a cell that is none is left out with a warning.</summary>
    public DateOnly? Date(int? column) => Time(column) is { } time ? DateOnly.FromDateTime(time) : null;

    /// <summary>A date with or without a time of day; a cell that is none, or lies outside 1900 to 2199, is left out with a warning.</summary>
    public DateTime? Time(int? column)
    {
        if (Text(column) is not { } text)
            return null;
        var read = DateTime.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            || DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out time);
        if (read && time.Year is >= 1900 and < 2200)
            return time;
        Warn(column, $"\"{Short(text)}\" is not a date such as 2026-03-28; it was left out");
        return null;
    }

    /// <summary>A number; a cell that is none is left out with a warning.</summary>
    public double? Number(int? column)
    {
        if (Text(column) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        Warn(column, $"\"{Short(text)}\" is not a number; it was left out");
        return null;
    }

    /// <summary>A place from two columns of degrees; null with a warning when it cannot be one.</summary>
    public LonLat? Place(int? lon, int? lat)
    {
        if (Text(lon) is null && Text(lat) is null)
            return null;
        if (Number(lon) is not { } x || Number(lat) is not { } y)
            return null;
        var what = CoordinateSuspicion.Judge(new LonLat(x, y), cityBounds) switch
        {
            CoordinateTrouble.None or CoordinateTrouble.Elsewhere => null,
            CoordinateTrouble.NullIsland => "the place 0, 0 lies in the Gulf of Guinea",
            CoordinateTrouble.Swapped => $"{x}, {y} is far away, and would lie in the city with longitude and latitude the other way round",
            CoordinateTrouble.Projected => $"{x}, {y} are map coordinates, not a longitude and a latitude",
            _ => $"{x}, {y} is not a longitude and a latitude",
        };
        if (what is null)
            return new(x, y);
        Warn(lon, what + "; the row was kept without a place");
        return null;
    }

    /// <summary>The row is not taken, because of this cell.</summary>
    public void Refuse(int? column, string what)
    {
        refused = true;
        report.Add(ProblemSeverity.Refused, $"{Where(column)} {what}.", csv.Line, Name(column));
    }

    /// <summary>The row is taken, but somebody should look at this cell.</summary>
    public void Warn(int? column, string what) => report.Add(ProblemSeverity.Warning, $"{Where(column)} {what}.", csv.Line, Name(column));

    private string Where(int? column) => $"Line {csv.Line}, column {Name(column)}:";

    private string? Name(int? column) => column is { } i && i < csv.Header.Count ? csv.Header[i] : null;

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static Dictionary<string, int> Index(IReadOnlyList<string> header)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Count; i++)
            index.TryAdd(Plain(header[i]), i);
        return index;
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

using System.Globalization;
using NetTopologySuite.Geometries;
using TurfMap.Spatial;
using TurfMap.Spatial.Projections;

namespace TurfMap.Domain.Importing;

/// <summary>A file seen as rows with named columns, and a place; what is wrong with a cell goes to the report, with line and column.</summary>
/// <remarks>Column names are matched without regard to case, spaces, underscores and hyphens; each has other names that files use for it.</remarks>
public sealed class Table(
    ITableSource source, ImportReport report, Envelope? cityBounds, IProgress<ImportProgress>? progress, CancellationToken cancel, PlaceAreas? areas = null)
{
    private const string ShapeColumn = "geometry";

    /// <summary>Shapefiles cut the names of their columns to this length.</summary>
    private const int ShapefileNameLength = 10;

    private static readonly string[] DateForms = ["yyyy-MM-dd", "M/d/yyyy", "yyyy/MM/dd", "yyyyMMdd"];
    private readonly Dictionary<string, int> columns = Index(source.Header);
    private bool refused;

    /// <summary>The line of the file on which the row starts.</summary>
    public long Line => source.Line;

    /// <summary>The columns of a field that the file does have, by any of its names; refuses the file when there is none.</summary>
    public int Need(params string[] names) =>
        Find(names) ?? throw new RefusedException(
            Refusal.Invalid, $"The file has no column \"{names[0]}\". Its columns are: {string.Join(", ", source.Header)}. Rename the column or add it.");

    /// <summary>The column of a field, by any of its names; null when the file has none.</summary>
    public int? Find(params string[] names)
    {
        foreach (var name in names)
            if (columns.TryGetValue(Plain(name), out var column))
                return column;
        foreach (var name in names)
            if (name.Length > ShapefileNameLength && columns.TryGetValue(Plain(name[..ShapefileNameLength]), out var column))
                return column;
        return null;
    }

    /// <summary>The column of a coordinate; refuses a file in which neither columns nor shapes say where a row is.</summary>
    public int? NeedPlace(params string[] names) => source.HasShapes ? Find(names) : Need(names);

    /// <summary>Reads the rows: each is shaped, and taken unless a cell refused it.</summary>
    public IEnumerable<T> Rows<T>(Func<T> shape)
    {
        while (source.Read())
        {
            cancel.ThrowIfCancellationRequested();
            report.Read();
            if (report.Rows % 1000 == 0)
                progress?.Report(new(report.Rows, source.BytesRead));
            refused = false;
            var row = shape();
            if (refused)
                continue;
            report.Take();
            yield return row;
        }
        progress?.Report(new(report.Rows, source.BytesRead));
        foreach (var note in source.Notes)
            report.Add(ProblemSeverity.Note, $"{(note.Line is { } line ? $"Line {line}: " : note.Feature is { } feature ? $"Feature {feature}: " : "")}{note.Sentence}", note.Line ?? note.Feature, note.Column);
    }

    /// <summary>The text of a cell; null when empty or when there is no such column.</summary>
    public string? Text(int? column)
    {
        var text = column is { } i && source.Text(i) is { } cell ? PlainText.Of(cell) : null;
        return text is null or "" or "NULL" or "null" ? null : text;
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
        var read = IsoTime.TryRead(text, out var time)
            || DateTime.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out time)
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

    /// <summary>The row's place: its shape, or two columns of degrees when it has none; null with a warning when it cannot be a place.</summary>
    public LonLat? Place(int? lon, int? lat)
    {
        if (source.PlaceProblem is { } problem)
            return NoPlace(ShapeColumn, problem);
        if (source.Place is { } shape)
            return Checked(shape, ShapeColumn);
        if (Text(lon) is null && Text(lat) is null)
            return null;
        return Number(lon) is { } x && Number(lat) is { } y ? Checked(new(x, y), Name(lon)) : null;
    }

    /// <summary>The codes of the areas in force on the row's own day that hold its place; null when it has no place or nothing was in force.</summary>
    public string? Areas(LonLat? place, DateOnly? day = null) => refused ? null : areas?.Of(place, day);

    private LonLat? Checked(LonLat place, string? column)
    {
        var trouble = CoordinateSuspicion.Judge(place, cityBounds);
        if (trouble is CoordinateTrouble.None or CoordinateTrouble.Elsewhere)
            return place;
        var (x, y) = (FieldText.Of(place.Longitude), FieldText.Of(place.Latitude));
        return trouble switch
        {
            CoordinateTrouble.NullIsland => NoPlace(column, "the place 0, 0 lies in the Gulf of Guinea"),
            CoordinateTrouble.Swapped => NoPlace(column, $"{x}, {y} is far away, and would lie in the city with longitude and latitude the other way round"),
            CoordinateTrouble.Projected => NoPlace(column, $"{x}, {y} are map coordinates, not a longitude and a latitude"),
            _ => NoPlace(column, $"{x}, {y} is not a longitude and a latitude"),
        };
    }

    private LonLat? NoPlace(string? column, string why)
    {
        Warn(column, why + "; the row was kept without a place");
        return null;
    }

    /// <summary>The row is not taken, because of this cell.</summary>
    public void Refuse(int? column, string what)
    {
        refused = true;
        Add(ProblemSeverity.Refused, Name(column), what);
    }

    /// <summary>The row is taken, but somebody should look at this cell.</summary>
    public void Warn(int? column, string what) => Warn(Name(column), what);

    private void Warn(string? column, string what) => Add(ProblemSeverity.Warning, column, what);

    private void Add(ProblemSeverity severity, string? column, string what) =>
        report.Add(severity, $"{source.Row}{(column is null ? "" : $", column {column}")}: {what}.", source.Line, column);

    private string? Name(int? column) => column is { } i && i < source.Header.Count ? source.Header[i] : null;

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

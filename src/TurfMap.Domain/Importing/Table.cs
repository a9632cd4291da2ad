using System.Globalization;
using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Spatial;
using TurfMap.Spatial.Projections;

namespace TurfMap.Domain.Importing;

/// <summary>
/// A file seen as rows with named columns, and a place; what is wrong with a cell goes to the report, with line and column.
/// </summary>
/// <remarks>
/// Column names are matched without regard to case, spaces, underscores and hyphens; each has other names that files use for it.
/// </remarks>
public sealed class Table(
    ITableSource source,
    ImportReport report,
    Envelope? cityBounds,
    IProgress<ImportProgress>? progress,
    CancellationToken cancel,
    BoundaryLookup? boundaries = null,
    DateOnly? today = null
)
{
    private const string ShapeColumn = "geometry";

    /// <summary>Shapefiles cut the names of their columns to this length.</summary>
    private const int ShapefileNameLength = 10;

    /// <summary>How many rows outside the city are named one by one; the rest is counted.</summary>
    private const int NamedOutside = 100;

    private readonly Dictionary<string, int> columns = Index(source.Header);
    private readonly PlaceTally places = new();
    private readonly RepeatedIds keys = new();
    private (string Id, int Column)? key;
    private string? placeColumn;
    private bool refused;

    /// <summary>Rows that were taken without a place.</summary>
    public long Unplaced => places.Unplaced;

    /// <summary>The line of the file on which the row starts.</summary>
    public long Line => source.Line;

    /// <summary>The columns of a field that the file does have, by any of its names; refuses the file when there is none.</summary>
    public int Need(params string[] names) =>
        Find(names)
        ?? throw new RefusedException(
            Refusal.Invalid,
            source.Header.Count == 0
                ? "The file holds no rows. Download or export it again."
                : "The file has no column "
                    + $"\"{names[0]}\"{(names.Length == 1 ? "" : $", nor one called {OtherNames(names)}")}. "
                    + $"Its columns are: {NameList.Of(source.Header)}. Rename the column or add it."
        );

    private static string OtherNames(string[] names) => string.Join(", ", names[1..].Where(name => name != FeatureTable.IdColumn));

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
    /// <param name="shape">Makes a record of the row.</param>
    /// <param name="atEnd">What is to be looked at when all rows are read.</param>
    /// <param name="saysPiles">Whether the report tells of points at which very many rows lie.</param>
    public IEnumerable<T> Rows<T>(Func<T> shape, Action? atEnd = null, bool saysPiles = false)
    {
        while (source.Read())
        {
            cancel.ThrowIfCancellationRequested();
            report.Read();
            if (report.Rows % 1000 == 0)
                progress?.Report(new(report.Rows, source.BytesRead));
            (refused, key) = (false, null);
            places.Begin();
            var row = shape();
            if (refused)
                continue;
            places.Commit();
            if (key is var (id, column) && keys.Again(id, source.Line) is { } line)
                Warn(column, $"{Short(id)} stands on line {line} too; this row takes the place of that one");
            report.Take();
            yield return row;
        }
        progress?.Report(new(report.Rows, source.BytesRead));
        if (report.Rows == 0)
            report.Add(
                ProblemSeverity.Warning,
                "The file has names of columns, but no rows. If rows were expected, download or export it again."
            );
        if (keys.IsFull)
            report.Add(ProblemSeverity.Note, $"Ids that are given twice were looked for in the first {RepeatedIds.Most:N0} rows only.");
        foreach (var (severity, sentence) in places.Remarks(saysPiles))
            report.Add(severity, sentence);
        atEnd?.Invoke();
        foreach (var note in source.Notes)
            report.Add(
                ProblemSeverity.Note,
                $"{(note.Line is { } line ? $"Line {line}: " : note.Feature is { } feature ? $"Feature {feature}: " : "")}{note.Sentence}",
                note.Line ?? note.Feature,
                note.Column
            );
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

    /// <summary>The row's id: refused when empty, and told when an earlier row of the file had it.</summary>
    public string Key(int column)
    {
        var id = Required(column);
        key = (id, column);
        return id;
    }

    /// <summary>The row's id when it is made of more than one cell.</summary>
    public string Key(int column, string id)
    {
        key = (id, column);
        return id;
    }

    /// <summary>The parts of a cell that holds a list: separated by semicolons or bars, else by commas.</summary>
    public IReadOnlyList<string> List(int? column) =>
        Text(column) is { } text
            ? text.Split(
                text.AsSpan().ContainsAny(';', '|') ? [';', '|'] : [','],
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
            : [];

    /// <summary>A date; a cell that is none is left out with a warning.</summary>
    public DateOnly? Date(int? column) => Time(column) is { } time ? DateOnly.FromDateTime(time) : null;

    /// <summary>
    /// A date, and the time of day when the cell has one; midnight to the second counts as none, because files of days are written so.
    /// </summary>
    public (DateOnly? Day, TimeOnly? At) Moment(int? column) =>
        Time(column) is { } time
            ? (DateOnly.FromDateTime(time), time.TimeOfDay == TimeSpan.Zero ? null : TimeOnly.FromDateTime(time))
            : default;

    /// <summary>
    /// A date with or without a time of day, as it is written; a cell that is none, or lies outside 1900 to 2199, is left out with a
    /// warning.
    /// </summary>
    public DateTime? Time(int? column)
    {
        if (Text(column) is not { } text)
            return null;
        var read =
            WrittenTime.TryRead(text, out var time)
            || DateTime.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
        if (!read && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            (read, time) = (true, moment.DateTime);
        if (read && time.Year is >= 1900 and < 2200)
            return time;
        Warn(column, $"\"{Short(text)}\" is not a date such as 2026-03-28; it was left out");
        return null;
    }

    /// <summary>
    /// Whether a day lies after the day of the import, or the one after it, which it may be already where the file was written.
    /// </summary>
    public bool IsInFuture(DateOnly? day) => day > today?.AddDays(1);

    /// <summary>A number; a cell that is none is left out with a warning.</summary>
    public double? Number(int? column)
    {
        if (Text(column) is not { } text)
            return null;
        if (
            double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
        )
            return number;
        Warn(column, $"\"{Short(text)}\" is not a number; it was left out");
        return null;
    }

    /// <summary>
    /// The row's place: its shape, or two columns of degrees when it has none; null with a warning when it cannot be a place.
    /// </summary>
    /// <param name="lon">The column of the longitude.</param>
    /// <param name="lat">The column of the latitude.</param>
    /// <param name="placedBy">How the place was found, when the file says so.</param>
    public LonLat? Place(int? lon, int? lat, string? placedBy = null)
    {
        if (source.PlaceProblem is { } problem)
            return NoPlace(ShapeColumn, "with a shape that is not one point", problem);
        if (source.Place is { } shape)
            return Checked(shape, ShapeColumn, placedBy);
        if (Text(lon) is null && Text(lat) is null)
        {
            places.MarkUnplaced(
                lon is not null || lat is not null ? "with nothing where the longitude and latitude belong"
                : source.HasShapes ? "without a shape"
                : "in a file that has no columns of longitude and latitude"
            );
            return null;
        }
        if (Number(lon) is { } x && Number(lat) is { } y)
            return Checked(new(x, y), Name(lon), placedBy);
        places.MarkUnplaced("with only one of longitude and latitude, or with something that is no number");
        return null;
    }

    /// <summary>
    /// Says in the report when the row's place lies outside the city on the row's own day; nothing for a row without a place.
    /// </summary>
    public void CheckBoundaries(LonLat? place, DateOnly? day = null)
    {
        if (refused || place is not { } found || boundaries is null)
            return;
        var finding = boundaries.Find(found, day);
        places.Record(finding);
        if (finding == PlaceFinding.Outside && places.Outside < NamedOutside)
            Warn(
                placeColumn,
                $"{FieldText.Of(found.Longitude)}, {FieldText.Of(found.Latitude)} lies outside the city, in no area of any layer"
            );
    }

    private LonLat? Checked(LonLat place, string? column, string? placedBy)
    {
        var trouble = CoordinateSuspicion.Judge(place, cityBounds);
        if (trouble is CoordinateProblem.None or CoordinateProblem.Elsewhere)
        {
            placeColumn = column;
            places.Find(place, placedBy);
            return place;
        }
        var (x, y) = (FieldText.Of(place.Longitude), FieldText.Of(place.Latitude));
        return trouble switch
        {
            CoordinateProblem.NullIsland => NoPlace(column, "at 0, 0", "the place 0, 0 lies in the Gulf of Guinea"),
            CoordinateProblem.Swapped => NoPlace(
                column,
                "with longitude and latitude the other way round",
                $"{x}, {y} is far away, and would lie in the city with longitude and latitude the other way round"
            ),
            CoordinateProblem.Projected => NoPlace(
                column,
                "with map coordinates instead of degrees",
                $"{x}, {y} are map coordinates, not a longitude and a latitude"
            ),
            _ => NoPlace(column, "with numbers that are no place on earth", $"{x}, {y} is not a longitude and a latitude"),
        };
    }

    private LonLat? NoPlace(string? column, string reason, string why)
    {
        places.MarkUnplaced(reason);
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

    /// <summary>Something about the file as a whole.</summary>
    public void Note(string sentence) => report.Add(ProblemSeverity.Note, sentence);

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

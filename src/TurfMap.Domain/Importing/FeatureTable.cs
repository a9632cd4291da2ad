using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Formats;
using TurfMap.Spatial;
using TurfMap.Spatial.Projections;

namespace TurfMap.Domain.Importing;

/// <summary>A file of features as rows: their properties are the columns, their points the places.</summary>
/// <remarks>
/// The columns are the properties of the first <see cref="SettlingFeatures"/> features; one that comes up later is left out, with a note.
/// The feature's own id is
/// one more column, <see cref="IdColumn"/>. Values that hold objects or lists of lists are left out with a note; a list of plain values is
/// read as one.
/// </remarks>
public sealed class FeatureTable(string fileName, IFeatureReader reader, string? crs = null, CancellationToken cancel = default)
    : ITableSource
{
    /// <summary>How many features settle the columns.</summary>
    public const int SettlingFeatures = 1000;

    /// <summary>The column of the feature's own id.</summary>
    public const string IdColumn = "feature id";

    /// <summary>Features may be large; the columns are settled by fewer when these bytes have been read.</summary>
    private const long SettlingBytes = 16 << 20;

    /// <summary>The same once they are unpacked: so many letters of their properties.</summary>
    private const long SettlingLetters = 16 << 20;

    /// <summary>How many columns are taken; a wide table of a census has some thousand.</summary>
    private const int MostColumns = 10_000;

    private readonly Queue<Feature> first = new();
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private readonly List<string> header = [];
    private readonly FeatureTableNotes notes = new();
    private IEnumerator<Feature>? features;
    private Feature current = new(0, null, new Dictionary<string, object?>());
    private object?[] values = [];
    private Crs? system;
    private bool declaredInTime;
    private int idColumn = -1;
    private int settled;

    /// <inheritdoc/>
    public IReadOnlyList<string> Header
    {
        get
        {
            Settle();
            return header;
        }
    }

    /// <inheritdoc/>
    public long BytesRead => reader.BytesRead;

    /// <inheritdoc/>
    public IReadOnlyList<FormatNote> Notes => [.. reader.Notes, .. notes.All(settled)];

    /// <inheritdoc/>
    public bool HasShapes => true;

    /// <inheritdoc/>
    public long Line => current.Line ?? current.Number;

    /// <summary>The number of the row's feature.</summary>
    public long Number => current.Number;

    /// <inheritdoc/>
    public string Row => current.Line is { } line ? $"Feature {current.Number}, line {line}" : $"Feature {current.Number}";

    /// <inheritdoc/>
    public LonLat? Place { get; private set; }

    /// <inheritdoc/>
    public string? PlaceProblem { get; private set; }

    /// <inheritdoc/>
    public bool Read()
    {
        Settle();
        if (first.TryDequeue(out var early))
            Take(early);
        else if (features!.MoveNext())
            Take(features.Current);
        else
        {
            RefuseLateSystem();
            return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public string? Text(int column)
    {
        var text = Text(column, out var nested);
        if (nested)
            notes.Nested(header[column], current.Number);
        return text;
    }

    /// <summary>The same without a note: null, and nested, when the value holds objects or lists of lists.</summary>
    public string? Text(int column, out bool nested)
    {
        nested = false;
        return values[column] switch
        {
            null => null,
            string text => FieldText.Of(text, out nested)?.Trim(),
            var other => FieldText.Of(other),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        features?.Dispose();
        reader.Dispose();
    }

    private void Settle()
    {
        if (features is not null)
            return;
        features = reader.Read(cancel).GetEnumerator();
        var (enough, letters) = (reader.BytesRead + SettlingBytes, 0L);
        while (first.Count < SettlingFeatures && reader.BytesRead < enough && letters < SettlingLetters && features.MoveNext())
        {
            first.Enqueue(features.Current);
            foreach (var (name, value) in features.Current.Fields)
            {
                letters += name.Length + ((value as string)?.Length ?? 0);
                if (columns.TryAdd(name, header.Count))
                    header.Add(name);
            }
            if (header.Count > MostColumns)
                throw new RefusedException(
                    Refusal.Invalid,
                    $"{fileName} has more than {MostColumns:N0} properties. Leave out those that are not needed."
                );
        }
        if (first.Any(feature => feature.Id is not null) && columns.TryAdd(IdColumn, header.Count))
        {
            idColumn = header.Count;
            header.Add(IdColumn);
        }
        (values, settled) = (new object?[header.Count], first.Count);
        declaredInTime = reader.DeclaredCrs is not null || crs is not null;
        system = FileCrs.Find(fileName, crs, reader.DeclaredCrs) is { IsGeographic: false } projected ? projected : null;
    }

    private void Take(Feature feature)
    {
        current = feature;
        Array.Clear(values);
        var next = 0;
        foreach (var (name, value) in feature.Fields)
        {
            // Mostly every feature has the same names in the same order.
            if (next < header.Count && ReferenceEquals(header[next], name))
                values[next++] = value;
            else if (columns.TryGetValue(name, out var column))
                (values[column], next) = (value, column + 1);
            else
                notes.Late(name, feature.Number);
        }
        if (idColumn >= 0)
            values[idColumn] = feature.Id;
        (Place, PlaceProblem) = feature.Geometry switch
        {
            null or { IsEmpty: true } => (null, null),
            Point point => Located(point),
            MultiPoint { NumGeometries: 1 } one => Located((Point)one.GetGeometryN(0)),
            MultiPoint many => (null, $"the shape is {many.NumGeometries} points, not one"),
            var other => (null, $"the shape is a {other.GeometryType}, not a point"),
        };
    }

    private (LonLat?, string?) Located(Point point)
    {
        var (x, y) = (point.X, point.Y);
        if (system is null || (x, y) is (0, 0))
            return (new(x, y), null);
        var place = system.ToLonLat(x, y);
        return place.IsOnEarth ? (place, null) : (null, $"{FieldText.Of(x)}, {FieldText.Of(y)} is no place in {system.Name}");
    }

    /// <summary>A coordinate system that is named behind the features comes too late for their places.</summary>
    private void RefuseLateSystem()
    {
        if (!declaredInTime && reader.DeclaredCrs is { } late && FileCrs.Find(fileName, null, late) is { IsGeographic: false } projected)
            throw new RefusedException(
                Refusal.Invalid,
                $"{fileName} names its coordinate system, {projected}, only behind its features. Save it in longitude and "
                    + "latitude, or put the \"crs\" before the \"features\"."
            );
    }
}

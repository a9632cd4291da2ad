using TurfMap.Domain.Changes;
using TurfMap.Formats;
using TurfMap.Spatial.Projections;

namespace TurfMap.Domain.Geography;

/// <summary>The columns of a file of points as somebody named them; what is not named is guessed.</summary>
public sealed record PointColumns(
    string? Lon = null,
    string? Lat = null,
    string? X = null,
    string? Y = null,
    string? Wkt = null,
    string? Pair = null,
    string? Crs = null
)
{
    /// <summary>Finds the columns in a file and the coordinate system they mean. Refuses with a sentence when it cannot be known.</summary>
    public (CoordinateColumns Columns, Crs Crs) Resolve(CsvReader csv)
    {
        var guess = CoordinateColumns.Guess(csv.Header, csv.Sample());
        var named = Lon ?? Lat ?? X ?? Y ?? Wkt ?? Pair;
        var columns = named is null
            ? guess
            : new CoordinateColumns(
                Find(csv, Lon),
                Find(csv, Lat),
                Find(csv, X),
                Find(csv, Y),
                Find(csv, Wkt),
                Find(csv, Pair),
                null,
                Crs,
                "As named."
            );
        if (!IsWhole(columns))
            throw new RefusedException(
                Refusal.Invalid,
                named is null
                    ? $"{csv.Name}: {guess.Explanation} The columns are: {string.Join(", ", csv.Header)}."
                    : $"{csv.Name}: coordinates need two columns: name both lon and lat, or both x and y with crs."
            );
        return (columns, FindCrs(csv, columns));
    }

    private static bool IsWhole(CoordinateColumns columns) =>
        columns is { Lon: not null, Lat: not null } or { X: not null, Y: not null } || columns.Wkt is not null || columns.Pair is not null;

    private Crs FindCrs(CsvReader csv, CoordinateColumns columns)
    {
        if ((Crs ?? columns.Crs) is { } text)
        {
            var declaration = CrsDeclaration.Read(text);
            return declaration.Crs ?? throw new RefusedException(Refusal.Invalid, $"{csv.Name}: {declaration.Sentence}");
        }
        return columns.Lon is not null || columns.X is null
            ? Spatial.Projections.Crs.LonLat
            : throw new RefusedException(
                Refusal.Invalid,
                $"{csv.Name}: columns {csv.Header[columns.X.Value]} and {csv.Header[columns.Y!.Value]} hold map "
                    + "coordinates, and the file does not say of which system. Name it with crs, for example EPSG:2263."
            );
    }

    private static int? Find(CsvReader csv, string? name)
    {
        if (name is null)
            return null;
        var exact = csv.IndexOf(name);
        return exact >= 0
            ? exact
            : throw new RefusedException(
                Refusal.Invalid,
                $"{csv.Name} has no column \"{name}\". Its columns are: {string.Join(", ", csv.Header)}."
            );
    }
}

using System.Data.Common;
using NetTopologySuite.Geometries;

namespace TurfMap.Storage.Sql;

/// <summary>
/// The values of the row on which a reader stands, by the number of the column: for millions of rows, where an object for each value would
/// cost more than the value.
/// </summary>
/// <remarks>A text is lent until the next one of the same column is asked for.</remarks>
internal abstract class Cells
{
    public abstract bool IsNull(int column);

    public abstract long Whole(int column);

    /// <summary>Empty for null.</summary>
    public abstract ReadOnlySpan<char> Text(int column);

    public abstract DateOnly? Day(int column);

    public abstract DateTime? Time(int column);

    /// <summary>Where a point lies, in degrees; not a number for null and for an empty point.</summary>
    public abstract (double Longitude, double Latitude) Place(int column);

    public int? WholeOrNull(int column) => IsNull(column) ? null : checked((int)Whole(column));

    protected static (double Longitude, double Latitude) At(Geometry shape) =>
        shape is Point { IsEmpty: false } point ? (point.X, point.Y) : (double.NaN, double.NaN);
}

/// <summary>The same from any database.</summary>
internal sealed class ReaderCells(Engine engine, DbDataReader row) : Cells
{
    public override bool IsNull(int column) => row.IsDBNull(column);

    public override long Whole(int column) => row.GetInt64(column);

    public override ReadOnlySpan<char> Text(int column) => row.IsDBNull(column) ? default : row.GetString(column);

    public override DateOnly? Day(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    public override DateTime? Time(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTime>(column);

    public override (double Longitude, double Latitude) Place(int column) =>
        row.IsDBNull(column) ? (double.NaN, double.NaN) : At(engine.ReadShape(row, column));
}

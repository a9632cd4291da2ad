using System.Data.Common;

namespace TurfMap.Storage.Sql;

/// <summary>Reads rows by name, the same from both engines.</summary>
internal static class Rows
{
    public static string Text(this DbDataReader row, string column) => row.GetString(row.GetOrdinal(column));

    public static string? TextOrNull(this DbDataReader row, string column) =>
        row.GetOrdinal(column) is var i && row.IsDBNull(i) ? null : row.GetString(i);

    public static string[] List(this DbDataReader row, string column) => row.Text(column).Split(';', StringSplitOptions.RemoveEmptyEntries);

    public static long Whole(this DbDataReader row, string column) => row.GetInt64(row.GetOrdinal(column));

    public static long? WholeOrNull(this DbDataReader row, string column) =>
        row.GetOrdinal(column) is var i && row.IsDBNull(i) ? null : row.GetInt64(i);

    public static bool Flag(this DbDataReader row, string column) => row.GetBoolean(row.GetOrdinal(column));

    public static double Real(this DbDataReader row, string column) => row.GetDouble(row.GetOrdinal(column));

    public static double? RealOrNull(this DbDataReader row, string column) =>
        row.GetOrdinal(column) is var i && row.IsDBNull(i) ? null : row.GetDouble(i);

    public static DateOnly Date(this DbDataReader row, string column) => row.GetFieldValue<DateOnly>(row.GetOrdinal(column));

    public static DateOnly? DateOrNull(this DbDataReader row, string column) =>
        row.GetOrdinal(column) is var i && row.IsDBNull(i) ? null : row.GetFieldValue<DateOnly>(i);

    public static DateTime? LocalTimeOrNull(this DbDataReader row, string column) =>
        row.GetOrdinal(column) is var i && row.IsDBNull(i) ? null : row.GetFieldValue<DateTime>(i);

    public static DateTimeOffset Moment(this DbDataReader row, string column) => row.GetFieldValue<DateTimeOffset>(row.GetOrdinal(column));

    public static DateTimeOffset? MomentOrNull(this DbDataReader row, string column) =>
        row.GetOrdinal(column) is var i && row.IsDBNull(i) ? null : row.GetFieldValue<DateTimeOffset>(i);
}

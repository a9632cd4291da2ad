using System.Data.Common;

namespace TurfMap.Storage.Sql;

/// <summary>The values of a row as the copying of stores and the audit need them.</summary>
internal static class RowValues
{
    /// <summary>The row's number, then its columns, as they are written again.</summary>
    public static object?[] Of(Engine engine, Table table, DbDataReader row)
    {
        var values = new object?[table.Columns.Length + 1];
        values[0] = row.GetInt64(0);
        for (var i = 0; i < table.Columns.Length; i++)
            values[i + 1] = row.IsDBNull(i + 1)
                ? null
                : table.Columns[i].Kind switch
                {
                    Kind.Text => row.GetString(i + 1),
                    Kind.Whole => row.GetInt64(i + 1),
                    Kind.Real => row.GetDouble(i + 1),
                    Kind.Flag => row.GetBoolean(i + 1),
                    Kind.Date => row.GetFieldValue<DateOnly>(i + 1),
                    Kind.LocalTime => row.GetDateTime(i + 1),
                    Kind.Moment => row.GetFieldValue<DateTimeOffset>(i + 1),
                    _ => engine.ReadShape(row, i + 1),
                };
        return values;
    }
}

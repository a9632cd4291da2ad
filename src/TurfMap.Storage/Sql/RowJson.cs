using System.Data.Common;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace TurfMap.Storage.Sql;

/// <summary>Rows as JSON, for the audit.</summary>
internal static class RowJson
{
    /// <summary>The columns of the row that stands under an id; null when none does.</summary>
    public static string? Find(Session session, Table table, string id, string[] columns)
    {
        var all = string.Join(", ", table.Columns.Select(column => column.IsShape ? session.Engine.SelectShape(column.Name) : column.Name));
        return session
            .List(
                $"SELECT fid, {all} FROM {table.Name} WHERE {table.Key[0]} = @id AND superseded_by IS NULL",
                row => Of(session.Engine, table, row, columns),
                ("@id", id)
            )
            .FirstOrDefault();
    }

    /// <summary>How an import went.</summary>
    public static string Counts(long rows, long taken, long problems) =>
        JsonSerializer.Serialize(
            new
            {
                rows,
                taken,
                problems,
            }
        );

    private static string Of(Engine engine, Table table, DbDataReader row, string[] columns)
    {
        var values = RowValues.Of(engine, table, row);
        return JsonSerializer.Serialize(
            columns.ToDictionary(
                column => column,
                column =>
                    values[1 + Array.IndexOf(table.Columns, table[column])] switch
                    {
                        Point place => new[] { place.X, place.Y },
                        Geometry shape => shape.AsText(),
                        var value => value,
                    }
            )
        );
    }
}

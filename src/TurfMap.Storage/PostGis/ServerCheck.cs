using TurfMap.Storage.Sql;

namespace TurfMap.Storage.PostGis;

/// <summary>Looks for damage that only a server's store can have: indexes and links that are not in force, shapes.</summary>
internal static class ServerCheck
{
    public static IEnumerable<string> Run(Session session, CancellationToken cancel)
    {
        foreach (
            var name in session.List(
                "SELECT indexrelid::regclass::text AS name FROM pg_index JOIN pg_class ON pg_class.oid = indrelid WHERE "
                    + "relnamespace = current_schema()::regnamespace AND NOT indisvalid",
                row => row.Text("name")
            )
        )
            yield return $"The index {name} is not in force. Make it anew with: REINDEX INDEX {name};";
        foreach (
            var name in session.List(
                "SELECT conname::text AS name FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE "
                    + "relnamespace = current_schema()::regnamespace AND NOT convalidated",
                row => row.Text("name")
            )
        )
            yield return $"The rule {name} was never checked on the rows that stand.";
        foreach (
            var name in Catalogue
                .Kept.Select(table => table.Name + "_stands")
                .Concat(Catalogue.Spatial.Select(table => $"{table.Name}_{table.Shape!.Name}"))
        )
            if (session.Scalar<string>("SELECT to_regclass(@name)::text", ("@name", name)) is null)
                yield return $"The index {name} is missing.";
        foreach (
            var table in Catalogue.All.SelectMany(table =>
                table.Columns.Where(column => column.Links is not null).Select(column => (table.Name, Link: column))
            )
        )
            if (
                session.Scalar<long>(
                    $"SELECT count(*) FROM {table.Name} WHERE {table.Link.Name} NOT IN (SELECT fid FROM {table.Link.Links})"
                )
                is > 0
                    and var lost
            )
                yield return $"{lost} rows of {table.Name} belong to an import that is not there.";
        if (
            session.Scalar<long>(
                "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'audit'::regclass AND tgname = 'audit_stays' AND tgenabled = 'O'"
            ) == 0
        )
            yield return "The guard of the audit was taken away: its entries can be changed and taken out.";
        foreach (var table in Catalogue.Spatial)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var fid in session.List($"SELECT fid FROM {table.Name} WHERE NOT ST_IsValid(geom) LIMIT 100", row => row.Whole("fid")))
                yield return $"The shape of row {fid} of {table.Name} is not valid.";
            if (
                Indexed(session, table) is var indexed
                && indexed != session.Scalar<long>($"SELECT count(*) FROM {table.Name} WHERE geom IS NOT NULL")
            )
                yield return $"The spatial index of {table.Name} does not find all of its rows. Make it anew with: REINDEX INDEX "
                    + $"{table.Name}_geom;";
        }
        if (session.Scalar<long>("SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'") > 0)
            foreach (var answer in Pages(session))
                yield return answer;
    }

    /// <summary>How many rows the spatial index leads to.</summary>
    private static long Indexed(Session session, Table table)
    {
        session.Run("SET LOCAL enable_seqscan = off");
        var found = session.Scalar<long>($"SELECT count(*) FROM {table.Name} WHERE geom && ST_MakeEnvelope(-181, -91, 181, 91, 4326)");
        session.Run("SET LOCAL enable_seqscan = on");
        return found;
    }

    private static IEnumerable<string> Pages(Session session)
    {
        var indexes = session.List(
            """
            SELECT indexrelid::regclass::text AS name FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid =
                relam
            WHERE relnamespace = current_schema()::regnamespace AND amname = 'btree'
            """,
            row => row.Text("name")
        );
        foreach (var name in indexes)
        {
            string? wrong = null;
            session.Run("SAVEPOINT before_index");
            try
            {
                session.Run("SELECT bt_index_check(@name::regclass, true)", ("@name", name));
            }
            catch (Npgsql.PostgresException damage) when (damage.SqlState.StartsWith("XX", StringComparison.Ordinal))
            {
                wrong = damage.MessageText;
            }
            session.Run("ROLLBACK TO SAVEPOINT before_index");
            if (wrong is not null)
                yield return $"The index {name} is damaged: {wrong}.";
        }
    }
}

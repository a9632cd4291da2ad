using System.Text;
using TurfMap.Domain.City;

namespace TurfMap.Storage.Sql;

/// <summary>The schema in numbered steps. A new store goes through all of them; a standing one through those it has not seen.</summary>
/// <remarks>
/// A step only adds: the program before it still reads what it knows. What no program reads any more goes one step later.
/// </remarks>
internal static class Steps
{
    /// <summary>The newest step.</summary>
    public const int Newest = 7;

    /// <summary>What each step is for.</summary>
    public static readonly string[] Names =
    [
        "",
        "layers, plans, people, cases, imports",
        "who wrote what, requests that come twice, the city's profile, places with their areas",
        "accounts, the audit",
        "lines to draw",
        "agencies and hours of cases, months released to directors, saved views",
        "the last change of each part of the city, records without a copy of their areas",
        "access tokens that end with their account's passwords, what a request held, what belongs to the sample",
    ];

    /// <summary>The statements of a step: its tables and columns, then what it moves.</summary>
    public static string Sql(int step, ISchemaDialect dialect)
    {
        var sql = new StringBuilder();
        foreach (var table in Catalogue.All.Where(table => table.Since <= step))
            if (table.Since == step)
            {
                sql.AppendLine(dialect.CreateTable(table, [.. table.Columns.Concat(table.Retired).Where(column => column.Since <= step)]));
                if (table.IsKept)
                    sql.AppendLine(
                        $"""
                        CREATE UNIQUE INDEX {table.Name}_stands ON {table.Name} ({(
                            step == 1 ? string.Join(", ", table.Key) : table.KeyTerms
                        )}) WHERE superseded_by IS NULL;
                        CREATE INDEX {table.Name}_batch ON {table.Name} (batch);
                        """
                    );
                sql.AppendLine(dialect.AfterCreate(table));
            }
            else
            {
                foreach (var column in table.Columns.Concat(table.Retired).Where(column => column.Since == step))
                    sql.AppendLine($"ALTER TABLE {table.Name} ADD COLUMN {dialect.Describe(column)};");
                foreach (var column in table.Retired.Where(column => column.Until == step))
                    sql.AppendLine($"ALTER TABLE {table.Name} DROP COLUMN {column.Name};");
            }
        return sql.AppendLine(
                step switch
                {
                    1 => First,
                    2 => Second(dialect),
                    3 => Third(dialect),
                    4 => Fourth,
                    5 => Fifth,
                    6 => Sixth,
                    7 => Seventh,
                    _ => "",
                }
            )
            .ToString();
    }

    private const string First = """
        CREATE UNIQUE INDEX setting_key ON setting (key);
        CREATE INDEX row_problem_batch ON row_problem (batch);
        INSERT INTO setting (key, value) VALUES ('schema', '1'), ('version', '0');
        """;

    private const string Fourth = "UPDATE setting SET value = '4' WHERE key = 'schema';";

    private const string Fifth = """
        CREATE UNIQUE INDEX released_month_month ON released_month (month);
        CREATE UNIQUE INDEX saved_view_id ON saved_view (id);
        UPDATE setting SET value = '5' WHERE key = 'schema';
        """;

    /// <remarks>
    /// Whoever reads a store that was brought up reads it for the first time, so its last change stands for all parts. Edits are in no seal
    /// any more.
    /// </remarks>
    private static readonly string Sixth = $"""
        CREATE UNIQUE INDEX stamp_part ON stamp (part);
        INSERT INTO stamp (part, change) SELECT part.name, CAST(setting.value AS bigint) FROM setting, ({string.Join(
            " UNION ALL ",
            Enum.GetValues<CityPart>().Select(part => $"SELECT '{Stamps.NameOf(part)}' AS name")
        )}) part WHERE setting.key = 'version';
        DELETE FROM setting WHERE key = 'access_version' OR key IN (SELECT 'seal-' || fid FROM import_batch WHERE kind = 'edit');
        UPDATE setting SET value = '6' WHERE key = 'schema';
        """;

    /// <remarks>
    /// Tokens that held go on with the stamp that their account has now; those of a closed account end, so that opening it again brings
    /// none back. What came in before a sample's profile was written is the sample.
    /// </remarks>
    private const string Seventh = """
        DELETE FROM access_token WHERE account IN (SELECT id FROM account WHERE closed = TRUE);
        UPDATE access_token SET security_stamp = coalesce((SELECT account.security_stamp FROM account WHERE account.id =
            access_token.account), '');
        UPDATE import_batch SET sample = TRUE WHERE fid <= (SELECT min(batch) FROM profile WHERE sample = TRUE);
        UPDATE setting SET value = '7' WHERE key = 'schema';
        """;

    private static string Second(ISchemaDialect dialect) =>
        $"""
            CREATE UNIQUE INDEX import_batch_request ON import_batch (request_key) WHERE request_key IS NOT NULL;
            INSERT INTO import_batch (kind, source, state, started_at, finished_at, row_count, taken, sentence)
                SELECT 'profile', 'upgrade', 'Done', {dialect.Now}, {dialect.Now}, 1, 1, 'The city''s profile, moved by the upgrade.' WHERE
                    EXISTS (SELECT 1 FROM setting WHERE key = 'city_name');
            INSERT INTO profile (id, name, note, sample, position_error_m, batch)
                SELECT 'city', value, (SELECT nullif(value, '') FROM setting WHERE key = 'city_note'), EXISTS (SELECT 1 FROM setting WHERE
                    key = 'city_sample' AND value = '1'),
                    coalesce((SELECT CAST(value AS double precision) FROM setting WHERE key = 'position_error_m'), 5), (SELECT max(fid)
                        FROM import_batch WHERE source = 'upgrade')
                FROM setting WHERE key = 'city_name';
            DELETE FROM setting WHERE key IN ('city_name', 'city_note', 'city_sample', 'position_error_m');
            UPDATE measure SET superseded_by = (SELECT max(batch) FROM measure later WHERE {Catalogue.Measure.SameKey("later", "measure")})
                WHERE superseded_by IS NULL AND EXISTS (SELECT 1 FROM measure later WHERE later.superseded_by IS NULL AND later.fid >
                    measure.fid AND {Catalogue.Measure.SameKey(
                "later",
                "measure"
            )});
            DROP INDEX measure_stands;
            CREATE UNIQUE INDEX measure_stands ON measure ({Catalogue.Measure.KeyTerms}) WHERE superseded_by IS NULL;
            {dialect.OneAtATime}
            UPDATE setting SET value = '2' WHERE key = 'schema';
            """;

    private static string Third(ISchemaDialect dialect) =>
        $"""
            CREATE UNIQUE INDEX account_id ON account (id);
            CREATE UNIQUE INDEX account_name ON account (name);
            CREATE UNIQUE INDEX account_outside ON account (outside) WHERE outside <> '';
            CREATE UNIQUE INDEX session_id ON session (id);
            CREATE UNIQUE INDEX session_hash ON session (hash);
            CREATE UNIQUE INDEX access_token_id ON access_token (id);
            CREATE UNIQUE INDEX access_token_hash ON access_token (hash);
            CREATE UNIQUE INDEX one_time_link_id ON one_time_link (id);
            CREATE UNIQUE INDEX one_time_link_hash ON one_time_link (hash);
            CREATE UNIQUE INDEX protection_key_name ON protection_key (name);
            CREATE UNIQUE INDEX audit_number ON audit (number);
            CREATE INDEX audit_account ON audit (account, number);
            INSERT INTO setting (key, value) VALUES ('access_version', '0'), ('audit_newest', '');
            {dialect.GuardAudit}
            UPDATE setting SET value = '3' WHERE key = 'schema';
            """;
}

/// <summary>How an engine writes its schema down.</summary>
internal interface ISchemaDialect
{
    /// <summary>The table with these columns.</summary>
    string CreateTable(Table table, Column[] columns);

    /// <summary>Name, type and rules of a column.</summary>
    string Describe(Column column);

    /// <summary>What a new table needs beside: spatial index, entries for desktop programs.</summary>
    string AfterCreate(Table table);

    /// <summary>The moment of the statement.</summary>
    string Now { get; }

    /// <summary>Lets no two periods of a time line overlap among the rows that stand.</summary>
    string OneAtATime { get; }

    /// <summary>Lets no entry of the audit be changed or taken out.</summary>
    string GuardAudit { get; }

    /// <summary>
    /// Takes that guard away, for a whole store that is put in the place of another; within the same transaction it is made again.
    /// </summary>
    string UnguardAudit { get; }
}

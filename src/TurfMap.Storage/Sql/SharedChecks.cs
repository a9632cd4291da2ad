
namespace TurfMap.Storage.Sql;

/// <summary>Looks for rows that do not fit together, the same in both engines.</summary>
internal static class SharedChecks
{
    private static readonly (Table Table, string What)[] Owned =
    [
        (Catalogue.SignIn, "sessions"),
        (Catalogue.Token, "access tokens"),
        (Catalogue.Link, "one-time links"),
    ];

    public static IEnumerable<string> Run(Session session)
    {
        if (session.Scalar<long>("SELECT count(*) FROM import_batch WHERE finished_at IS NULL") is > 0 and var unfinished)
            yield return $"{unfinished} imports were never finished.";
        foreach (var table in Catalogue.Kept)
        {
            if (
                session.Scalar<long>(
                    $"SELECT count(*) FROM {table.Name} WHERE batch NOT IN (SELECT fid FROM import_batch WHERE state = 'Done')"
                )
                is > 0
                    and var orphans
            )
                yield return $"{orphans} rows of {table.Name} belong to an import that was refused, undone or never was.";
            if (
                session.Scalar<long>(
                    $"SELECT count(*) FROM {table.Name} WHERE superseded_by NOT IN (SELECT fid FROM import_batch WHERE state = 'Done')"
                )
                is > 0
                    and var stranded
            )
                yield return $"{stranded} rows of {table.Name} gave way to an import that is not there.";
            if (
                session.Scalar<long>(
                    $"SELECT count(*) FROM (SELECT 1 FROM {table.Name} WHERE superseded_by IS NULL GROUP BY "
                        + $"{table.KeyTerms} HAVING count(*) > 1) twice"
                )
                is > 0
                    and var twice
            )
                yield return $"{twice} keys of {table.Name} stand more than once.";
        }
        foreach (var (table, line) in Catalogue.Timelines)
            if (
                session.Scalar<long>(
                    $"""
                    SELECT count(*) FROM {table.Name} a JOIN {table.Name} b ON a.fid < b.fid {string.Concat(
                        line.Select(column => $"AND a.{column} = b.{column} ")
                    )}
                    WHERE a.superseded_by IS NULL AND b.superseded_by IS NULL AND a.valid_from < coalesce(b.valid_to, '9999-12-31') AND
                        b.valid_from < coalesce(a.valid_to, '9999-12-31')
                    """
                )
                is > 0
                    and var overlaps
            )
                yield return $"{overlaps} pairs of rows of {table.Name} are in force at the same time.";
        if (
            session.Scalar<long>(
                "SELECT count(*) FROM plan p WHERE p.superseded_by IS NULL AND NOT EXISTS (SELECT 1 FROM area WHERE "
                    + "area.vintage = p.unit_vintage)"
            ) > 0
        )
            yield return "A plan assigns units of boundaries that are not there.";
        if (
            session.Scalar<long>(
                "SELECT count(*) FROM placement p WHERE p.superseded_by IS NULL AND NOT EXISTS (SELECT 1 FROM liaison l "
                    + "WHERE l.id = p.liaison AND l.superseded_by IS NULL)"
            )
            is > 0
                and var unknown
        )
            yield return $"{unknown} turfs are covered by a liaison who is not there.";
        if (
            session.Scalar<long>(
                """
                SELECT count(*) FROM vintage v WHERE v.superseded_by IS NULL AND v.areas <> (SELECT count(*) FROM area a WHERE a.vintage =
                    v.vintage AND a.superseded_by IS NULL)
                    + (SELECT count(*) FROM map_line l WHERE l.vintage = v.vintage AND l.superseded_by IS NULL)
                """
            )
            is > 0
                and var short_
        )
            yield return $"{short_} vintages do not have the number of areas or lines that was imported.";
        foreach (var (table, what) in Owned)
            if (
                session.Scalar<long>(
                    $"SELECT count(*) FROM {table.Name} t WHERE t.account IS NOT NULL AND NOT EXISTS (SELECT 1 FROM account "
                        + "a WHERE a.id = t.account)"
                )
                is > 0
                    and var ownerless
            )
                yield return $"{ownerless} {what} belong to an account that is not there.";
        foreach (var finding in AuditTrail.Check(session))
            yield return finding;
    }
}

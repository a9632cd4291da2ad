using TurfMap.Domain.City;

namespace TurfMap.Storage.Sql;

/// <summary>The change number, and the stamp of each part, which is the number of the last change to its tables.</summary>
/// <remarks>Writers come one after another, so a number that is taken within a transaction is nobody else's.</remarks>
internal static class StampRows
{
    /// <summary>Tells the part of each table whose rows batches keep when some of its rows were written or replaced by a batch.</summary>
    private static readonly string TouchedBy = string.Join(
        " UNION ALL ",
        Catalogue.Kept.Select(table => $"SELECT '{table.Name}' AS name WHERE EXISTS (SELECT 1 FROM {table.Name} WHERE batch = @batch)")
    );

    /// <summary>Takes the next change number for a change that touched these parts, so that whoever has read one of them sees it.</summary>
    public static void Move(Session session, params IEnumerable<CityPart> parts)
    {
        session.Run("UPDATE setting SET value = CAST(CAST(value AS bigint) + 1 AS text) WHERE key = 'version'");
        session.Run(
            "UPDATE stamp SET change = (SELECT CAST(value AS bigint) FROM setting WHERE key = 'version') WHERE part IN "
                + $"({string.Join(", ", parts.Distinct().Select(part => $"'{Stamps.NameOf(part)}'"))})"
        );
    }

    /// <summary>Takes the next change number for everything, as another store has taken the place of this one.</summary>
    public static void MoveAll(Session session, long change)
    {
        session.Run("UPDATE setting SET value = @change WHERE key = 'version'", ("@change", $"{change}"));
        session.Run("UPDATE stamp SET change = @change", ("@change", change));
    }

    /// <summary>The number of the last change.</summary>
    public static long ReadChange(Session session) =>
        long.Parse(session.Scalar<string>("SELECT value FROM setting WHERE key = 'version'") ?? "0");

    /// <summary>The stamp of one part.</summary>
    public static long Read(Session session, CityPart part) =>
        session.Scalar<long>("SELECT change FROM stamp WHERE part = @part", ("@part", Stamps.NameOf(part)));

    /// <summary>The stamps of all parts.</summary>
    public static Stamps Read(Session session)
    {
        var changes = session
            .List("SELECT part, change FROM stamp", row => (Part: row.Text("part"), Change: row.Whole("change")))
            .ToDictionary(row => row.Part, row => row.Change, StringComparer.Ordinal);
        return new(part => changes[Stamps.NameOf(part)]);
    }

    /// <summary>
    /// The parts that tables belong to; an import or its undoing also changes the list of imports, which edits are not in.
    /// </summary>
    public static IEnumerable<CityPart> PartsOf(IEnumerable<Table> touched, bool isEdit) =>
        touched.Select(table => table.Part!.Value).Concat(isEdit ? [] : [CityPart.Imports]);

    /// <summary>The tables in which a batch wrote rows. A row is never taken away without another that takes its place.</summary>
    public static Table[] Touched(Session session, long batch)
    {
        var names = session.List(TouchedBy, row => row.Text("name"), ("@batch", batch)).ToHashSet(StringComparer.Ordinal);
        return [.. Catalogue.Kept.Where(table => names.Contains(table.Name))];
    }
}

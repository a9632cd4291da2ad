using TurfMap.Domain.Access;
using TurfMap.Domain.City;

namespace TurfMap.Storage.Sql;

/// <summary>What a column holds; each engine has its own type for it.</summary>
internal enum Kind
{
    Text,
    Whole,
    Real,
    Flag,

    /// <summary>A day, <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>A time as the clocks of the city show it, <see cref="DateTime"/>.</summary>
    LocalTime,

    /// <summary>A moment in UTC to the millisecond, <see cref="DateTimeOffset"/>.</summary>
    Moment,

    /// <summary>A place, <see cref="TurfMap.Spatial.LonLat"/>.</summary>
    Point,

    /// <summary>Polygons, a geometry of NetTopologySuite.</summary>
    MultiPolygon,

    /// <summary>Lines, a geometry of NetTopologySuite.</summary>
    MultiLine,
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Nullable">Whether it may be empty.</param>
/// <param name="OneOf">The only texts it may hold; any when none are listed.</param>
/// <param name="Default">The SQL of its default, which a column needs that is added to rows that stand.</param>
/// <param name="Links">The table whose <c>fid</c> it names.</param>
/// <param name="Since">The step that added it.</param>
/// <param name="Until">The step that takes it away again; none for most.</param>
internal sealed record Column(
    string Name,
    Kind Kind,
    bool Nullable = false,
    string[]? OneOf = null,
    string? Default = null,
    string? Links = null,
    int Since = 1,
    int Until = int.MaxValue
)
{
    public bool IsShape => Kind is Kind.Point or Kind.MultiPolygon or Kind.MultiLine;
}

/// <summary>A table that both engines have. Every table also has a number of its own, <c>fid</c>.</summary>
/// <remarks>
/// A kept row belongs to a batch; a row that a later batch replaced stays, with that batch in <c>superseded_by</c>.
/// So undoing a batch is: its rows go, the rows it superseded stand again. Rows that stand have no <c>superseded_by</c>.
/// </remarks>
internal sealed class Table
{
    private readonly Column[] own;

    public Table(string name, CityPart? part, string[]? key, Column[] columns, string? title = null, int since = 1)
    {
        (Name, Part, Key, Title, Since) = (name, part, key ?? [], title, since);
        (own, Retired) = (
            [.. columns.Where(column => column.Until > Steps.Newest)],
            [.. columns.Where(column => column.Until <= Steps.Newest)]
        );
        Columns = key is null
            ? own
            :
            [
                .. own,
                new("batch", Kind.Whole, Links: "import_batch"),
                new("superseded_by", Kind.Whole, Nullable: true, Links: "import_batch"),
            ];
    }

    public string Name { get; }

    /// <summary>The part of the city that its rows belong to; null for the store's own book-keeping and for the audit.</summary>
    public CityPart? Part { get; }

    /// <summary>What is unique among the rows that stand; empty for tables whose rows are not kept by batches.</summary>
    public string[] Key { get; }

    /// <summary>All columns but <c>fid</c>, the shape first.</summary>
    public Column[] Columns { get; }

    /// <summary>Columns of earlier steps that a later step took away.</summary>
    public Column[] Retired { get; }

    /// <summary>What a desktop program shows as its title; null for tables without a shape.</summary>
    public string? Title { get; }

    /// <summary>The step that made it.</summary>
    public int Since { get; }

    /// <summary>What somebody needs who edits one of its rows; null when its rows are only imported.</summary>
    public Permission? EditedBy { get; init; }

    public bool IsKept => Key.Length > 0;

    /// <summary>The column with the shape.</summary>
    public Column? Shape => Array.Find(own, column => column.IsShape);

    public Column this[string name] =>
        Array.Find(Columns, column => column.Name == name) ?? throw new ArgumentException($"{Name} has no column {name}");

    /// <summary>The key as an index has it: what may be empty counts as the same when it is.</summary>
    public string KeyTerms => string.Join(", ", Key.Select(column => this[column].Nullable ? $"coalesce({column}, -1)" : column));

    /// <summary>Whether a row has the same key as one of other names.</summary>
    public string SameKey(string row, string other) =>
        string.Join(
            " AND ",
            Key.Select(column =>
                this[column].Nullable
                    ? $"coalesce({row}.{column}, -1) = coalesce({other}.{column}, -1)"
                    : $"{row}.{column} = {other}.{column}"
            )
        );
}

namespace TurfMap.Domain.Figures.Releases;

/// <summary>A month of figures as they were given out: what left the case-handling role, and all that ever will of that month.</summary>
/// <remarks>
/// It holds nothing that is hidden. It is made once and never changed: two versions of one month could be subtracted from each other.
/// Months have no case in
/// common, so each is safe by itself, and whatever is added up from months says nothing that they do not say.
/// </remarks>
/// <param name="Month">Its first day.</param>
/// <param name="Layer">The layer whose areas are told apart; the same for all months.</param>
/// <param name="Vintage">The boundaries that were in force on its first day.</param>
/// <param name="MadeAt">When it was given out: cases that came later are not in it.</param>
/// <param name="Author">By whom.</param>
/// <param name="Figures">The figures.</param>
public sealed record ReleasedMonth(DateOnly Month, string Layer, long Vintage, DateTimeOffset MadeAt, string Author, MonthFigures Figures);

/// <summary>An area of a release; the one with an empty code stands for no area.</summary>
public readonly record struct ReleasedArea(string Code, string Name);

/// <summary>The figures of a month; null stands for one that is hidden, whatever for.</summary>
/// <param name="Areas">The areas, the last one being none.</param>
/// <param name="Kinds">The kinds, the last one, with an empty name, being all others.</param>
/// <param name="Total">All matters of the city.</param>
/// <param name="ByArea">Matters of each area.</param>
/// <param name="ByKind">Matters of each kind.</param>
/// <param name="Cells">Matters of each area and kind, by area.</param>
public sealed record MonthFigures(
    IReadOnlyList<ReleasedArea> Areas,
    IReadOnlyList<string> Kinds,
    long? Total,
    long?[] ByArea,
    long?[] ByKind,
    long?[] Cells
)
{
    /// <summary>How many figures there are.</summary>
    public int Count => 1 + ByArea.Length + ByKind.Length + Cells.Length;

    /// <summary>How many of them are hidden.</summary>
    public int Hidden =>
        (Total is null ? 1 : 0) + ByArea.Count(one => one is null) + ByKind.Count(one => one is null) + Cells.Count(one => one is null);
}

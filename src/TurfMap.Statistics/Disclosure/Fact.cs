namespace TurfMap.Statistics.Disclosure;

/// <summary>Something that an onlooker knows: the sum of some cells lies in a range.</summary>
/// <param name="Cells">The cells, by number; one is enough, and none stands twice.</param>
/// <param name="Low">The sum is at least this.</param>
/// <param name="High">The sum is at most this; null when nothing is known.</param>
/// <remarks>That every cell is a whole number of 0 or more is known always and need not be said.</remarks>
public sealed record Fact(IReadOnlyList<int> Cells, long Low, long? High)
{
    /// <summary>A published figure.</summary>
    public static Fact Exactly(IReadOnlyList<int> cells, long value) => new(cells, value, value);
}

/// <summary>
/// All that a figure can be, given what an onlooker knows: every end is the value of some table of whole numbers that agrees with all
/// facts.
/// </summary>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest value; null when nothing bounds it.</param>
/// <param name="IsProven">
/// Whether nothing beyond the ends is possible. When the work had to stop before that was shown, the ends are the widest that were found:
/// the truth can only be wider, so who takes the range as it stands errs to the safe side.
/// </param>
public readonly record struct FeasibleRange(long Low, long? High, bool IsProven = true)
{
    /// <summary>Whether only one value is possible (or only one was found before the work had to stop, which counts as much).</summary>
    public bool IsDisclosed => Low == High;
}

namespace TurfMap.Statistics.Disclosure;

/// <summary>Whether a figure is to be published, is already, or never will be.</summary>
public enum Standing
{
    /// <summary>To be published now, or hidden, as the rule wants it.</summary>
    New,

    /// <summary>Published earlier; whoever wanted it has it.</summary>
    Published,

    /// <summary>Hidden earlier; it stays hidden.</summary>
    Hidden,

    /// <summary>
    /// Never published, but not to be derived when it is small: what two geographies differ by, what a month adds to a window.
    /// </summary>
    Watched,
}

/// <summary>A number that is or could be published: the sum of some cells.</summary>
/// <param name="Cells">The cells, by number, at least one; a single cell of a table is a figure too.</param>
/// <param name="Denominator">What the figure is out of, when it is known to everybody: people, or trials. Null when there is none.</param>
/// <param name="Standing">Whether it is to be published.</param>
/// <param name="IsPartOfDenominator">Whether the figure counts some of its denominator (late of due, not cases per resident): everybody
/// knows that it is not more.</param>
public sealed record Figure(
    IReadOnlyList<int> Cells,
    long? Denominator = null,
    Standing Standing = Standing.New,
    bool IsPartOfDenominator = false
);

/// <summary>What the reader is told of a figure.</summary>
public enum FigureState
{
    /// <summary>Its value.</summary>
    Value,

    /// <summary>That there are none.</summary>
    TrueZero,

    /// <summary>Nothing, because the rule hides it.</summary>
    SuppressedPrimary,

    /// <summary>Nothing, because another could be derived from it.</summary>
    SuppressedComplementary,

    /// <summary>Nothing: it is watched only.</summary>
    NotPublished,
}

/// <summary>A figure as it may be published, and why.</summary>
/// <param name="State">What the reader is told.</param>
/// <param name="Value">The true value; not for the reader unless the state says so.</param>
/// <param name="Why">For a primary one, and for a watched one, what the rule says of it.</param>
/// <param name="Protects">For a complementary one the number of the figure that it was hidden for; null when everything had to be
/// hidden.</param>
/// <param name="Derivable">For hidden and watched figures the range that was shown to be possible: the onlooker knows no less, maybe a
/// wider one. Null for those shown.</param>
/// <param name="IsProtected">Whether that range is as wide as the rule wants. Always true for figures that need no protection.</param>
public sealed record FigureResult(
    FigureState State,
    long Value,
    Sensitivity Why,
    int? Protects,
    FeasibleRange? Derivable,
    bool IsProtected
);

/// <summary>What the onlooker is taken to know of a hidden figure besides that it is hidden.</summary>
public enum Marks
{
    /// <summary>
    /// Whether it was hidden for being small (then it is from 1 to 9) or for another reason (then it is 10 or more). What holds against
    /// this onlooker holds against the other.
    /// </summary>
    Apart,

    /// <summary>
    /// Nothing but that it is not a zero that would be shown. All hidden figures must then look the same, and no text may tell the two
    /// kinds apart.
    /// </summary>
    Alike,
}

/// <summary>A table in which nothing is left that the rule would have hidden, as far as hiding can do it.</summary>
/// <param name="Figures">Each figure, in the order given.</param>
/// <param name="Marks">What an onlooker may be told of hidden figures.</param>
/// <param name="Facts">All that the onlooker is taken to know, for an audit of one's own.</param>
public sealed record SuppressedTable(IReadOnlyList<FigureResult> Figures, Marks Marks, IReadOnlyList<Fact> Facts)
{
    /// <summary>
    /// Whether every figure that the rule hides, or that is watched and small, is protected. When it is not, earlier publications (or the
    /// marks) give it away and hiding more cannot help.
    /// </summary>
    public bool IsSafe => Figures.All(figure => figure.IsProtected || figure.Why == Sensitivity.None);

    /// <summary>How many figures are hidden to protect others.</summary>
    public int ComplementaryCount => Figures.Count(figure => figure.State == FigureState.SuppressedComplementary);
}

namespace TurfMap.Domain.Importing;

/// <summary>How a batch ended.</summary>
public enum BatchState
{
    /// <summary>Taken as a whole.</summary>
    Done,

    /// <summary>Refused; the store is as it was.</summary>
    Refused,

    /// <summary>Taken, and undone later.</summary>
    Undone,
}

/// <summary>One import: it can be looked at and undone.</summary>
public sealed record ImportBatch(
    long Id,
    string Kind,
    string Source,
    BatchState State,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    long Rows,
    long Taken,
    long Problems,
    string Sentence,
    string Author = ""
)
{
    /// <summary>The kind of a batch that somebody's edit of one thing is kept as; it is no import, and is in no list of them.</summary>
    public const string Edit = "edit";

    /// <summary>Whether it is an edit of one thing.</summary>
    public bool IsEdit => Kind == Edit;
}

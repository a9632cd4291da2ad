using TurfMap.Domain.Changes;

namespace TurfMap.Domain.Importing;

/// <summary>How much a problem matters.</summary>
public enum ProblemSeverity
{
    /// <summary>Something was taken other than as written: a repair, a guess.</summary>
    Note,

    /// <summary>Taken, but somebody should look.</summary>
    Warning,

    /// <summary>The row was not taken.</summary>
    Refused,
}

/// <summary>What was wrong with a row of an import, in words.</summary>
public sealed record RowProblem(long? Line, string? Column, ProblemSeverity Severity, string Sentence);

/// <summary>What an import took and what it did not. Problems beyond the limit are counted, not kept.</summary>
public sealed class ImportReport
{
    /// <summary>How many problems are kept.</summary>
    public const int KeptProblems = 10_000;

    /// <summary>How many more are kept of those that are about the file as a whole: they come last, and say the most.</summary>
    private const int KeptOfWhole = 100;

    /// <summary>Sentences quote the file, and a file may have names without end.</summary>
    private const int MostLetters = 1_000,
        MostLettersOfColumn = 200;

    private readonly List<RowProblem> problems = [];

    /// <summary>Rows or features read.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows or features taken.</summary>
    public long Taken { get; private set; }

    /// <summary>All problems, also those not kept; a note is none.</summary>
    public long ProblemCount { get; private set; }

    /// <summary>All notes and problems, also those not kept.</summary>
    public long RemarkCount { get; private set; }

    /// <summary>The first notes and problems.</summary>
    public IReadOnlyList<RowProblem> Problems => problems;

    /// <summary>Rows were read.</summary>
    public void Read(long rows = 1) => Rows += rows;

    /// <summary>A row was taken.</summary>
    public void Take(long rows = 1) => Taken += rows;

    /// <summary>Problems and remarks were met elsewhere, and not kept there either.</summary>
    public void AddUnkept(long problems, long remarks) => (ProblemCount, RemarkCount) = (ProblemCount + problems, RemarkCount + remarks);

    /// <summary>A problem was met.</summary>
    public void Add(ProblemSeverity severity, string sentence, long? line = null, string? column = null)
    {
        RemarkCount++;
        if (severity != ProblemSeverity.Note)
            ProblemCount++;
        if (problems.Count < KeptProblems + (line is null ? KeptOfWhole : 0))
            problems.Add(
                new(
                    line,
                    column is null ? null : PlainText.Of(Cut(column, MostLettersOfColumn)),
                    severity,
                    PlainText.Of(Cut(sentence, MostLetters))
                )
            );
    }

    private static string Cut(string text, int letters) => text.Length <= letters ? text : text[..(letters - 1)] + "…";
}

/// <summary>How far an import has come.</summary>
/// <param name="Rows">Rows or features so far.</param>
/// <param name="BytesRead">Bytes so far.</param>
public readonly record struct ImportProgress(long Rows, long BytesRead);

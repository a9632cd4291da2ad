using TurfMap.Domain.Access;
using TurfMap.Domain.Importing;

namespace TurfMap.App.Http.Imports;

/// <summary>
/// What somebody hears of an import. Its sentence compares the file with what stood before, and its problems quote cells: both are for
/// those who may read such rows. Everybody else who may see imports gets counts.
/// </summary>
internal static class ImportReading
{
    /// <summary>Whether somebody may read the rows that a batch brought, and so what is said of them.</summary>
    public static bool MayRead(Caller caller, ImportBatch batch) =>
        Needed(batch.Kind) is var needed && caller.May(needed) && (needed != Permission.ReadCases || Rules.CasesOf(caller).IsAll);

    /// <summary>Whether what is said of a batch may quote cases, so that reading it is put into the audit.</summary>
    public static bool QuotesCases(ImportBatch batch) => Needed(batch.Kind) == Permission.ReadCases;

    /// <summary>The sentence about a batch: the whole one for its readers, counts for everybody else.</summary>
    public static string Sentence(Caller caller, ImportBatch batch) =>
        MayRead(caller, batch) ? batch.Sentence
        : batch.State == BatchState.Refused ? "The file was refused, and nothing of it was kept."
        : $"{batch.Taken:N0} of {batch.Rows:N0} rows taken, {batch.Rows - batch.Taken:N0} refused.";

    /// <summary>A problem without what it quotes: a cell, and the column's name, which is a cell where a file has no header.</summary>
    public static RowProblem WithoutCells(RowProblem problem) =>
        problem with
        {
            Column = null,
            Sentence = problem.Line is { } line
                ? $"Line {line}: only those who may read such rows see what is wrong."
                : "Only those who may read such rows see this note.",
        };

    /// <summary>What reading the rows of a kind needs. A kind that is not known here may hold anything.</summary>
    private static Permission Needed(string kind) =>
        kind switch
        {
            "layer" or "plan" or "addresses" or "measures" => Permission.LookUp,
            "liaisons" => Permission.ReadStaff,
            "partners" or "events" => Permission.ReadPartners,
            _ => Permission.ReadCases,
        };
}

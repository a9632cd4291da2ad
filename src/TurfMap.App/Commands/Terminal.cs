using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Formats;
using TurfMap.Storage.Copying;

namespace TurfMap.App.Commands;

/// <summary>Exit codes of every command.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Cancelled = 130;
}

/// <summary>Speaks to the person at the terminal: results on standard output, progress and problems on standard error.</summary>
internal sealed class Terminal(TextWriter output, TextWriter errors, bool quiet, bool isTerminal)
    : IProgress<ImportProgress>,
        IProgress<AssignProgress>,
        IProgress<CopyProgress>
{
    private const int ShownProblems = 20;
    private long lastShown = Environment.TickCount64 - 1000;
    private bool lineOpen;

    /// <summary>The size of the file being read, for a percentage; 0 when not known.</summary>
    public long BytesTotal { get; set; }

    public static Terminal Open(bool quiet) => new(Console.Out, Console.Error, quiet, !Console.IsErrorRedirected);

    public void Report(ImportProgress value) => Show(value.Rows, value.BytesRead);

    public void Report(AssignProgress value) => Show(value.Rows, value.BytesRead);

    public void Report(CopyProgress value) => Show(value.Rows, 0);

    /// <summary>A result; said also when quiet is not wanted.</summary>
    public void Say(string line)
    {
        CloseLine();
        if (!quiet)
            output.WriteLine(line);
    }

    /// <summary>What was asked for; said even when quiet.</summary>
    public void Answer(string line)
    {
        CloseLine();
        output.WriteLine(line);
    }

    public void Complain(string line)
    {
        CloseLine();
        errors.WriteLine(line);
    }

    /// <summary>The problems of an import: what is about the file as a whole, then the rows, the gravest first.</summary>
    public void Say(ImportReport report)
    {
        if (quiet || report.RemarkCount == 0)
            return;
        foreach (
            var problem in report
                .Problems.OrderBy(problem => problem.Line is not null)
                .ThenByDescending(problem => problem.Severity)
                .Take(ShownProblems)
        )
            Complain($"  {Label(problem.Severity)}: {problem.Sentence}");
        if (report.RemarkCount > ShownProblems)
            Complain($"  … and {report.RemarkCount - ShownProblems:N0} more; see them with: batches show");
    }

    private static string Label(ProblemSeverity severity) =>
        severity switch
        {
            ProblemSeverity.Note => "note",
            ProblemSeverity.Warning => "look",
            _ => "not taken",
        };

    /// <summary>Runs a command; a refusal becomes its sentence and an exit code.</summary>
    public async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            var code = await command();
            CloseLine();
            return code;
        }
        catch (RefusedException refused)
        {
            Complain(refused.Message);
            foreach (var detail in refused.Details.Skip(5).Take(ShownProblems))
                Complain("  " + detail);
            return ExitCode.Refused;
        }
        catch (UnreadableException unreadable)
        {
            Complain(unreadable.Message);
            return ExitCode.Refused;
        }
        catch (OperationCanceledException)
        {
            Complain("Stopped. Nothing was changed.");
            return ExitCode.Cancelled;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            Complain(wrong.Message);
            return ExitCode.Refused;
        }
    }

    private void Show(long rows, long bytes)
    {
        if (quiet || !isTerminal || Environment.TickCount64 - lastShown < 100)
            return;
        lastShown = Environment.TickCount64;
        errors.Write(
            BytesTotal > 0 ? $"\r{rows:N0} rows, {100.0 * Math.Min(bytes, BytesTotal) / BytesTotal:0} %   " : $"\r{rows:N0} rows   "
        );
        lineOpen = true;
    }

    private void CloseLine()
    {
        if (lineOpen)
            errors.WriteLine();
        lineOpen = false;
    }
}

using TurfMap.Formats;
using TurfMap.Spatial;

namespace TurfMap.Domain.Importing;

/// <summary>Rows with named columns, whatever file they come from; <see cref="Table"/> shapes them. One pass, one thread.</summary>
public interface ITableSource : IDisposable
{
    /// <summary>The names of the columns.</summary>
    IReadOnlyList<string> Header { get; }

    /// <summary>Bytes taken from the file as given, for progress.</summary>
    long BytesRead { get; }

    /// <summary>What was repaired or passed over so far.</summary>
    IReadOnlyList<FormatNote> Notes { get; }

    /// <summary>Whether rows have shapes, so that no columns are needed for their places.</summary>
    bool HasShapes { get; }

    /// <summary>The line on which the row starts; its number where the file has no lines.</summary>
    long Line { get; }

    /// <summary>The row in words, for the start of a sentence: "Line 3".</summary>
    string Row { get; }

    /// <summary>Where the row's own shape puts it; null when it has none, or one that is no place.</summary>
    LonLat? Place { get; }

    /// <summary>Why the row's shape is no place; null when it is one, or the row has none.</summary>
    string? PlaceProblem { get; }

    /// <summary>Does what may take long or end badly, before an import waits for its turn to write.</summary>
    Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Goes to the next row; false at the end.</summary>
    bool Read();

    /// <summary>The text of a cell without blanks around it; empty or null when there is none.</summary>
    string? Text(int column);
}

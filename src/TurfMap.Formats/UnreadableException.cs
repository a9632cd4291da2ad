using System.Text;

namespace TurfMap.Formats;

/// <summary>
/// A file, or a value in it, that cannot be read. The message is a whole sentence for the person who brought the file: where, why, what to
/// do.
/// </summary>
public sealed class UnreadableException : Exception
{
    /// <summary>States what is wrong and where.</summary>
    /// <param name="fileName">The file as the person knows it.</param>
    /// <param name="problem">What is wrong and what to do, as one or two sentences; the place is put before it.</param>
    /// <param name="line">The line from 1.</param>
    /// <param name="feature">The record from 1.</param>
    /// <param name="column">The field or member.</param>
    /// <param name="cause">The library's own error, for the log only.</param>
    public UnreadableException(
        string fileName,
        string problem,
        long? line = null,
        long? feature = null,
        string? column = null,
        Exception? cause = null
    )
        : base(Place(fileName, line, feature, column) + ": " + problem, cause)
    {
        (FileName, Problem, Line, Feature, Column) = (fileName, problem, line, feature, column);
    }

    /// <summary>The file as the person knows it.</summary>
    public string FileName { get; }

    /// <summary>What is wrong and what to do, without the place.</summary>
    public string Problem { get; }

    /// <summary>The line from 1, where the format has lines.</summary>
    public long? Line { get; }

    /// <summary>The record from 1, where it is known.</summary>
    public long? Feature { get; }

    /// <summary>The field or member, where it is known.</summary>
    public string? Column { get; }

    private static string Place(string fileName, long? line, long? feature, string? column)
    {
        var place = new StringBuilder(fileName);
        if (feature is not null)
            place.Append(", feature ").Append(feature);
        if (line is not null)
            place.Append(", line ").Append(line);
        if (column is not null)
            place.Append(", column \"").Append(column).Append('"');
        return place.ToString();
    }
}

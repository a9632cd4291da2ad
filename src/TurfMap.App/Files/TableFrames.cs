using TurfMap.Domain.Importing;

namespace TurfMap.App.Files;

/// <summary>A table's columns, rows and notes as frames, written by the process that reads.</summary>
internal static class TableFrames
{
    /// <summary>What is added to twice a column's number.</summary>
    public const int Nested = 1;

    public static void Write(FrameWriter frames, FeatureTable table)
    {
        frames.Begin(FrameKind.Header).Small(table.Header.Count);
        foreach (var name in table.Header)
            frames.Text(name);
        frames.End();
        while (table.Read())
            WriteRow(frames, table);
        foreach (var note in table.Notes)
            frames.Begin(FrameKind.Note).Number(note.Feature).Number(note.Line).Text(note.Column).Text(note.Sentence).End();
    }

    /// <summary>Columns whose cells are empty are left out: rows may be few of very many columns.</summary>
    private static void WriteRow(FrameWriter frames, FeatureTable table)
    {
        frames
            .Begin(FrameKind.Row)
            .Number(table.BytesRead)
            .Number(table.Number)
            .Number(table.Line)
            .Text(table.Row)
            .Text(table.PlaceProblem);
        frames.Flag(table.Place is not null);
        if (table.Place is { } place)
            frames.Real(place.Longitude).Real(place.Latitude);
        for (var column = 0; column < table.Header.Count; column++)
            if (table.Text(column, out var nested) is { Length: > 0 } text)
                frames.Small(2 * column).Text(text);
            else if (nested)
                frames.Small(2 * column + Nested);
        frames.End();
    }
}

using System.Text;
using TurfMap.Formats;

namespace TurfMap.Domain.Geography;

/// <summary>
/// Writes rows as they stood, with the answers behind them: for each layer its code, margin and status, then the derived columns.
/// </summary>
internal sealed class AnswerWriter
{
    private readonly Assignment assignment;
    private readonly byte delimiter;
    private readonly int headerFields;
    private readonly byte[][][] codes;
    private readonly (int Layer, byte[][] Texts)[] derived;
    private readonly byte[][] words;
    private byte[] buffer = new byte[PointBlock.Capacity * 256];
    private int used;

    public AnswerWriter(Assignment assignment, CsvReader csv)
    {
        (this.assignment, delimiter, headerFields) = (assignment, (byte)csv.Dialect.Delimiter, csv.Header.Count);
        codes = [.. assignment.Layers.Select(layer => layer.Codes.Select(Cell).ToArray())];
        derived =
        [
            .. assignment.Derived.Select(column =>
                (assignment.Layers.ToList().IndexOf(column.Of), column.TextOfArea.Select(Cell).ToArray())
            ),
        ];
        words = [.. Enum.GetValues<PlaceStatus>().Select(status => Encoding.UTF8.GetBytes(status.Word()))];
    }

    /// <summary>The header with the new columns.</summary>
    public ReadOnlyMemory<byte> Header(ReadOnlyMemory<byte> header)
    {
        used = 0;
        Put(header.Span);
        foreach (var layer in assignment.Layers)
        foreach (var column in new[] { layer.Key, layer.Key + "_margin_m", layer.Key + "_status" })
            PutCell(Cell(column));
        foreach (var column in assignment.Derived)
            PutCell(Cell(column.Name));
        Put("\n"u8);
        return buffer.AsMemory(0, used);
    }

    /// <summary>The rows of a block; the memory is used again at the next call.</summary>
    public ReadOnlyMemory<byte> Rows(PointBlock block)
    {
        used = 0;
        for (var row = 0; row < block.Count; row++)
        {
            Put(block.Record(row));
            for (var missing = block.Fields[row]; missing < headerFields; missing++)
                PutCell([]);
            for (var layer = 0; layer < codes.Length; layer++)
            {
                var answer = block.Answer(layer, row);
                PutCell(answer.Area < 0 ? [] : codes[layer][answer.Area]);
                PutMetres(answer.MarginMetres);
                PutCell(words[(int)answer.Status]);
            }
            foreach (var (layer, texts) in derived)
                PutCell(block.Answer(layer, row) is { Area: >= 0, Status: not PlaceStatus.Outside } answer ? texts[answer.Area] : []);
            Put("\n"u8);
        }
        return buffer.AsMemory(0, used);
    }

    /// <summary>A cell of ours. A code is whatever a file of boundaries had, and must not run in anybody's spreadsheet.</summary>
    private byte[] Cell(string ours)
    {
        var text = SpreadsheetText.Safe(ours);
        return Encoding.UTF8.GetBytes(
            text.AsSpan().ContainsAny((char)delimiter, '"', '\n') || text.Contains('\r') ? $"\"{text.Replace("\"", "\"\"")}\"" : text
        );
    }

    private void PutCell(ReadOnlySpan<byte> cell)
    {
        Room(cell.Length + 1);
        buffer[used++] = delimiter;
        cell.CopyTo(buffer.AsSpan(used));
        used += cell.Length;
    }

    private void PutMetres(double metres)
    {
        Room(33);
        buffer[used++] = delimiter;
        used += CentimetreText.Write(metres, buffer.AsSpan(used));
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    private void Room(int more)
    {
        if (used + more > buffer.Length)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + more));
    }
}

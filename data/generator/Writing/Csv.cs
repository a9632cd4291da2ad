using System.Text;

namespace SampleCity.Writing;

/// <summary>Comma-separated text, quoted where it must be, one line feed a row.</summary>
internal static class Csv
{
    public static byte[] Write(string header, IEnumerable<IEnumerable<object>> rows)
    {
        var text = new StringBuilder(header).Append('\n');
        foreach (var row in rows) text.AppendJoin(',', row.Select(Cell)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(object value)
    {
        var text = value switch { double d => d.ToString("0.#######"), DateOnly day => day.ToString("yyyy-MM-dd"), _ => value.ToString() ?? "" };
        return text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }
}

namespace TurfMap.Formats;

/// <summary>How a table is written as text.</summary>
/// <param name="Delimiter">Comma, semicolon, tab or pipe.</param>
/// <param name="CarriageReturnEndsLine">True for files that end their lines with CR alone (old Mac programs); there CR, LF and CRLF all end
/// a line. Else LF and CRLF do.</param>
/// <param name="Encoding">"utf-8", "utf-16", "utf-16BE" or "windows-1252".</param>
public sealed record CsvDialect(char Delimiter = ',', bool CarriageReturnEndsLine = false, string Encoding = "utf-8")
{
    private const int LinesLookedAt = 30;

    /// <summary>Decides delimiter and line end from the first block of a table, which must be UTF-8.</summary>
    internal static CsvDialect Guess(ReadOnlySpan<byte> text, string encoding)
    {
        var delimiters = ",;\t|"u8;
        var counts = new List<int[]>();
        var now = new int[4];
        bool quoted = false,
            sawLf = false,
            sawCr = false,
            atFieldStart = true;
        for (var i = 0; i < text.Length && counts.Count < LinesLookedAt; i++)
        {
            var c = text[i];
            if (c == '"' && (quoted || atFieldStart))
                quoted = !quoted;
            else if (!quoted && c is (byte)'\n' or (byte)'\r' && !quoted)
            {
                sawLf |= c == '\n';
                sawCr |= c == '\r';
                if (now.Any(n => n > 0))
                    counts.Add(now);
                now = new int[4];
                atFieldStart = true;
                continue;
            }
            var which = quoted ? -1 : delimiters.IndexOf(c);
            if (which >= 0)
                now[which]++;
            atFieldStart = which >= 0;
        }
        if (now.Any(n => n > 0) && counts.Count == 0)
            counts.Add(now);
        // A lone CR ends lines only where no LF does: look further when the first lines had none.
        if (sawCr && !sawLf)
            sawLf = text.Contains((byte)'\n') && !LfOnlyInQuotes(text);
        return new CsvDialect((char)delimiters[Best(counts)], sawCr && !sawLf, encoding);
    }

    /// <summary>The delimiter that most lines have as often as the first line has it.</summary>
    private static int Best(List<int[]> counts)
    {
        var best = 0;
        var bestScore = 0.0;
        for (var d = 0; d < 4 && counts.Count > 0; d++)
        {
            var first = counts[0][d];
            if (first == 0)
                continue;
            var score = first * (counts.Count(c => c[d] == first) / (double)counts.Count + 0.01);
            if (score > bestScore)
                (best, bestScore) = (d, score);
        }
        return best;
    }

    private static bool LfOnlyInQuotes(ReadOnlySpan<byte> text)
    {
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == '\n' && !quoted)
                return false;
        }
        return true;
    }
}

namespace TurfMap.Domain.Changes;

/// <summary>
/// Text from outside without characters that cannot be shown: a file, a log and a database are to read the same, and PostgreSQL keeps no
/// U+0000.
/// </summary>
public static class PlainText
{
    /// <summary>
    /// The text with a space for each control character but tab and line ends, trimmed; the same object when there is nothing to change.
    /// </summary>
    public static string Of(string text)
    {
        var at = 0;
        while (at < text.Length && !IsBad(text[at]))
            at++;
        return at == text.Length
            ? text
            : string.Create(
                    text.Length,
                    text,
                    (plain, from) =>
                    {
                        for (var i = 0; i < plain.Length; i++)
                            plain[i] = IsBad(from[i]) ? ' ' : from[i];
                    }
                )
                .Trim();
    }

    /// <summary>The same on one line.</summary>
    public static string OneLine(string text) => Of(text.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ')).Trim();

    private static bool IsBad(char letter) => letter < ' ' ? letter is not ('\t' or '\n' or '\r') : letter is >= '\u007F' and <= '\u009F';
}

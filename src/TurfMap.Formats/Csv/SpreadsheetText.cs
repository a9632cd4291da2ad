using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace TurfMap.Formats;

/// <summary>Text that a spreadsheet shows and does not run.</summary>
public static partial class SpreadsheetText
{
    private static readonly SearchValues<char> Starts = SearchValues.Create("=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20");

    /// <summary>
    /// Puts an apostrophe before what a spreadsheet would take for a formula (= + - @, their full-width forms, tab, CR), also after what
    /// some spreadsheets take for the end of a cell (; tab, line ends). Numbers stay numbers, also negative ones.
    /// </summary>
    public static string Safe(string text) => !text.AsSpan().ContainsAny(Starts) || IsNumber(text) ? text : Formula().Replace(text, "'");

    private static bool IsNumber(string text) => !text.StartsWith('+') && DecimalText.TryRead(Encoding.UTF8.GetBytes(text), out _);

    [GeneratedRegex("(?:^|(?<=[;\\t\\r\\n]))(?=[=+\\-@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20])")]
    private static partial Regex Formula();
}

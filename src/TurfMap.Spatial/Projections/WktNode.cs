using System.Globalization;

namespace TurfMap.Spatial.Projections;

/// <summary>One item of well-known text, KEYWORD["text", 1.0, CHILD[...]], read with limits on length, depth and count.</summary>
internal sealed class WktNode(string keyword)
{
    public const int MaxLength = 65536;
    private const int MaxDepth = 24;
    private const int MaxItems = 4096;

    private readonly List<string> values = [];
    private readonly List<WktNode> children = [];

    /// <summary>Upper case, as in PROJCS.</summary>
    public string Keyword { get; } = keyword.ToUpperInvariant();

    public IReadOnlyList<WktNode> Children => children;

    /// <summary>The first text, which is the item's name.</summary>
    public string Name => values.Count > 0 ? values[0] : "";

    /// <summary>The value at this position as a number, or NaN.</summary>
    public double Number(int position) =>
        position < values.Count && double.TryParse(values[position], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.NaN;

    public string Text(int position) => position < values.Count ? values[position] : "";

    public WktNode? Child(params ReadOnlySpan<string> keywords)
    {
        foreach (var child in children)
            if (keywords.Contains(child.Keyword))
                return child;
        return null;
    }

    /// <summary>
    /// Reads one item; null when the text is not well-known text or goes beyond the limits. Never throws. Takes time in proportion to the
    /// length.
    /// </summary>
    public static WktNode? Read(string text)
    {
        if (text.Length > MaxLength)
            return null;
        var reader = new Reader(text);
        return reader.Item(0) is { } node && reader.AtEnd ? node : null;
    }

    private ref struct Reader(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> text = text;
        private int at;
        private int items;

        public bool AtEnd
        {
            get
            {
                SkipSpace();
                return at == text.Length || text[at] == '\0';
            }
        }

        public WktNode? Item(int depth)
        {
            if (depth > MaxDepth || ++items > MaxItems || Word() is not { Length: > 0 } keyword || !Take('[', '('))
                return null;
            var node = new WktNode(keyword);
            do
            {
                if (!Value(node, depth))
                    return null;
            } while (Take(',', ','));
            return Take(']', ')') ? node : null;
        }

        private bool Value(WktNode node, int depth)
        {
            SkipSpace();
            if (at >= text.Length || ++items > MaxItems)
                return false;
            if (text[at] == '"')
                return Quoted(node);
            var start = at;
            var word = Word();
            SkipSpace();
            if (at < text.Length && text[at] is '[' or '(')
            {
                at = start;
                if (Item(depth + 1) is not { } child)
                    return false;
                node.children.Add(child);
                return true;
            }
            node.values.Add(word);
            return word.Length > 0;
        }

        private bool Quoted(WktNode node)
        {
            var end = text[(at + 1)..].IndexOf('"');
            if (end < 0)
                return false;
            node.values.Add(text.Slice(at + 1, end).ToString());
            at += end + 2;
            return true;
        }

        private string Word()
        {
            SkipSpace();
            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('[' or ']' or '(' or ')' or ',' or '"'))
                at++;
            return text[start..at].ToString();
        }

        private bool Take(char one, char other)
        {
            SkipSpace();
            if (at >= text.Length || (text[at] != one && text[at] != other))
                return false;
            at++;
            return true;
        }

        private void SkipSpace()
        {
            while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF'))
                at++;
        }
    }
}

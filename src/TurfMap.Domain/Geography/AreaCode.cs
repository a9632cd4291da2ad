namespace TurfMap.Domain.Geography;

/// <summary>The order of area codes: whole numbers by value and before all others, the rest letter by letter.</summary>
/// <remarks>The first area in this order wins a place on a shared line, so the order is part of every answer and must not change.</remarks>
public sealed class AreaCode : IComparer<string>
{
    /// <summary>The one order.</summary>
    public static AreaCode Order { get; } = new();

    private AreaCode() { }

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x,
            b = y;
        var (aIsNumber, bIsNumber) = (IsNumber(a), IsNumber(b));
        if (aIsNumber != bIsNumber)
            return aIsNumber ? -1 : 1;
        if (aIsNumber)
        {
            var c = a.TrimStart('0');
            var d = b.TrimStart('0');
            if (c.Length != d.Length)
                return c.Length.CompareTo(d.Length);
            if (c.SequenceCompareTo(d) is var byValue && byValue != 0)
                return byValue;
        }
        return a.SequenceCompareTo(b);
    }

    private static bool IsNumber(ReadOnlySpan<char> code) => !code.IsEmpty && !code.ContainsAnyExceptInRange('0', '9');
}

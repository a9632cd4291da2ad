namespace TurfMap.Formats;

/// <summary>The values of a layer, each once, by number. 1, 1.0, "1" and true are four.</summary>
internal sealed class VectorTileValues
{
    private readonly Dictionary<string, int> _texts = [];
    private readonly Dictionary<long, int> _wholes = [],
        _doubles = [],
        _truths = [];
    private readonly MessageBuffer _written = new(),
        _value = new();
    private int _count;

    public ReadOnlySpan<byte> Written => _written.Written;

    public int Of(string text)
    {
        if (_texts.TryGetValue(text, out var number))
            return number;
        _value.TextField(1, text);
        return _texts[text] = Add();
    }

    public int Of(long whole)
    {
        if (_wholes.TryGetValue(whole, out var number))
            return number;
        // As an unsigned number or, below zero, by turns: the shortest that every reader knows.
        _value.NumberField(whole < 0 ? 6 : 5, whole < 0 ? (ulong)(whole << 1 ^ whole >> 63) : (ulong)whole);
        return _wholes[whole] = Add();
    }

    public int Of(double real)
    {
        var bits = BitConverter.DoubleToInt64Bits(real);
        if (_doubles.TryGetValue(bits, out var number))
            return number;
        _value.DoubleField(3, real);
        return _doubles[bits] = Add();
    }

    public int Of(bool truth)
    {
        if (_truths.TryGetValue(truth ? 1 : 0, out var number))
            return number;
        _value.NumberField(7, truth ? 1UL : 0);
        return _truths[truth ? 1 : 0] = Add();
    }

    private int Add()
    {
        _written.BytesField(4, _value.Written);
        _value.Clear();
        return _count++;
    }
}

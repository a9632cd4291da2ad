namespace TurfMap.Formats;

/// <summary>A layer of a vector tile. Say what the next feature is tagged with, then add it.</summary>
/// <remarks>
/// Each key and each value is written once. Coordinates go x, y, x, y, with (0, 0) at the north-west and y southwards. Shapes are not
/// changed or checked
/// beyond their counts and the turn of the first ring: valid polygons are the caller's. One thread.
/// </remarks>
public sealed class VectorTileLayer
{
    private const int MoveTo = 1,
        LineTo = 2,
        ClosePath = 7;
    private readonly Dictionary<string, int> _keys = [];
    private readonly VectorTileValues _values = new();
    private readonly MessageBuffer _features = new(),
        _feature = new(),
        _part = new(),
        _tags = new();
    private int _x,
        _y;

    internal VectorTileLayer(string name, int extent) => (Name, Extent) = (name, extent);

    /// <summary>The layer's name.</summary>
    public string Name { get; }

    /// <summary>The side of the tile in the layer's coordinates.</summary>
    public int Extent { get; }

    /// <summary>How many features there are.</summary>
    public int Count { get; private set; }

    /// <summary>Tags the next feature with a text; null leaves the tag out.</summary>
    public VectorTileLayer Tag(string key, string? value) => value is null ? this : Tag(key, _values.Of(value));

    /// <summary>Tags the next feature with a whole number.</summary>
    public VectorTileLayer Tag(string key, long value) => Tag(key, _values.Of(value));

    /// <summary>Tags the next feature with a number; one that is not finite leaves the tag out.</summary>
    public VectorTileLayer Tag(string key, double value) => double.IsFinite(value) ? Tag(key, _values.Of(value)) : this;

    /// <summary>Tags the next feature with a truth.</summary>
    public VectorTileLayer Tag(string key, bool value) => Tag(key, _values.Of(value));

    /// <summary>Adds a point.</summary>
    public void AddPoint(int x, int y, ulong? id = null) => AddPoints([x, y], id);

    /// <summary>Adds a feature of one or more points.</summary>
    /// <param name="coordinates">x and y in turn.</param>
    /// <param name="id">Its id, unique in the layer; null for none.</param>
    public void AddPoints(ReadOnlySpan<int> coordinates, ulong? id = null)
    {
        if (coordinates.IsEmpty || coordinates.Length % 2 != 0)
            throw new ArgumentException("A feature of points needs a point, and as many x as y.");
        Begin();
        Walk(MoveTo, coordinates);
        End(1, id);
    }

    /// <summary>Adds a feature of one or more lines.</summary>
    /// <param name="coordinates">x and y in turn.</param>
    /// <param name="ends">For each line the number of points up to its end.</param>
    /// <param name="id">Its id, unique in the layer; null for none.</param>
    public void AddLines(ReadOnlySpan<int> coordinates, ReadOnlySpan<int> ends, ulong? id = null)
    {
        Check(coordinates, ends, 2);
        Begin();
        for (int part = 0, from = 0; part < ends.Length; from = 2 * ends[part++])
        {
            Walk(MoveTo, coordinates.Slice(from, 2));
            Walk(LineTo, coordinates[(from + 2)..(2 * ends[part])]);
        }
        End(2, id);
    }

    /// <summary>Adds a feature of one or more polygons.</summary>
    /// <param name="coordinates">x and y in turn; the first corner of a ring is not repeated.</param>
    /// <param name="ends">For each ring the number of points up to its end. A shell (positive area by the surveyor's formula) is followed
    /// by its holes (negative area).</param>
    /// <param name="id">Its id, unique in the layer; null for none.</param>
    /// <exception cref="ArgumentException">The counts do not fit, a ring has fewer than three corners, or the first ring is turned as a
    /// hole.</exception>
    public void AddPolygons(ReadOnlySpan<int> coordinates, ReadOnlySpan<int> ends, ulong? id = null)
    {
        Check(coordinates, ends, 3);
        if (TwiceArea(coordinates[..(2 * ends[0])]) <= 0)
            throw new ArgumentException("The first ring must have positive area.");
        Begin();
        for (int part = 0, from = 0; part < ends.Length; from = 2 * ends[part++])
        {
            Walk(MoveTo, coordinates.Slice(from, 2));
            Walk(LineTo, coordinates[(from + 2)..(2 * ends[part])]);
            _part.Number(1 << 3 | ClosePath);
        }
        End(3, id);
    }

    internal void WriteTo(MessageBuffer layer)
    {
        layer.NumberField(15, 2);
        layer.TextField(1, Name);
        layer.Append(_features.Written);
        foreach (var (key, _) in _keys.OrderBy(pair => pair.Value))
            layer.TextField(3, key);
        layer.Append(_values.Written);
        layer.NumberField(5, (ulong)Extent);
    }

    private VectorTileLayer Tag(string key, int value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!_keys.TryGetValue(key, out var number))
            _keys.Add(key, number = _keys.Count);
        _tags.Number((ulong)number);
        _tags.Number((ulong)value);
        return this;
    }

    private void Begin()
    {
        (_x, _y) = (0, 0);
        _part.Clear();
    }

    /// <summary>A command and its steps, each from the point before.</summary>
    private void Walk(int command, ReadOnlySpan<int> coordinates)
    {
        _part.Number((ulong)coordinates.Length / 2 << 3 | (uint)command);
        for (var i = 0; i < coordinates.Length; i += 2)
        {
            _part.ZigZag((long)coordinates[i] - _x);
            _part.ZigZag((long)coordinates[i + 1] - _y);
            (_x, _y) = (coordinates[i], coordinates[i + 1]);
        }
    }

    private void End(ulong kind, ulong? id)
    {
        _feature.Clear();
        if (id is { } given)
            _feature.NumberField(1, given);
        if (_tags.Length > 0)
            _feature.BytesField(2, _tags.Written);
        _feature.NumberField(3, kind);
        _feature.BytesField(4, _part.Written);
        _features.BytesField(2, _feature.Written);
        _tags.Clear();
        Count++;
    }

    private static void Check(ReadOnlySpan<int> coordinates, ReadOnlySpan<int> ends, int least)
    {
        var before = 0;
        foreach (var end in ends)
        {
            if (end - before < least)
                throw new ArgumentException($"A part has {end - before} points; it needs {least}.");
            before = end;
        }
        if (ends.IsEmpty || coordinates.Length != 2 * before)
            throw new ArgumentException($"The parts end at point {before}, and there are {coordinates.Length} coordinates.");
    }

    private static long TwiceArea(ReadOnlySpan<int> ring)
    {
        long sum = 0,
            x = ring[^2],
            y = ring[^1];
        for (var i = 0; i < ring.Length; i += 2)
        {
            sum += x * ring[i + 1] - ring[i] * y;
            (x, y) = (ring[i], ring[i + 1]);
        }
        return sum;
    }
}

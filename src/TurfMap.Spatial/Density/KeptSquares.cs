using TurfMap.Spatial.Tiles;

namespace TurfMap.Spatial.Density;

/// <summary>
/// The squares of tiles of zoom 16 that hold a selected point, in order, with sums of all before each: those of a larger square are a
/// difference.
/// </summary>
internal sealed class KeptSquares
{
    private readonly ulong[] _keys; // ascending
    private readonly int[] _before; // selected points before each square, and at the end all
    private readonly long[] _sumX,
        _sumY; // of their places from the points' origin, likewise
    private readonly long[] _sumAt; // of the points of each square: the point, when it is one

    private KeptSquares(IReadOnlyList<Making> parts)
    {
        (_keys, _sumAt) = ([.. parts.SelectMany(part => part.Keys)], [.. parts.SelectMany(part => part.SumsAt)]);
        (_before, _sumX, _sumY) = (new int[_keys.Length + 1], new long[_keys.Length + 1], new long[_keys.Length + 1]);
        var at = 0;
        foreach (var part in parts)
            for (var i = 0; i < part.Keys.Count; i++, at++)
            {
                _before[at + 1] = _before[at] + part.Counts[i];
                _sumX[at + 1] = _sumX[at] + part.SumsX[i];
                _sumY[at + 1] = _sumY[at] + part.SumsY[i];
            }
    }

    /// <summary>How many squares.</summary>
    public int Length => _keys.Length;

    /// <summary>
    /// Gathers the selected points, on two threads: squares never lie in two tiles of zoom 16, so between these the work is divided.
    /// </summary>
    public static KeptSquares Of(TilePoints points, ulong[] selection, int squareBits)
    {
        var found = points.Starts.BinarySearch(points.Count / 2);
        var middle = Math.Min(found < 0 ? ~found : found, points.Tiles.Length);
        Making[] parts = [new(points), new(points)];
        Parallel.For(
            0,
            2,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            part =>
            {
                for (var tile = part == 0 ? 0 : middle; tile < (part == 0 ? middle : points.Tiles.Length); tile++)
                    parts[part].Add(tile, selection, 32 - 2 * squareBits);
            }
        );
        return new(parts);
    }

    public ulong Key(int square) => _keys[square];

    /// <summary>The sum of its points: the point, when there is one.</summary>
    public long SumAt(int square) => _sumAt[square];

    /// <summary>How many selected points lie in the squares before one.</summary>
    public int Before(int square) => _before[square];

    /// <summary>The sums of the places in squares up to another.</summary>
    public (long X, long Y) Sums(int from, int to) => (_sumX[to] - _sumX[from], _sumY[to] - _sumY[from]);

    /// <summary>The first square, from one on, whose key is not below the one asked for.</summary>
    public int From(ulong key, int from = 0) => from + ZOrder.From(_keys.AsSpan(from), key);

    /// <summary>Squares in the making: tiles of zoom 16 come in order.</summary>
    private sealed class Making(TilePoints points)
    {
        public List<ulong> Keys { get; } = [];

        public List<int> Counts { get; } = [];

        public List<long> SumsAt { get; } = [];

        public List<long> SumsX { get; } = [];

        public List<long> SumsY { get; } = [];

        /// <summary>Takes a tile's selected points, by the bits of the lower half of their keys from one on.</summary>
        public void Add(int tile, ulong[] selection, int shift)
        {
            ReadOnlySpan<uint> keys = points.Keys;
            ReadOnlySpan<int> numbers = points.Numbers;
            var (upper, end) = (points.Tiles[tile], points.Starts[tile + 1]);
            var (cornerX, cornerY) = points.Corner(upper);
            for (var at = points.Starts[tile]; at < end; )
            {
                var square = keys[at] >> shift;
                var count = 0;
                long sumX = 0,
                    sumY = 0,
                    sumAt = 0;
                for (; at < end && keys[at] >> shift == square; at++)
                {
                    var one = Selected.One(selection, numbers[at]);
                    var (x, y) = ZOrder.Place(keys[at]);
                    (count, sumX, sumY, sumAt) = (count + one, sumX + one * x, sumY + one * y, sumAt + (long)one * at);
                }
                if (count == 0)
                    continue;
                Keys.Add((ulong)upper << 32 | (ulong)square << shift);
                Counts.Add(count);
                SumsAt.Add(sumAt);
                SumsX.Add(sumX + count * cornerX);
                SumsY.Add(sumY + count * cornerY);
            }
        }
    }
}

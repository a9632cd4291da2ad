using System.Numerics;

namespace TurfMap.Spatial.Density;

/// <summary>The hexagon of each point, kept, so that a count under a filter only looks up.</summary>
/// <remarks>
/// Two bytes a point when the extent has fewer than 65,535 hexagons, else four. Never changed, safe to share between threads.
/// </remarks>
public sealed class HexBin
{
    private readonly ushort[]? _short;
    private readonly int[]? _long;

    /// <summary>Room for the numbers of so many points.</summary>
    internal HexBin(HexExtent extent, int points)
    {
        (Extent, Points) = (extent, points);
        if (extent.Count <= ushort.MaxValue)
            _short = new ushort[points];
        else
            _long = new int[points];
    }

    /// <summary>The hexagons.</summary>
    public HexExtent Extent { get; }

    /// <summary>How many points there are.</summary>
    public int Points { get; }

    /// <summary>The number of a point's hexagon, or -1 when it is outside.</summary>
    public int this[int point] => (_short is null ? _long![point] : _short[point]) is var number && number < Extent.Count ? number : -1;

    /// <summary>Adds to each count how many of the selected points are in its hexagon.</summary>
    /// <param name="counts">One for each hexagon, by number.</param>
    /// <param name="selection">Which points count: bit i % 64 of word i / 64 for point i; empty means all.</param>
    /// <returns>How many of these points are in no hexagon.</returns>
    public int CountInto(Span<int> counts, ReadOnlySpan<ulong> selection = default)
    {
        Selected.Check(Points, Points, selection);
        Extent.Check(counts);
        var tally = Extent.Open();
        if (_short is null)
            Add<int>(_long, selection, tally);
        else
            Add<ushort>(_short, selection, tally);
        return Extent.Close(tally, counts);
    }

    /// <summary>Keeps the numbers of points that follow one another; blocks that do not overlap may be kept at the same time.</summary>
    internal void Keep(int first, ReadOnlySpan<int> numbers)
    {
        if (_short is null)
            numbers.CopyTo(_long.AsSpan(first));
        else
            for (var i = 0; i < numbers.Length; i++)
                _short[first + i] = (ushort)numbers[i];
    }

    private static void Add<TNumber>(ReadOnlySpan<TNumber> numbers, ReadOnlySpan<ulong> selection, int[] tally)
        where TNumber : unmanaged, IBinaryInteger<TNumber>
    {
        for (var i = 0; i < numbers.Length; i += 64)
        {
            var word = Selected.Word(selection, i, numbers.Length);
            if (word == ulong.MaxValue)
                foreach (var number in numbers.Slice(i, 64))
                    tally[int.CreateTruncating(number)]++;
            else
                for (; word != 0; word &= word - 1)
                    tally[int.CreateTruncating(numbers[i + BitOperations.TrailingZeroCount(word)])]++;
        }
    }
}

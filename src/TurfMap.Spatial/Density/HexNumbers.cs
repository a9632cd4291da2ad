using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TurfMap.Spatial.Density;

/// <summary>The numbers of many points' hexagons, eight points at a time; a point outside gets the number behind the last.</summary>
/// <remarks>Floats are enough but near a border: there, within a bound on their error, a point is asked for by itself, in doubles or whole numbers.</remarks>
internal sealed class HexNumbers
{
    private readonly HexExtent _extent;
    private readonly bool _vectors;
    private readonly float _nearX, _nearY, _perX, _perT, _fromX, _fromT, _doubt;

    public HexNumbers(HexExtent extent)
    {
        _extent = extent;
        var grid = extent.Grid;
        // Places are taken from a float near the lower left corner, which costs no digits, and not from the origin, which may be far away.
        var corner = grid.Centre(new(extent.FirstColumn - (extent.FirstRow >> 1), extent.FirstRow));
        (_nearX, _nearY) = ((float)corner.X, (float)corner.Y);
        (_perX, _perT) = ((float)(1 / grid.FlatToFlat), (float)(0.5 / grid.RowHeight));
        _fromX = (float)((_nearX - grid.OriginX) / grid.FlatToFlat - extent.FirstColumn);
        _fromT = (float)(((_nearY - grid.OriginY) / grid.RowHeight - extent.FirstRow) / 2);
        _vectors = Vector256.IsHardwareAccelerated && float.IsNormal(_perX) && float.IsNormal(_perT) && float.IsFinite(_nearX) && float.IsFinite(_nearY);
        // Difference, factor, product, shift and sum: five roundings of at most the extent; a difference of squares has at most four times their error.
        _doubt = 5 * 5 * 6e-8f * (extent.Rows + extent.Columns + 4);
    }

    public void Of(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, Span<int> numbers)
    {
        var i = 0;
        if (_vectors)
            for (; i <= xs.Length - 8; i += 8)
            {
                var across = (Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(xs), (nuint)i) - Vector256.Create(_nearX)) * Vector256.Create(_perX) + Vector256.Create(_fromX);
                var t = (Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(ys), (nuint)i) - Vector256.Create(_nearY)) * Vector256.Create(_perT) + Vector256.Create(_fromT);
                var doubtful = Eight(across, t, numbers.Slice(i, 8));
                for (; doubtful != 0; doubtful &= doubtful - 1)
                {
                    var at = i + BitOperations.TrailingZeroCount(doubtful);
                    numbers[at] = One(xs[at], ys[at]);
                }
            }
        for (; i < xs.Length; i++)
            numbers[i] = One(xs[i], ys[i]);
    }

    public void Of(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<int> numbers)
    {
        var i = 0;
        if (_vectors)
            for (; i <= xs.Length - 8; i += 8)
            {
                var across = Near(xs, i, _nearX) * Vector256.Create(_perX) + Vector256.Create(_fromX);
                var t = Near(ys, i, _nearY) * Vector256.Create(_perT) + Vector256.Create(_fromT);
                var doubtful = Eight(across, t, numbers.Slice(i, 8));
                for (; doubtful != 0; doubtful &= doubtful - 1)
                {
                    var at = i + BitOperations.TrailingZeroCount(doubtful);
                    numbers[at] = One(xs[at], ys[at]);
                }
            }
        for (; i < xs.Length; i++)
            numbers[i] = One(xs[i], ys[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Near(ReadOnlySpan<double> column, int from, double origin)
    {
        ref var first = ref MemoryMarshal.GetReference(column);
        return Vector256.Narrow(Vector256.LoadUnsafe(ref first, (nuint)from) - Vector256.Create(origin), Vector256.LoadUnsafe(ref first, (nuint)from + 4) - Vector256.Create(origin));
    }

    private int One(double x, double y)
    {
        var number = _extent.NumberOf(x, y);
        return number < 0 ? _extent.Count : number;
    }

    /// <summary>Writes eight numbers, and tells by bits which of them are in doubt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Eight(Vector256<float> across, Vector256<float> t, Span<int> numbers)
    {
        Vector256<float> half = Vector256.Create(0.5f), three = Vector256.Create(3f), doubt = Vector256.Create(_doubt);
        Vector256<float> floorX = Vector256.Floor(across), floorT = Vector256.Floor(t), evenX = Vector256.Round(across), evenT = Vector256.Round(t);
        Vector256<float> evenDx = across - evenX, evenDt = t - evenT, oddDx = across - floorX - half, oddDt = t - floorT - half;
        Vector256<float> even = evenDx * evenDx + three * evenDt * evenDt, odd = oddDx * oddDx + three * oddDt * oddDt;
        var isOdd = Vector256.LessThan(odd, even);
        var column = Vector256.ConvertToInt32Native(Vector256.ConditionalSelect(isOdd, floorX, evenX));
        var pair = Vector256.ConvertToInt32Native(Vector256.ConditionalSelect(isOdd, floorT, evenT));
        var row = pair + pair - isOdd.AsInt32();
        // What is not a number, and what does not fit an int, is near nothing.
        var held = (Vector256.LessThan(Vector256.Abs(across), Vector256.Create(1e8f)) & Vector256.LessThan(Vector256.Abs(t), Vector256.Create(1e8f))).AsInt32()
            & Vector256.LessThan(row.AsUInt32(), Vector256.Create((uint)_extent.Rows)).AsInt32()
            & Vector256.LessThan(column.AsUInt32(), Vector256.Create((uint)_extent.Columns)).AsInt32();
        var number = Vector256.ConditionalSelect(held, row * Vector256.Create(_extent.Columns) + column, Vector256.Create(_extent.Count));
        number.StoreUnsafe(ref MemoryMarshal.GetReference(numbers));
        var side = Vector256.Abs(Vector256.ConditionalSelect(isOdd, oddDx, evenDx));
        return (Vector256.LessThan(Vector256.Abs(even - odd), doubt) | Vector256.GreaterThan(side, half - doubt)).ExtractMostSignificantBits();
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TurfMap.Spatial.Density;

/// <summary>The numbers of many points' hexagons, eight points at a time; a point outside gets the number behind the last.</summary>
/// <remarks>
/// Floats are enough but near a border: there, within a bound on their error, a point is asked for by itself, in doubles or whole numbers.
/// </remarks>
internal sealed class HexNumbers
{
    private readonly HexExtent _extent;
    private readonly bool _vectors;
    private readonly float _nearX,
        _nearY,
        _perX,
        _perT,
        _fromX,
        _fromT,
        _doubt;

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
        _vectors =
            Vector256.IsHardwareAccelerated
            && float.IsNormal(_perX)
            && float.IsNormal(_perT)
            && float.IsFinite(_nearX)
            && float.IsFinite(_nearY);
        // Difference, factor, product, shift and sum: five roundings of at most the extent; a difference of squares has at most four times
        // their error.
        _doubt = 5 * 5 * 6e-8f * (extent.Rows + extent.Columns + 4);
    }

    public void Of(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, Span<int> numbers)
    {
        var i = 0;
        if (_vectors)
        {
            var (nearX, nearY, frame) = (Vector256.Create(_nearX), Vector256.Create(_nearY), new Frame(this));
            for (; i <= xs.Length - 8; i += 8)
            {
                Vector256<float> x = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(xs), (nuint)i) - nearX,
                    y = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(ys), (nuint)i) - nearY;
                for (var doubtful = Eight(x, y, frame, ref numbers[i]); doubtful != 0; doubtful &= doubtful - 1)
                {
                    var at = i + BitOperations.TrailingZeroCount(doubtful);
                    numbers[at] = One(xs[at], ys[at]);
                }
            }
        }
        for (; i < xs.Length; i++)
            numbers[i] = One(xs[i], ys[i]);
    }

    public void Of(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<int> numbers)
    {
        var i = 0;
        if (_vectors)
        {
            var (nearX, nearY, frame) = (Vector256.Create((double)_nearX), Vector256.Create((double)_nearY), new Frame(this));
            for (; i <= xs.Length - 8; i += 8)
            for (
                var doubtful = Eight(Near(xs, i, nearX), Near(ys, i, nearY), frame, ref numbers[i]);
                doubtful != 0;
                doubtful &= doubtful - 1
            )
            {
                var at = i + BitOperations.TrailingZeroCount(doubtful);
                numbers[at] = One(xs[at], ys[at]);
            }
        }
        for (; i < xs.Length; i++)
            numbers[i] = One(xs[i], ys[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Near(ReadOnlySpan<double> column, int from, Vector256<double> origin)
    {
        ref var first = ref MemoryMarshal.GetReference(column);
        return Vector256.Narrow(
            Vector256.LoadUnsafe(ref first, (nuint)from) - origin,
            Vector256.LoadUnsafe(ref first, (nuint)from + 4) - origin
        );
    }

    private int One(double x, double y)
    {
        var number = _extent.NumberOf(x, y);
        return number < 0 ? _extent.Count : number;
    }

    /// <summary>
    /// Writes eight numbers, and tells by bits which of them are in doubt. What is not a number fails every comparison and is outside.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Eight(Vector256<float> x, Vector256<float> y, in Frame frame, ref int numbers)
    {
        Vector256<float> half = Vector256.Create(0.5f),
            across = x * frame.PerX + frame.FromX,
            t = y * frame.PerT + frame.FromT;
        Vector256<float> floorX = Vector256.Floor(across),
            floorT = Vector256.Floor(t),
            evenX = Vector256.Round(across),
            evenT = Vector256.Round(t);
        Vector256<float> evenDx = across - evenX,
            evenDt = t - evenT,
            oddDx = across - floorX - half,
            oddDt = t - floorT - half;
        Vector256<float> three = Vector256.Create(3f),
            even = evenDx * evenDx + three * (evenDt * evenDt),
            odd = oddDx * oddDx + three * (oddDt * oddDt);
        var isOdd = Vector256.LessThan(odd, even);
        var column = Vector256.ConditionalSelect(isOdd, floorX, evenX);
        var pair = Vector256.ConditionalSelect(isOdd, floorT, evenT);
        var row = pair + pair + (isOdd & Vector256<float>.One);
        var held =
            Vector256.GreaterThanOrEqual(row, Vector256<float>.Zero)
            & Vector256.LessThan(row, frame.Rows)
            & Vector256.GreaterThanOrEqual(column, Vector256<float>.Zero)
            & Vector256.LessThan(column, frame.Columns);
        // There are few enough hexagons for floats to number them all.
        Vector256
            .ConvertToInt32Native(Vector256.ConditionalSelect(held, row * frame.Columns + column, frame.Count))
            .StoreUnsafe(ref numbers);
        var side = Vector256.Abs(Vector256.ConditionalSelect(isOdd, oddDx, evenDx));
        return (
            Vector256.LessThan(Vector256.Abs(even - odd), frame.Doubt) | Vector256.GreaterThan(side, half - frame.Doubt)
        ).ExtractMostSignificantBits();
    }

    private readonly struct Frame(HexNumbers from)
    {
        public readonly Vector256<float> PerX = Vector256.Create(from._perX),
            PerT = Vector256.Create(from._perT),
            FromX = Vector256.Create(from._fromX),
            FromT = Vector256.Create(from._fromT);
        public readonly Vector256<float> Doubt = Vector256.Create(from._doubt),
            Rows = Vector256.Create((float)from._extent.Rows);
        public readonly Vector256<float> Columns = Vector256.Create((float)from._extent.Columns),
            Count = Vector256.Create((float)from._extent.Count);
    }
}

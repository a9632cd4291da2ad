using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TurfMap.Spatial.Coverage;

/// <summary>The cells that no single area fills: which areas hold their south-western corner, and the lines that change that.</summary>
/// <remarks>
/// <para>A place's areas are those of the corner of its cell, changed by each line crossed on the way there: down to the southern side of
/// the cell,
/// then west along it. A line above the southern side is crossed by places above it. One that crosses the southern side changes everything
/// east of
/// it (beyond its eastern end: everything), unless it passes west of the corner: then everything not east of it. That "unless" is one
/// change for
/// the whole cell, so it is made beforehand to the areas of the corner, and gives the areas to start from.</para>
/// <para>Lines are kept relative to their cell, rounded to 16 bits, four to a group, and answer every place farther than 2e-4 of a cell
/// from them
/// all and from their ends' meridians; the rest is decided by <see cref="ExactCell"/>. A record with one group is one cache line.</para>
/// </remarks>
internal sealed class BoundaryCells
{
    /// <summary>A record is a number of units of 16 words of 32 bits.</summary>
    public const int UnitWords = 16;

    /// <summary>
    /// The first words of a record: groups, areas and the areas to start from; where its list begins; the first two areas.
    /// </summary>
    public const int HeadWords = 4;

    /// <summary>A group: a, b, c, start, end and areas of four lines, 16 bits each.</summary>
    public const int GroupWords = 12;
    public const int MostAreas = 15;

    /// <summary>In place of the number of groups: too many areas or lines, so every place is decided exactly.</summary>
    public const int Crowded = 255;

    /// <summary>Set among a line's areas when it crosses the southern side of its cell; it then acts on everything east of it.</summary>
    public const int FromBelow = 0x8000;

    /// <summary>What a and b are multiplied by; c by a quarter of it.</summary>
    public const float SideScale = 32767;

    /// <summary>What the meridians of a line's ends, in cells from the western side, are multiplied by.</summary>
    public const float MeridianScale = 16384;

    // Rounding a, b and c moves a line by at most 0.5 + 0.5 + 2 units, rounding a meridian by half a unit.
    private const float NearSide = 6;
    private const float NearMeridian = 2;

    private readonly int[] _records;
    private readonly int _shift;
    private readonly int[] _lists;
    private readonly CoverageLine[] _lines;
    private readonly CellGrid _grid;
    private readonly double[] _rowStarts;

    /// <param name="records">The records, a whole number of units.</param>
    /// <param name="lists">Per record the number of areas, the number of lines, the areas, in a crowded cell for each 1 to start from, the
    /// lines.</param>
    /// <param name="lines">All lines.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="rowStarts">The lowest latitude of each row.</param>
    public BoundaryCells(ReadOnlySpan<int> records, int[] lists, CoverageLine[] lines, CellGrid grid, double[] rowStarts)
    {
        (_lists, _lines, _grid, _rowStarts) = (lists, lines, grid, rowStarts);
        _records = GC.AllocateUninitializedArray<int>(records.Length + UnitWords, pinned: true);
        _shift = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_records, 0) & 63) / 4;
        records.CopyTo(_records.AsSpan(_shift));
    }

    public long MemoryBytes => 4L * (_records.Length + _lists.Length) + 40L * _lines.Length + 8L * _rowStarts.Length;

    /// <summary>Has a record fetched while others are still being answered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Fetch(int unit)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref _records[_shift + unit * UnitWords]));
    }

    /// <summary>The area listed first among those that hold or touch the place, or -1.</summary>
    /// <param name="unit">Where the cell's record begins.</param>
    /// <param name="across">How far the place is from the cell's western side, in cells.</param>
    /// <param name="up">How far it is from the southern side, in cells.</param>
    /// <param name="x">The place's longitude.</param>
    /// <param name="y">The place's latitude.</param>
    public int First(int unit, float across, float up, double x, double y)
    {
        ref var head = ref _records[_shift + unit * UnitWords];
        var groups = head & 0xff;
        if (groups == Crowded)
            return Cell(unit, y).First(x, y);
        var inside = (uint)head >> 16;
        if (groups > 0)
        {
            Vector128<float> u = Vector128.Create(across),
                v = Vector128.Create(up),
                meridian = Vector128.Create(across * MeridianScale);
            Vector128<float> nearSide = Vector128.Create(NearSide),
                nearMeridian = Vector128.Create(NearMeridian),
                clear = Vector128<float>.AllBitsSet;
            var changed = Vector128<int>.Zero;
            ref var group = ref Unsafe.As<int, short>(ref Unsafe.Add(ref head, HeadWords));
            for (var i = 0; i < groups; i++)
            {
                var (a, b) = Vector128.Widen(Vector128.LoadUnsafe(ref group));
                var (c, start) = Vector128.Widen(Vector128.LoadUnsafe(ref group, 8));
                var (end, areas) = Vector128.Widen(Vector128.LoadUnsafe(ref group, 16));
                var side = Vector128.ConvertToSingle(a) * u + Vector128.ConvertToSingle(b) * v + Vector128.ConvertToSingle(c << 2);
                Vector128<float> fromStart = meridian - Vector128.ConvertToSingle(start),
                    fromEnd = meridian - Vector128.ConvertToSingle(end);
                clear &=
                    Vector128.GreaterThan(Vector128.Abs(side), nearSide)
                    & Vector128.GreaterThan(Vector128.Abs(fromStart), nearMeridian)
                    & Vector128.GreaterThan(Vector128.Abs(fromEnd), nearMeridian);
                var beyond = Vector128.GreaterThan(fromEnd, Vector128<float>.Zero).AsInt32();
                var crossed =
                    (Vector128.GreaterThan(fromStart, Vector128<float>.Zero) & Vector128.GreaterThan(side, Vector128<float>.Zero)).AsInt32()
                    & ~beyond;
                changed ^= (crossed | (beyond & (areas >> 31))) & areas;
                group = ref Unsafe.Add(ref group, GroupWords * 2);
            }
            if (Vector128.ExtractMostSignificantBits(clear) != 0xf)
                return Cell(unit, y).First(x, y);
            var half = changed.AsUInt64().GetElement(0) ^ changed.AsUInt64().GetElement(1);
            inside ^= (uint)(half ^ (half >> 32)) & (FromBelow - 1);
        }
        if (inside == 0)
            return -1;
        var first = BitOperations.TrailingZeroCount(inside);
        return first < 2 ? Unsafe.Add(ref head, 2 + first) : _lists[Unsafe.Add(ref head, 1) + 2 + first];
    }

    /// <summary>The cell's content, for questions that are answered without rounding.</summary>
    public ExactCell Cell(int unit, double y)
    {
        var head = _records.AsSpan(_shift + unit * UnitWords, HeadWords);
        var crowded = (head[0] & 0xff) == Crowded;
        var list = _lists.AsSpan(head[1]);
        int areas = list[0],
            lines = list[1];
        return new(
            list.Slice(2, areas),
            (uint)head[0] >> 16,
            crowded ? list.Slice(2 + areas, areas) : default,
            list.Slice(2 + (crowded ? 2 * areas : areas), lines),
            _lines,
            _rowStarts[_grid.RowOf(y)]
        );
    }
}

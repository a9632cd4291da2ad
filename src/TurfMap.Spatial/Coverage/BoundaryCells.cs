using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TurfMap.Spatial.Coverage;

/// <summary>The cells that no single area fills: which areas hold their south-western corner, and the lines that change that.</summary>
/// <remarks>
/// <para>A place's areas are those of the corner of its cell, changed by each line crossed on the way there: down to the southern side of the cell,
/// then west along it. A line above the southern side is crossed by places above it. One that crosses the southern side changes everything east of
/// it (beyond its eastern end: everything), unless it passes west of the corner: then everything not east of it. That "unless" is one change for
/// the whole cell, so it is made beforehand to the areas of the corner, and gives the areas to start from.</para>
/// <para>Lines are kept relative to their cell in single precision, four to a group, and answer every place farther than 1e-5 of a cell from them
/// all and from their ends' meridians; the rest is decided by <see cref="ExactCell"/>. A record is, in 32-bit words: number of groups (or
/// <see cref="Crowded"/>), areas to start from (bits into the cell's areas), where the cell's areas begin in the lists (in a crowded cell a flag for
/// each follows: 1 to start from), how many areas, how many lines; then the groups; then the numbers of the lines.</para>
/// </remarks>
internal sealed class BoundaryCells(int[] records, int[] lists, CoverageLine[] lines, CellGrid grid, double[] rowStarts)
{
    /// <summary>In place of the number of groups: more areas than a record's bits, so every place is decided exactly.</summary>
    public const int Crowded = -1;
    public const int MostAreas = 31;
    public const int HeadWords = 5;
    public const int GroupWords = 24;

    /// <summary>Set on a line that crosses the southern side of its cell; such a line acts on everything east of it.</summary>
    public const int FromBelow = int.MinValue;

    private const float Near = 1e-5f;

    public long MemoryBytes => 4L * (records.Length + lists.Length) + 40L * lines.Length;

    /// <summary>The record's first words are fetched while others are still being answered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Fetch(int record)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
            System.Runtime.Intrinsics.X86.Sse.Prefetch0(Unsafe.AsPointer(ref records[record]));
    }

    /// <summary>The area listed first among those that hold or touch the place, or -1.</summary>
    /// <param name="record">Where the cell's record begins.</param>
    /// <param name="across">How far the place is from the cell's western side, in cells.</param>
    /// <param name="up">How far it is from the southern side, in cells.</param>
    /// <param name="x">The place's longitude.</param>
    /// <param name="y">The place's latitude.</param>
    public int First(int record, float across, float up, double x, double y)
    {
        ref var head = ref records[record];
        var groups = head;
        if (groups == Crowded)
            return Cell(record, y).First(x, y);
        var inside = (uint)Unsafe.Add(ref head, 1);
        if (groups > 0)
        {
            var u = Vector128.Create(across);
            var v = Vector128.Create(up);
            var near = Vector128.Create(Near);
            var changed = Vector128<int>.Zero;
            var clear = Vector128<float>.AllBitsSet;
            ref var group = ref Unsafe.As<int, float>(ref Unsafe.Add(ref head, HeadWords));
            for (var i = 0; i < groups; i++)
            {
                var side = Vector128.LoadUnsafe(ref group) * u + Vector128.LoadUnsafe(ref group, 4) * v + Vector128.LoadUnsafe(ref group, 8);
                var fromStart = u - Vector128.LoadUnsafe(ref group, 12);
                var fromEnd = u - Vector128.LoadUnsafe(ref group, 16);
                var areas = Vector128.LoadUnsafe(ref group, 20).AsInt32();
                clear &= Vector128.GreaterThan(Vector128.Abs(side), near) & Vector128.GreaterThan(Vector128.Abs(fromStart), near)
                    & Vector128.GreaterThan(Vector128.Abs(fromEnd), near);
                var beyond = Vector128.GreaterThan(fromEnd, Vector128<float>.Zero);
                var crossed = Vector128.AndNot(Vector128.GreaterThan(fromStart, Vector128<float>.Zero), beyond)
                    & Vector128.GreaterThan(side, Vector128<float>.Zero);
                changed ^= (crossed.AsInt32() ^ (beyond.AsInt32() & (areas >> 31))) & areas;
                group = ref Unsafe.Add(ref group, GroupWords);
            }
            if (Vector128.ExtractMostSignificantBits(clear) != 0xf)
                return Cell(record, y).First(x, y);
            var half = changed.AsUInt64().GetElement(0) ^ changed.AsUInt64().GetElement(1);
            inside ^= (uint)(half ^ (half >> 32)) & int.MaxValue;
        }
        return inside == 0 ? -1 : lists[Unsafe.Add(ref head, 2) + BitOperations.TrailingZeroCount(inside)];
    }

    /// <summary>The cell's content, for questions that are answered without rounding.</summary>
    public ExactCell Cell(int record, double y)
    {
        var head = records.AsSpan(record, HeadWords);
        var crowded = head[0] == Crowded;
        var atLines = record + HeadWords + (crowded ? 0 : head[0] * GroupWords);
        return new(lists.AsSpan(head[2], head[3]), (uint)head[1], crowded ? lists.AsSpan(head[2] + head[3], head[3]) : default,
            records.AsSpan(atLines, head[4]), lines, rowStarts[grid.RowOf(y)]);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TurfMap.Spatial.Coverage;

/// <summary>Writes the records that <see cref="BoundaryCells"/> reads.</summary>
internal sealed class BoundaryCellWriter(CellGrid grid, CoverageLine[] lines, double[] columnStarts, double[] rowStarts, int expected)
{
    private readonly List<int> _lists = new(expected * 4);
    private readonly List<int> _areas = [];
    private readonly List<int> _start = [];
    private int[] _records = GC.AllocateUninitializedArray<int>(expected * BoundaryCells.UnitWords);
    private int _length;

    public BoundaryCells Finish() => new(_records.AsSpan(0, _length), [.. _lists], lines, grid, rowStarts);

    /// <summary>Writes the record of a cell and returns the unit where it begins.</summary>
    /// <param name="row">The cell's row.</param>
    /// <param name="column">The cell's column.</param>
    /// <param name="corner">The areas that hold its south-western corner, ascending.</param>
    /// <param name="near">The lines near it, as <see cref="LineRaster"/> packs them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Write(int row, int column, List<int> corner, ReadOnlySpan<ulong> near)
    {
        ListAreas(corner, near);
        var areas = CollectionsMarshal.AsSpan(_areas);
        var start = Start(row, column, corner, near);
        var groups = (near.Length + 3) / 4;
        var crowded = areas.Length > BoundaryCells.MostAreas || groups >= BoundaryCells.Crowded;
        if (crowded)
            groups = 0;
        var unit = Reserve(BoundaryCells.HeadWords + groups * BoundaryCells.GroupWords);
        var record = _records.AsSpan(unit * BoundaryCells.UnitWords, _length - unit * BoundaryCells.UnitWords);
        record.Clear();
        record[0] = crowded ? BoundaryCells.Crowded : groups;
        for (var i = 0; i < areas.Length && !crowded; i++)
            record[0] |= start[i] << (16 + i);
        (record[1], record[2], record[3]) = (_lists.Count, areas[0], areas[^1]);
        if (areas.Length > 1)
            record[3] = areas[1];
        for (var group = 0; group < groups; group++)
        for (var lane = 0; lane < 4; lane++)
            WriteLane(
                MemoryMarshal.Cast<int, short>(
                    record.Slice(BoundaryCells.HeadWords + group * BoundaryCells.GroupWords, BoundaryCells.GroupWords)
                ),
                lane,
                row,
                column,
                group * 4 + lane < near.Length ? LineRaster.Line(near[group * 4 + lane]) : -1,
                areas
            );
        List(areas, crowded ? start : [], near);
        return unit;
    }

    private void List(ReadOnlySpan<int> areas, ReadOnlySpan<int> start, ReadOnlySpan<ulong> near)
    {
        _lists.Add(areas.Length);
        _lists.Add(near.Length);
        _lists.AddRange(areas);
        _lists.AddRange(start);
        foreach (var entry in near)
            _lists.Add(LineRaster.Line(entry));
    }

    /// <summary>1 for each of the cell's areas to start from: those of the corner, changed by the lines that pass west of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<int> Start(int row, int column, List<int> corner, ReadOnlySpan<ulong> near)
    {
        _start.Clear();
        foreach (var area in _areas)
            _start.Add(corner.BinarySearch(area) >= 0 ? 1 : 0);
        foreach (var entry in near)
        {
            ref readonly var line = ref lines[LineRaster.Line(entry)];
            if (!line.Crosses(rowStarts[row]) || !line.IsWestOf(columnStarts[column], rowStarts[row]))
                continue;
            _start[_areas.BinarySearch(line.First)] ^= 1;
            if (line.Second >= 0)
                _start[_areas.BinarySearch(line.Second)] ^= 1;
        }
        return CollectionsMarshal.AsSpan(_start);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteLane(Span<short> group, int lane, int row, int column, int number, ReadOnlySpan<int> areas)
    {
        const double Out = 1.99;
        // Without a line: nothing is ever near it or beyond it.
        double a = 0,
            b = 0,
            c = 3.9,
            from = Out,
            to = Out;
        var owners = 0;
        if (number >= 0)
        {
            ref readonly var line = ref lines[number];
            double u1 = grid.AcrossOf(line.X1) - column,
                v1 = grid.UpOf(line.Y1) - row,
                u2 = grid.AcrossOf(line.X2) - column,
                v2 = grid.UpOf(line.Y2) - row;
            var fromBelow = line.Crosses(rowStarts[row]);
            // Positive on the side that counts: above the line, or east of it when it crosses the southern side.
            var size = Math.Max(Math.Abs(u2 - u1), Math.Abs(v2 - v1));
            var scale = (fromBelow && v2 > v1 ? -1 : 1) / size;
            // All places are near a line without length.
            (a, b) = size > 0 ? (-(v2 - v1) * scale, (u2 - u1) * scale) : (0, 0);
            c = -(a * u1 + b * v1);
            if (fromBelow || line.Bottom > rowStarts[row])
                (from, to) = (Math.Clamp(u1, -1, Out), Math.Clamp(u2, -1, Out));
            owners =
                1 << areas.BinarySearch(line.First)
                ^ (line.Second >= 0 ? 1 << areas.BinarySearch(line.Second) : 0)
                ^ (fromBelow ? BoundaryCells.FromBelow : 0);
        }
        group[lane] = Round(a * BoundaryCells.SideScale);
        group[4 + lane] = Round(b * BoundaryCells.SideScale);
        group[8 + lane] = Round(c * BoundaryCells.SideScale / 4);
        group[12 + lane] = Round(from * BoundaryCells.MeridianScale);
        group[16 + lane] = Round(to * BoundaryCells.MeridianScale);
        group[20 + lane] = unchecked((short)owners);

        static short Round(double number) => (short)Math.Clamp(Math.Round(number), short.MinValue, short.MaxValue);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ListAreas(List<int> corner, ReadOnlySpan<ulong> near)
    {
        _areas.Clear();
        _areas.AddRange(corner);
        foreach (var entry in near)
        {
            ref readonly var line = ref lines[LineRaster.Line(entry)];
            Enlist(line.First);
            if (line.Second >= 0)
                Enlist(line.Second);
        }
    }

    private void Enlist(int area)
    {
        var at = _areas.BinarySearch(area);
        if (at < 0)
            _areas.Insert(~at, area);
    }

    private int Reserve(int words)
    {
        var unit = _length / BoundaryCells.UnitWords;
        _length += (words + BoundaryCells.UnitWords - 1) / BoundaryCells.UnitWords * BoundaryCells.UnitWords;
        if (_length > _records.Length)
            Array.Resize(ref _records, checked(Math.Max(_length, _records.Length * 3 / 2 + BoundaryCells.UnitWords)));
        return unit;
    }
}

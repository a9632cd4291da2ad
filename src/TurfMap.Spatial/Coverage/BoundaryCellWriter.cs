using System.Runtime.InteropServices;

namespace TurfMap.Spatial.Coverage;

/// <summary>Writes the records that <see cref="BoundaryCells"/> reads.</summary>
internal sealed class BoundaryCellWriter(CellGrid grid, CoverageLine[] lines, double[] columnStarts, double[] rowStarts)
{
    private readonly Dictionary<(int, int), int> _pairs = [];
    private readonly List<int> _lists = [];
    private readonly List<int> _areas = [];
    private readonly List<int> _start = [];
    private int[] _records = new int[1 << 16];
    private int _length;

    public BoundaryCells Finish()
    {
        // Room behind the last group lets a whole vector be read.
        Array.Resize(ref _records, _length + BoundaryCells.GroupWords);
        return new(_records, [.. _lists], lines, grid, rowStarts);
    }

    /// <summary>Writes the record of a cell and returns where it begins.</summary>
    /// <param name="row">The cell's row.</param>
    /// <param name="column">The cell's column.</param>
    /// <param name="corner">The areas that hold its south-western corner, ascending.</param>
    /// <param name="near">The lines near it, as <see cref="LineRaster"/> packs them.</param>
    public int Write(int row, int column, List<int> corner, ReadOnlySpan<ulong> near)
    {
        ListAreas(corner, near);
        var areas = CollectionsMarshal.AsSpan(_areas);
        var crowded = areas.Length > BoundaryCells.MostAreas;
        var groups = crowded ? 0 : (near.Length + 3) / 4;
        var record = Reserve(BoundaryCells.HeadWords + groups * BoundaryCells.GroupWords + near.Length);
        var start = Start(row, column, corner, near);
        var bits = 0u;
        for (var i = 0; i < areas.Length && !crowded; i++)
            bits |= (uint)start[i] << i;
        int[] head = crowded ? [BoundaryCells.Crowded, 0, Append(areas)] : [groups, (int)bits, Store(areas)];
        if (crowded)
            Append(start);
        var words = _records.AsSpan(record);
        head.CopyTo(words);
        (words[3], words[4]) = (areas.Length, near.Length);
        var at = BoundaryCells.HeadWords;
        for (var group = 0; group < groups; group++, at += BoundaryCells.GroupWords)
            for (var lane = 0; lane < 4; lane++)
                WriteLane(words.Slice(at, BoundaryCells.GroupWords), lane, row, column,
                    group * 4 + lane < near.Length ? LineRaster.Line(near[group * 4 + lane]) : -1, areas);
        foreach (var entry in near)
            words[at++] = LineRaster.Line(entry);
        return record;
    }

    /// <summary>1 for each of the cell's areas to start from: those of the corner, changed by the lines that pass west of it.</summary>
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

    private void WriteLane(Span<int> group, int lane, int row, int column, int number, ReadOnlySpan<int> areas)
    {
        var floats = MemoryMarshal.Cast<int, float>(group);
        if (number < 0)
        {
            // Nothing is ever near it or beyond it.
            (floats[8 + lane], floats[12 + lane], floats[16 + lane]) = (1, 4, 4);
            return;
        }
        ref readonly var line = ref lines[number];
        double u1 = grid.AcrossOf(line.X1) - column, v1 = grid.UpOf(line.Y1) - row, u2 = grid.AcrossOf(line.X2) - column, v2 = grid.UpOf(line.Y2) - row;
        var south = rowStarts[row];
        var fromBelow = line.Crosses(south);
        var above = line.Bottom > south;
        // Positive on the side that counts: above the line, or east of it when it crosses the southern side.
        var sign = fromBelow && v2 > v1 ? -1 : 1;
        var size = sign / Math.Max(Math.Abs(u2 - u1), Math.Abs(v2 - v1));
        double a = -(v2 - v1) * size, b = (u2 - u1) * size;
        floats[lane] = (float)a;
        floats[4 + lane] = (float)b;
        floats[8 + lane] = (float)-(a * u1 + b * v1);
        floats[12 + lane] = (float)Math.Clamp(fromBelow || above ? u1 : 4, -3, 4);
        floats[16 + lane] = (float)Math.Clamp(fromBelow || above ? u2 : 4, -3, 4);
        var owners = 1u << areas.BinarySearch(line.First);
        if (line.Second >= 0)
            owners ^= 1u << areas.BinarySearch(line.Second);
        group[20 + lane] = (int)owners | (fromBelow ? BoundaryCells.FromBelow : 0);
    }

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

    private int Store(ReadOnlySpan<int> areas)
    {
        if (areas.Length > 2)
            return Append(areas);
        var pair = (areas[0], areas[^1]);
        if (!_pairs.TryGetValue(pair, out var at))
            _pairs[pair] = at = Append(areas);
        return at;
    }

    private int Append(ReadOnlySpan<int> areas)
    {
        var at = _lists.Count;
        _lists.AddRange(areas);
        return at;
    }

    private int Reserve(int words)
    {
        var at = _length;
        _length += words;
        if (_length > _records.Length)
            Array.Resize(ref _records, checked(Math.Max(_length, _records.Length * 2)));
        return at;
    }
}

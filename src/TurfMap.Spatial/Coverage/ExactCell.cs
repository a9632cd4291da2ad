using System.Buffers;

namespace TurfMap.Spatial.Coverage;

/// <summary>Answers for one cell from the lines themselves, without rounding; slower, and right everywhere, on the lines too.</summary>
/// <param name="areas">The areas that hold the cell's south-western corner or own one of its lines, ascending.</param>
/// <param name="startBits">Which of them to start from (see <see cref="BoundaryCells"/>), when they are few.</param>
/// <param name="startFlags">1 for each of them to start from, when they are many; else empty.</param>
/// <param name="numbers">The cell's lines.</param>
/// <param name="lines">All lines.</param>
/// <param name="south">The latitude of the cell's southern side.</param>
internal readonly ref struct ExactCell(
    ReadOnlySpan<int> areas,
    uint startBits,
    ReadOnlySpan<int> startFlags,
    ReadOnlySpan<int> numbers,
    CoverageLine[] lines,
    double south
)
{
    private const byte Inside = 1;
    private const byte Touched = 2;
    private readonly ReadOnlySpan<int> _areas = areas;
    private readonly ReadOnlySpan<int> _startFlags = startFlags;
    private readonly ReadOnlySpan<int> _numbers = numbers;

    /// <summary>The area listed first among those that hold or touch the place, or -1.</summary>
    public int First(double x, double y)
    {
        Span<int> first = stackalloc int[1];
        return All(x, y, first) == 0 ? -1 : first[0];
    }

    /// <summary>Writes the areas that hold or touch the place, in order, as many as fit, and returns how many there are.</summary>
    public int All(double x, double y, Span<int> answer)
    {
        byte[]? rented = null;
        var flags =
            _areas.Length <= 256
                ? stackalloc byte[_areas.Length]
                : (rented = ArrayPool<byte>.Shared.Rent(_areas.Length)).AsSpan(0, _areas.Length);
        for (var i = 0; i < flags.Length; i++)
            flags[i] = (byte)(_startFlags.IsEmpty ? (startBits >> i) & 1 : (uint)_startFlags[i]);
        foreach (var number in _numbers)
            Apply(lines[number], x, y, flags);
        var count = 0;
        for (var i = 0; i < flags.Length; i++)
        {
            if (flags[i] == 0)
                continue;
            if (count < answer.Length)
                answer[count] = _areas[i];
            count++;
        }
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return count;
    }

    private void Apply(in CoverageLine line, double x, double y, Span<byte> flags)
    {
        var changes = Changes(line, x, y, out var touched);
        if (!changes && !touched)
            return;
        var first = _areas.BinarySearch(line.First);
        var second = line.Second < 0 ? -1 : _areas.BinarySearch(line.Second);
        if (changes)
            flags[first] ^= Inside;
        if (changes && second >= 0)
            flags[second] ^= Inside;
        if (touched)
            flags[first] |= Touched;
        if (touched && second >= 0)
            flags[second] |= Touched;
    }

    /// <summary>
    /// Whether the line changes the areas it belongs to. The place is thought of as moved east by an infinitely small step and north by a
    /// far
    /// smaller one, so it is level with no corner.
    /// </summary>
    private bool Changes(in CoverageLine line, double x, double y, out bool touched)
    {
        touched = false;
        var fromBelow = line.Crosses(south);
        if (x > line.X2)
            return fromBelow;
        if (x < line.X1)
            return false;
        var side = ExactSide.Of(line.X1, line.Y1, line.X2, line.Y2, x, y);
        touched = side == 0 && y >= line.Bottom && y <= line.Top;
        if (x == line.X2)
            return fromBelow;
        return fromBelow ? (side < 0) == (line.Y2 > line.Y1) && side != 0 : line.Bottom > south && side > 0;
    }
}

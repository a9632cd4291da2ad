namespace TurfMap.Statistics;

/// <summary>Which areas lie next to which, as compressed rows: the neighbours of area 0, then of area 1, and so on.</summary>
/// <remarks>
/// An area is not in its own list; a method that counts an area with its neighbours says so. A list need not be mutual. Built once, never
/// changed, safe to share between threads.
/// </remarks>
public sealed class NeighbourLists
{
    private readonly int[] _starts;
    private readonly int[] _neighbours;

    /// <summary>Takes compressed rows over, as a graph of areas holds them. Both are copied.</summary>
    /// <param name="starts">Where each area's neighbours begin; one entry more than there are areas, from 0 to the length of
    /// <paramref name="neighbours"/>, never falling.</param>
    /// <param name="neighbours">The neighbours of all areas.</param>
    /// <exception cref="ArgumentException">The rows do not fit, a number is not an area, or an area is in its own list or twice in
    /// one.</exception>
    public NeighbourLists(ReadOnlySpan<int> starts, ReadOnlySpan<int> neighbours)
    {
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != neighbours.Length)
            throw new ArgumentException("The rows must begin at 0 and end where the neighbours end.", nameof(starts));
        (_starts, _neighbours) = (starts.ToArray(), neighbours.ToArray());
        for (var area = 0; area < Count; area++)
            if (_starts[area] > _starts[area + 1])
                throw new ArgumentException($"The row of area {area} ends before it begins.", nameof(starts));
        var seenBy = new int[Count];
        for (var area = 0; area < Count; area++)
            foreach (var neighbour in Of(area))
            {
                if ((uint)neighbour >= (uint)Count || neighbour == area || seenBy[neighbour] == area + 1)
                    throw new ArgumentException($"{neighbour} cannot be a neighbour of area {area}, or is so twice.", nameof(neighbours));
                seenBy[neighbour] = area + 1;
            }
    }

    /// <summary>How many areas there are, neighbours or not.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>Makes compressed rows of one list for each area.</summary>
    /// <exception cref="ArgumentException">A number is not an area, or an area is in its own list or twice in one.</exception>
    public static NeighbourLists Build(IReadOnlyList<IReadOnlyList<int>> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var starts = new int[lists.Count + 1];
        for (var area = 0; area < lists.Count; area++)
            starts[area + 1] = starts[area] + lists[area].Count;
        return new(starts, [.. lists.SelectMany(list => list)]);
    }

    /// <summary>The neighbours of an area, in the order in which they were given.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such area.</exception>
    public ReadOnlySpan<int> Of(int area) => _neighbours.AsSpan(_starts[area], _starts[area + 1] - _starts[area]);
}

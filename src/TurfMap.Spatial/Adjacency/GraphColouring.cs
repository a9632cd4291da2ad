namespace TurfMap.Spatial.Adjacency;

/// <summary>
/// DSATUR: the area whose neighbours already show the most different colours comes next; a Kempe exchange frees a colour before a new one
/// is opened.
/// </summary>
internal static class GraphColouring
{
    private const int MaxTries = 32;

    /// <summary>Tries again with equally urgent areas in another order while the colours do not suffice, and keeps the best.</summary>
    public static int[] Colour(AreaGraph graph, int atMost)
    {
        var (best, fewest) = Try(graph, 0);
        for (var again = 1; again < MaxTries && fewest > atMost; again++)
            if (Try(graph, again) is var (colours, used) && used < fewest)
                (best, fewest) = (colours, used);
        return best;
    }

    private static (int[] Colours, int Used) Try(AreaGraph graph, int again)
    {
        var colours = new int[graph.Count];
        Array.Fill(colours, -1);
        var queue = new PriorityQueue<int, (int Saturation, int Degree, uint Turn, int Area)>();
        for (var area = 0; area < graph.Count; area++)
            queue.Enqueue(area, Urgency(area));
        var used = 0;
        while (queue.TryDequeue(out var area, out var urgency))
        {
            if (colours[area] >= 0)
                continue;
            // Colours around it may have changed since it was queued, by an exchange far away too: it queues again.
            if (urgency.Saturation != Urgency(area).Saturation)
            {
                queue.Enqueue(area, Urgency(area));
                continue;
            }
            var colour = FirstFree(graph, colours, area);
            if (colour >= used && used >= 3 && FreeByExchange(graph, colours, area, used) is var freed and >= 0)
                colour = freed;
            colours[area] = colour;
            used = Math.Max(used, colour + 1);
            foreach (var next in graph.Neighbours(area))
                if (colours[next] < 0)
                    queue.Enqueue(next, Urgency(next));
        }
        return (colours, used);

        (int Saturation, int Degree, uint Turn, int Area) Urgency(int area) =>
            (-Saturation(graph, colours, area), -graph.Neighbours(area).Length, unchecked((uint)(area * again) * 2654435761), area);
    }

    private static int Saturation(AreaGraph graph, int[] colours, int area)
    {
        ulong mask = 0;
        foreach (var next in graph.Neighbours(area))
            if (colours[next] >= 0)
                mask |= 1UL << Math.Min(colours[next], 63);
        return System.Numerics.BitOperations.PopCount(mask);
    }

    private static int FirstFree(AreaGraph graph, int[] colours, int area)
    {
        for (var colour = 0; ; colour++)
        {
            var free = true;
            foreach (var next in graph.Neighbours(area))
                free &= colours[next] != colour;
            if (free)
                return colour;
        }
    }

    /// <summary>
    /// Tries, for each pair of colours, to swap them along the chains that hang on the neighbours with the first colour. When none of those
    /// chains
    /// reaches a neighbour with the second colour, the first one becomes free.
    /// </summary>
    private static int FreeByExchange(AreaGraph graph, int[] colours, int area, int used)
    {
        var chain = new List<int>();
        var inChain = new HashSet<int>();
        for (var from = 0; from < used; from++)
        for (var to = 0; to < used; to++)
        {
            if (from == to || !Collect(from, to))
                continue;
            foreach (var member in chain)
                colours[member] = colours[member] == from ? to : from;
            return from;
        }
        return -1;

        bool Collect(int from, int to)
        {
            chain.Clear();
            inChain.Clear();
            foreach (var next in graph.Neighbours(area))
                if (colours[next] == from && inChain.Add(next))
                    chain.Add(next);
            for (var i = 0; i < chain.Count; i++)
                foreach (var next in graph.Neighbours(chain[i]))
                    if ((colours[next] == from || colours[next] == to) && inChain.Add(next))
                        chain.Add(next);
            foreach (var next in graph.Neighbours(area))
                if (colours[next] == to && inChain.Contains(next))
                    return false;
            return true;
        }
    }
}

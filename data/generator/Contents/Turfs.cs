using SampleCity.Areas;
using SampleCity.Arithmetic;

namespace SampleCity.Contents;

/// <summary>One plan: the turf of each tract.</summary>
internal sealed record Plan(int[] Turf, IReadOnlyList<string> Names, IReadOnlyList<(int Lead, int Backup)> Covers)
{
    public static string Code(int turf) => $"T{turf + 1:00}";
}

/// <summary>The turf plans: fair on the whole, with a few turfs plainly too heavy or too light, and eight of them drawn anew the year after.</summary>
internal static class Turfs
{
    public const int Count = 24;
    private static readonly double[] Uneven = [1.0, 1.05, 0.95, 1.45, 1.0, 0.7, 1.1, 0.9, 1.0, 1.25, 0.62, 1.0];

    public static (Plan Before, Plan Now) Draw(Fabric fabric)
    {
        var turf = new int[fabric.Tracts.Count];
        var weight = fabric.Tracts.Select(t => t.Population + 60.0).ToArray();
        double Preference(int a, int b) => fabric.Tracts[a].Place == fabric.Tracts[b].Place ? 1 : fabric.Tracts[a].District == fabric.Tracts[b].District ? 0.6 : 0.35;
        var pieces = Pieces(fabric).OrderByDescending(p => p.Sum(n => weight[n])).ToList();
        var perTurf = weight.Sum() / Count;
        var left = Count;
        for (var p = pieces.Count - 1; p >= 0; p--)
        {
            var number = p == 0 ? left : Math.Max(1, (int)Math.Round(pieces[p].Sum(n => weight[n]) / perTurf));
            var shares = Enumerable.Range(0, number).Select(i => Uneven[(i + p) % Uneven.Length]).ToArray();
            var group = Grouping.Run(fabric.Neighbours, weight, pieces[p], shares, Preference, new Random64($"turfs {p}"), 300_000);
            left -= number;
            foreach (var node in pieces[p]) turf[node] = left + group[node];
        }
        var before = Renumber(fabric, turf);
        return (Named(fabric, before, 0), Named(fabric, Redraw(fabric, before, weight, Preference), 1));
    }

    /// <summary>Tracts that hang together.</summary>
    public static List<List<int>> Pieces(Fabric fabric)
    {
        var seen = new bool[fabric.Tracts.Count];
        var pieces = new List<List<int>>();
        for (var start = 0; start < seen.Length; start++)
        {
            if (seen[start]) continue;
            var piece = new List<int> { start };
            seen[start] = true;
            for (var i = 0; i < piece.Count; i++)
                foreach (var (other, _) in fabric.Neighbours[piece[i]])
                    if (!seen[other])
                    {
                        seen[other] = true;
                        piece.Add(other);
                    }
            pieces.Add(piece);
        }
        return pieces;
    }

    private static int[] Renumber(Fabric fabric, int[] turf)
    {
        var order = fabric.Tracts.GroupBy(t => turf[t.Index]).OrderBy(g => g.Min(t => t.Code), StringComparer.Ordinal).Select(g => g.Key).ToList();
        return [.. turf.Select(t => order.IndexOf(t))];
    }

    /// <summary>Eight turfs that lie together are divided again; the others stay as they are.</summary>
    private static int[] Redraw(Fabric fabric, int[] before, double[] weight, Func<int, int, double> preference)
    {
        var centre = fabric.Tracts.MinBy(t => t.Centre.Distance(Ground.Site.EastTown))!;
        var chosen = new List<int> { before[centre.Index] };
        while (chosen.Count < Count / 3)
        {
            var next = chosen.SelectMany(g => fabric.Tracts.Where(t => before[t.Index] == g).SelectMany(t => fabric.Neighbours[t.Index]).Where(n => !chosen.Contains(before[n.Other])))
                .GroupBy(n => before[n.Other]).MaxBy(g => g.Sum(n => n.Metres))!.Key;
            chosen.Add(next);
        }
        var nodes = fabric.Tracts.Where(t => chosen.Contains(before[t.Index])).Select(t => t.Index).ToList();
        var shares = Enumerable.Range(0, chosen.Count).Select(i => i switch { 1 => 1.3, 4 => 0.75, _ => 1.0 }).ToArray();
        var drawn = Grouping.Run(fabric.Neighbours, weight, nodes, shares, preference, new Random64("turfs redrawn"), 300_000);
        // A new turf keeps the name of the old one with which it shares most residents.
        var pairs = (from g in Enumerable.Range(0, chosen.Count) from old in chosen select (g, old, Common: nodes.Where(n => drawn[n] == g && before[n] == old).Sum(n => weight[n]))).OrderByDescending(p => p.Common);
        var names = new Dictionary<int, int>();
        foreach (var (g, old, _) in pairs) if (!names.ContainsKey(g) && !names.ContainsValue(old)) names[g] = old;
        var now = before.ToArray();
        foreach (var n in nodes) now[n] = names[drawn[n]];
        return now;
    }

    private static Plan Named(Fabric fabric, int[] turf, int year)
    {
        var names = new string[Count];
        for (var g = 0; g < Count; g++)
        {
            names[g] = fabric.Tracts.Where(t => turf[t.Index] == g).GroupBy(t => t.Place.Name).OrderByDescending(p => p.Sum(t => t.Population)).Select(p => p.Key).First(n => !names.Contains(n));
        }
        // Each turf has a lead and the lead of a neighbouring turf as backup; after a year two pairs have changed places.
        var lead = Enumerable.Range(0, Count).ToArray();
        if (year > 0) (lead[2], lead[7], lead[11], lead[19]) = (lead[7], lead[2], lead[19], lead[11]);
        var backup = Enumerable.Range(0, Count).Select(g => fabric.Tracts.Where(t => turf[t.Index] == g).SelectMany(t => fabric.Neighbours[t.Index])
            .Where(n => turf[n.Other] != g).GroupBy(n => turf[n.Other]).OrderByDescending(b => b.Sum(n => n.Metres)).ThenBy(b => b.Key).Select(b => b.Key).DefaultIfEmpty((g + 1) % Count).First());
        return new Plan(turf, names, [.. backup.Select((b, g) => (lead[g], lead[b]))]);
    }
}

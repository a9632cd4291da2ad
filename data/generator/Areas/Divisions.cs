using SampleCity.Arithmetic;
using SampleCity.Ground;

namespace SampleCity.Areas;

/// <summary>Boroughs and districts from neighbourhoods, codes, and wards from tracts.</summary>
internal static class Divisions
{
    public static readonly (string Code, string Name, int Districts)[] Boroughs =
        [("1", "Old Merrow", 10), ("2", "Westering", 8), ("3", "Highmill", 6), ("4", "Eastbank", 12), ("5", "Gull Isles", 4)];

    public static void NameBoroughs(Land land, IReadOnlyList<Neighbourhood> places)
    {
        var west = Enumerable.Range(0, land.Pieces.Count).MinBy(i => land.Pieces[i].Distance(Land.Factory.CreatePoint(Site.OldTown)));
        foreach (var place in places)
        {
            var at = place.Shape.Centroid.Coordinate;
            double dx = at.X - Site.OldTown.X, dy = at.Y - Site.OldTown.Y;
            var mainland = land.Pieces[place.Piece].Area > 50e6;
            place.Borough = !mainland ? "5" : place.Piece != west ? "4" : dx * dx + dy * dy < 4550.0 * 4550 ? "1" : dy > -0.80 * dx ? "3" : "2";
        }
    }

    /// <summary>Joins the neighbourhood groups with fewest residents until each borough has its number of districts.</summary>
    public static void LayDistricts(IReadOnlyList<Neighbourhood> places, Fabric fabric)
    {
        foreach (var (code, _, wanted) in Boroughs)
        {
            var groups = places.Where(p => p.Borough == code).Select(p => new List<Neighbourhood> { p }).ToList();
            double Load(List<Neighbourhood> g) => fabric.Tracts.Where(t => g.Contains(t.Place)).Sum(t => Density.At(t.Centre) * t.Km2);
            while (groups.Count > wanted)
            {
                var best = (from small in groups.OrderBy(Load).Take(3)
                            from other in groups
                            where other != small
                            let shared = Shared(fabric, small, other)
                            where shared > 150
                            let around = Around(fabric, small) + Around(fabric, other) - 2 * shared
                            select (small, other, Cost: (Load(small) + Load(other)) * around / Math.Sqrt(Size(fabric, small) + Size(fabric, other)))).MinBy(c => c.Cost);
                if (best.small is null) best = (groups.OrderBy(Load).First(), groups.OrderBy(Load).Skip(1).First(), 0);
                best.other.AddRange(best.small);
                groups.Remove(best.small);
            }
            var number = 1;
            foreach (var group in groups.OrderBy(g => g.Average(p => p.Centre.Distance(code == "4" ? Site.EastTown : Site.OldTown))))
            {
                foreach (var place in group) place.District = number;
                number++;
            }
        }
    }

    private static double Shared(Fabric fabric, List<Neighbourhood> a, List<Neighbourhood> b) =>
        fabric.Tracts.Where(t => a.Contains(t.Place)).Sum(t => fabric.Neighbours[t.Index].Where(n => b.Contains(fabric.Tracts[n.Other].Place)).Sum(n => n.Metres));

    private static double Around(Fabric fabric, List<Neighbourhood> a) =>
        a.Sum(p => p.Shape.Length) - fabric.Tracts.Where(t => a.Contains(t.Place)).Sum(t => fabric.Neighbours[t.Index].Where(n => fabric.Tracts[n.Other].Place != t.Place && a.Contains(fabric.Tracts[n.Other].Place)).Sum(n => n.Metres));

    private static double Size(Fabric fabric, List<Neighbourhood> a) => fabric.Tracts.Where(t => a.Contains(t.Place)).Sum(t => t.Km2);

    /// <summary>Borough digit, four digits counted through the districts, two digits for tracts that were once split.</summary>
    public static void NumberTracts(Fabric fabric)
    {
        var random = new Random64("codes");
        foreach (var borough in fabric.Tracts.GroupBy(t => t.Place.Borough))
        {
            var number = 0;
            var part = 0;
            foreach (var tract in borough.OrderBy(t => t.Place.District).ThenBy(t => t.Place.Number).ThenBy(t => t.Centre.Y))
            {
                if (part == 1) part = 2;
                else
                {
                    number++;
                    part = random.Chance(0.06) ? 1 : 0;
                }
                tract.Code = $"{borough.Key}{number:0000}{part:00}";
            }
        }
    }

    /// <summary>Wards are made of tracts of about as many residents; they may lie on both sides of a bridge.</summary>
    public static void LayWards(Fabric fabric)
    {
        var graph = WithBridges(fabric);
        var now = fabric.Tracts.Select(t => (double)t.Population).ToArray();
        var then = fabric.Tracts.Select(t => t.Population * (0.7 + 0.5 * Exact.Exp(-t.Centre.Distance(Site.OldTown) / 5000))).ToArray();
        double Preference(int a, int b) => fabric.Tracts[a].Place == fabric.Tracts[b].Place ? 1 : 0.45;
        var all = Enumerable.Range(0, fabric.Tracts.Count).ToArray();
        var even = Enumerable.Repeat(1.0, 12).ToArray();
        Number(fabric, Grouping.Run(graph, now, all, even, Preference, new Random64("wards 2024"), 500_000), (t, w) => t.Ward = w);
        Number(fabric, Grouping.Run(graph, then, all, even, Preference, new Random64("wards 2014"), 500_000), (t, w) => t.OldWard = w);
    }

    private static void Number(Fabric fabric, int[] group, Action<Tract, int> set)
    {
        var order = fabric.Tracts.GroupBy(t => group[t.Index]).OrderBy(g => g.Average(t => t.Centre.Distance(Site.OldTown))).Select(g => g.Key).ToList();
        foreach (var tract in fabric.Tracts) set(tract, order.IndexOf(group[tract.Index]) + 1);
    }

    private static List<(int, double)>[] WithBridges(Fabric fabric)
    {
        var graph = fabric.Neighbours.Select(n => n.ToList()).ToArray();
        foreach (var (_, line) in Site.Bridges)
        {
            var ends = Curve.Kilometres(line).Select(end => fabric.Tracts.MinBy(t => t.Centre.Distance(end))!.Index).ToArray();
            graph[ends[0]].Add((ends[1], 250));
            graph[ends[1]].Add((ends[0], 250));
        }
        return graph;
    }
}

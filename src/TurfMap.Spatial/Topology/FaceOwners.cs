namespace TurfMap.Spatial.Topology;

/// <summary>
/// Gives each face to one area or to the outside: the area that winds around it, of several the one listed first, for a narrow gap the
/// neighbour with the longest border.
/// </summary>
internal sealed class FaceOwners(Faces faces, VertexPool pool)
{
    public (int[] Owners, IReadOnlyList<Seam> Seams) Decide(double fillGapsNarrowerThanMetres)
    {
        var owners = new int[faces.Count];
        Array.Fill(owners, -1);
        var odd = new bool[faces.Count];
        for (var face = 0; face < owners.Length; face++)
        {
            var windings = faces.Windings(face);
            if (windings.Length > 0)
                owners[face] = windings[0].Area;
            odd[face] = face > 0 && windings.Length != 1;
        }
        var seams = new List<Seam>();
        foreach (var (face, seam) in Measure(odd))
        {
            if (faces.Windings(face).Length > 1)
            {
                seams.Add(seam.Seam(SeamKind.Overlap, [.. faces.Windings(face).ToArray().Select(w => w.Area)], owners[face]));
                continue;
            }
            var borders = new SortedDictionary<int, double>();
            foreach (var half in seam.Halves)
                if (faces.Windings(faces.FaceOf(half ^ 1)) is [var (area, _), ..])
                    borders[area] = borders.GetValueOrDefault(area) + Length(half);
            var fill = seam.WidthMetres < fillGapsNarrowerThanMetres && borders.Count > 0;
            if (fill)
                owners[face] = borders.MaxBy(b => b.Value).Key;
            seams.Add(seam.Seam(fill ? SeamKind.FilledGap : SeamKind.Gap, [.. borders.Keys], owners[face]));
        }
        seams.Sort((a, b) => b.SquareMetres.CompareTo(a.SquareMetres));
        return (owners, seams);
    }

    private sealed class Measured
    {
        public List<int> Halves { get; } = [];
        public double TwiceArea { get; set; }
        public double Perimeter { get; set; }
        public LonLat Place { get; set; }
        public double WidthMetres => Perimeter > 0 ? TwiceArea / Perimeter : 0;

        public Seam Seam(SeamKind kind, int[] areas, int owner) => new(kind, areas, owner, Place, TwiceArea / 2, WidthMetres);
    }

    private SortedDictionary<int, Measured> Measure(bool[] odd)
    {
        var measured = new SortedDictionary<int, Measured>();
        for (var half = 0; half < 2 * faces.EdgeCount; half++)
        {
            var face = faces.FaceOf(half);
            if (!odd[face])
                continue;
            var (from, to) = HalfEnds(half);
            if (!measured.TryGetValue(face, out var m))
                measured[face] = m = new Measured { Place = pool.Place(from) };
            var origin = HalfEnds(m.Halves.Count == 0 ? half : m.Halves[0]).From;
            m.Halves.Add(half);
            m.Perimeter += Length(half);
            m.TwiceArea +=
                (pool.Xs[from] - pool.Xs[origin]) * (pool.Ys[to] - pool.Ys[origin])
                - (pool.Xs[to] - pool.Xs[origin]) * (pool.Ys[from] - pool.Ys[origin]);
        }
        return measured;
    }

    private (int From, int To) HalfEnds(int half) =>
        (half & 1) == 0 ? faces.Ends(half >> 1) : (faces.Ends(half >> 1).To, faces.Ends(half >> 1).From);

    private double Length(int half)
    {
        var (from, to) = HalfEnds(half);
        return LocalMetres.Length(pool.Place(from), pool.Place(to));
    }
}

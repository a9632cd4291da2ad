using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Projections;

/// <summary>What may be wrong with coordinates that are said, or assumed, to be longitude and latitude.</summary>
public enum CoordinateProblem
{
    /// <summary>Nothing is suspicious.</summary>
    None,

    /// <summary>No pair of finite numbers was given.</summary>
    NoCoordinates,

    /// <summary>At or within a few metres of longitude 0, latitude 0, the mark of a place that was never located.</summary>
    NullIsland,

    /// <summary>Numbers that are metres or feet on a map, not degrees.</summary>
    Projected,

    /// <summary>Latitude stands where longitude belongs.</summary>
    Swapped,

    /// <summary>No longitude and latitude, nor metres or feet of a known system.</summary>
    OutOfRange,

    /// <summary>A place on earth, but far from the city.</summary>
    Elsewhere,
}

/// <summary>What a sample of coordinates looks like.</summary>
/// <param name="Problem">The problem that most of the sample has; <see cref="CoordinateProblem.None"/> when most of it is well.</param>
/// <param name="Candidates">For projected coordinates: the known systems that would put the sample where the city is, best first. At most
/// five, else empty.</param>
/// <param name="Sentence">What was seen and what to do about it, for the person who brought the file; empty when nothing is
/// suspicious.</param>
public sealed record CoordinateFinding(CoordinateProblem Problem, IReadOnlyList<Crs> Candidates, string Sentence);

/// <summary>
/// Looks at coordinates that come without a named coordinate system and says when they cannot be longitude and latitude, or hardly.
/// </summary>
/// <remarks>
/// A judgement from ranges: it warns, it never converts. With the bounds of the city's layers it is sharp; without them it finds only what
/// is out of range, and latitudes
/// beyond 60 degrees beside longitudes within 60, which is where cities of the United States land when swapped.
/// </remarks>
public static class CoordinateSuspicion
{
    private const double NearZeroDegrees = 1e-4;
    private const double SlackDegrees = 0.25;

    /// <summary>Judges one place. Costs a few comparisons.</summary>
    /// <param name="place">As read from the file.</param>
    /// <param name="bounds">The bounds of the city's layers in degrees, when known.</param>
    public static CoordinateProblem Judge(LonLat place, Envelope? bounds = null)
    {
        var (x, y) = (place.Longitude, place.Latitude);
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return CoordinateProblem.NoCoordinates;
        if (Math.Abs(x) < NearZeroDegrees && Math.Abs(y) < NearZeroDegrees)
            return CoordinateProblem.NullIsland;
        if (bounds is { IsNull: false })
            return IsNear(bounds, x, y) ? CoordinateProblem.None
                : IsNear(bounds, y, x) ? CoordinateProblem.Swapped
                : IsInRange(x, y) ? CoordinateProblem.Elsewhere
                : LooksLikeLengths(x, y) ? CoordinateProblem.Projected
                : CoordinateProblem.OutOfRange;
        if (IsInRange(x, y))
            return Math.Abs(y) > 60 && Math.Abs(x) < 60 ? CoordinateProblem.Swapped : CoordinateProblem.None;
        return IsInRange(y, x) ? CoordinateProblem.Swapped
            : LooksLikeLengths(x, y) ? CoordinateProblem.Projected
            : CoordinateProblem.OutOfRange;
    }

    /// <summary>
    /// Judges a sample, by what most of it looks like; places at (0, 0) and missing ones are set aside unless there is nothing else. A
    /// thousand rows are plenty.
    /// </summary>
    /// <param name="xs">First coordinates, as read.</param>
    /// <param name="ys">Second coordinates, as read.</param>
    /// <param name="bounds">The bounds of the city's layers in degrees, when known.</param>
    public static CoordinateFinding Judge(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Envelope? bounds = null)
    {
        if (xs.Length != ys.Length)
            throw new ArgumentException("Both coordinate columns must have the same length.");
        Span<int> counts = stackalloc int[Enum.GetValues<CoordinateProblem>().Length];
        var example = (X: double.NaN, Y: double.NaN);
        for (var i = 0; i < xs.Length; i++)
            counts[(int)Judge(new LonLat(xs[i], ys[i]), bounds)]++;
        var trouble = Commonest(counts);
        for (var i = xs.Length - 1; i >= 0; i--)
            if (Judge(new LonLat(xs[i], ys[i]), bounds) == trouble)
                example = (xs[i], ys[i]);
        var candidates = trouble == CoordinateProblem.Projected ? ProjectedCandidates.Find(xs, ys, bounds) : [];
        return new(trouble, candidates, Sentence(trouble, candidates, example, bounds is { IsNull: false }));
    }

    internal static bool IsNear(Envelope bounds, double x, double y) =>
        x >= bounds.MinX - SlackDegrees
        && x <= bounds.MaxX + SlackDegrees
        && y >= bounds.MinY - SlackDegrees
        && y <= bounds.MaxY + SlackDegrees;

    private static bool IsInRange(double x, double y) => Math.Abs(x) <= 180 && Math.Abs(y) <= 90;

    /// <summary>
    /// Eastings and northings of the systems in use are below 100 million; what is larger is an error or another kind of number.
    /// </summary>
    private static bool LooksLikeLengths(double x, double y) =>
        Math.Abs(x) < 1e8 && Math.Abs(y) < 1e8 && (Math.Abs(x) > 360 || Math.Abs(y) > 360);

    private static CoordinateProblem Commonest(ReadOnlySpan<int> counts)
    {
        var best = CoordinateProblem.None;
        foreach (var trouble in Enum.GetValues<CoordinateProblem>())
            if (
                trouble is not (CoordinateProblem.NoCoordinates or CoordinateProblem.NullIsland)
                && counts[(int)trouble] > counts[(int)best]
            )
                best = trouble;
        if (counts[(int)best] > 0)
            return best;
        return counts[(int)CoordinateProblem.NullIsland] > 0 ? CoordinateProblem.NullIsland : CoordinateProblem.NoCoordinates;
    }

    private static string Sentence(CoordinateProblem trouble, IReadOnlyList<Crs> candidates, (double X, double Y) example, bool boundsKnown)
    {
        var pair = $"{example.X:0.######}, {example.Y:0.######}";
        return trouble switch
        {
            CoordinateProblem.None => "",
            CoordinateProblem.NoCoordinates => "None of the rows looked at has coordinates.",
            CoordinateProblem.NullIsland => "The coordinates are 0, 0, a place in the Atlantic that stands for \"never located\".",
            CoordinateProblem.Swapped =>
                $"Latitude and longitude look swapped: ({pair}) should be ({example.Y:0.######}, {example.X:0.######}), "
                    + "longitude first. Exchange the two columns.",
            CoordinateProblem.Elsewhere => $"The coordinates ({pair}) are far from the city. Check the coordinate system and the columns.",
            CoordinateProblem.Projected =>
                $"The coordinates ({pair}) are metres or feet on a map, not degrees. {Which(candidates, boundsKnown)}",
            _ => $"The coordinates ({pair}) are neither longitude and latitude nor those of a known coordinate system. Check the columns.",
        };
    }

    private static string Which(IReadOnlyList<Crs> candidates, bool boundsKnown) =>
        candidates switch
        {
            [] => "None of the known coordinate systems puts them in the city; name the one they are in.",
            [var one] => $"{one} puts them {(boundsKnown ? "in the city" : "where it is used")}; name it if it is right.",
            _ => $"They may be in {string.Join(" or ", candidates.Take(3))}; name the right one.",
        };
}

using NetTopologySuite.Geometries;
using SampleCity.Arithmetic;
using SampleCity.Streets;

namespace SampleCity.Contents;

/// <summary>A constituent's matter, as the city's case system would export it, with the blemishes such exports have.</summary>
internal sealed record Case(string Id, string Kind, string Language, string Status, DateOnly Opened, DateOnly Due, DateOnly? Closed, string Lon, string Lat, string Address, string Reporter)
{
    /// <summary>Kind, share, days allowed, median days taken, spread, and months (0 = January) in which it peaks.</summary>
    private static readonly (string Name, double Share, int Allowed, double Median, double Sigma, int Peak, double Swing)[] Kinds =
    [
        ("housing repair", 16, 30, 21, 0.8, 1, 0.2), ("heat and hot water", 11, 5, 3, 0.9, 0, 0.95), ("noise", 13, 7, 4, 0.8, 6, 0.6), ("street condition", 12, 21, 14, 0.8, 2, 0.4),
        ("street light", 8, 14, 8, 0.6, 11, 0.3), ("missed collection", 12, 3, 2, 0.7, 6, 0.2), ("trees and parks", 7, 45, 30, 0.9, 5, 0.7), ("benefits question", 9, 14, 9, 0.7, 9, 0.1),
        ("language access", 7, 10, 6, 0.8, 8, 0.1), ("tenant harassment", 5, 20, 26, 0.9, 3, 0.1),
    ];
    public const int Count = 20_000, PileCount = 260;
    private static readonly DateOnly First = new(2024, 7, 1), Last = new(2026, 6, 30);

    /// <summary>Two places where far more is reported than the residents alone explain: drawn plane, reach in metres, factor, kind.</summary>
    public static readonly (double X, double Y, double Reach, double Times, string Kind)[] HotSpots = [(17600, 11900, 520, 14, "housing repair"), (9500, 7150, 380, 11, "noise")];

    /// <summary>The geocoder's favourite: everything it could only place "somewhere in the street" lies here.</summary>
    public const string PileStreet = "Garnet Avenue";

    public static List<Case> Record(IReadOnlyList<Address> addresses)
    {
        var random = new Random64("cases");
        var calm = new Cumulative([.. addresses.Select(a => Residents.Need(a.Tract))]);
        var spots = HotSpots.Select(h => new Cumulative([.. addresses.Select(a => Near(a, h))])).ToArray();
        var garnet = addresses.Where(a => a.Street == PileStreet && a.Tract.Place.Borough == "4").ToList();
        var pile = garnet[garnet.Count / 2].Place;
        var days = Days(random);
        var cases = new List<Case>();
        for (var i = 0; i < Count; i++)
        {
            var opened = days[i];
            var kind = random.Weighted([.. Kinds.Select(k => k.Share * Season(k, opened))]);
            var at = addresses[calm.Draw(random)];
            for (var h = 0; h < HotSpots.Length; h++)
                if (Kinds[kind].Name == HotSpots[h].Kind && random.Chance(0.028 * HotSpots[h].Times / 2)) at = addresses[spots[h].Draw(random)];
            var piled = i % (Count / PileCount) == 7;
            if (piled) at = random.Pick(garnet);
            var (lon, lat) = Position(piled ? pile : at.Place, random);
            cases.Add(Close(i, kind, at, opened, lon, lat, random));
        }
        return cases;
    }

    private static double Near(Address address, (double X, double Y, double Reach, double Times, string Kind) spot)
    {
        double dx = (address.Tract.Centre.X - spot.X) / spot.Reach, dy = (address.Tract.Centre.Y - spot.Y) / spot.Reach;
        return Exact.Exp(-(dx * dx + dy * dy));
    }

    private static double Season((string, double, int, double, double, int Peak, double Swing) kind, DateOnly day) =>
        1 + kind.Swing * Exact.Cos((day.DayOfYear - 15 - 30.4 * kind.Peak) / 365.25 * 2 * Math.PI);

    /// <summary>More on Mondays, few at weekends, slowly growing.</summary>
    private static List<DateOnly> Days(Random64 random)
    {
        var span = Last.DayNumber - First.DayNumber + 1;
        var weights = new Cumulative([.. Enumerable.Range(0, span).Select(d => (1 + 0.25 * d / span) * First.AddDays(d).DayOfWeek switch { DayOfWeek.Monday => 1.3, DayOfWeek.Saturday => 0.45, DayOfWeek.Sunday => 0.35, _ => 1.0 })]);
        return [.. Enumerable.Range(0, Count).Select(_ => First.AddDays(weights.Draw(random))).Order()];
    }

    private static (string Lon, string Lat) Position(Coordinate place, Random64 random)
    {
        var (lon, lat) = (place.X.ToString("0.######"), place.Y.ToString("0.######"));
        return random.Below(1000) switch { < 20 => ("", ""), < 22 => ("0", "0"), < 24 => (lat, lon), 24 => ("-72", "39"), _ => (lon, lat) };
    }

    private static Case Close(int index, int kind, Address at, DateOnly opened, string lon, string lat, Random64 random)
    {
        var (name, _, allowed, median, sigma, _, _) = Kinds[kind];
        var slow = 1 + 0.6 * Math.Max(0, Residents.Need(at.Tract) - 1);
        var closed = opened.AddDays((int)Math.Min(600, random.LogNormal(median * slow, sigma)));
        var open = closed > Last || random.Chance(0.012);
        var status = open ? random.Pick(["open", "open", "in progress", "waiting"]) : random.Chance(0.06) ? "withdrawn" : "closed";
        var language = "en";
        var draw = random.Unit() * 0.8;
        for (var l = 0; l < Words.Languages.Length && language == "en"; l++) if ((draw -= Residents.Share(at.Tract, l)) < 0) language = Words.Languages[l].Code;
        // An opaque key: the same for one household's cases, none where the caller gave no name.
        var reporter = random.Chance(0.25) ? "" : (Random64.Mix((ulong)(at.Number * 7919 + random.Below(3)) + (ulong)at.Id.Aggregate(17L, (h, c) => h * 31 + c)) >> 24).ToString("x10");
        return new Case($"C{index + 1:00000}", name, language, status, opened, opened.AddDays(allowed), open ? null : closed, lon, lat, at.Line, reporter);
    }
}

/// <summary>Draws an index in proportion to many weights, quickly.</summary>
internal sealed class Cumulative
{
    private readonly double[] _sums;

    public Cumulative(double[] weights)
    {
        _sums = new double[weights.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) _sums[i] = sum += weights[i];
    }

    public int Draw(Random64 random)
    {
        var at = Array.BinarySearch(_sums, random.Unit() * _sums[^1]);
        return Math.Min(_sums.Length - 1, at < 0 ? ~at : at);
    }
}

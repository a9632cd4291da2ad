using SampleCity.Areas;
using SampleCity.Arithmetic;
using SampleCity.Ground;

namespace SampleCity.Contents;

/// <summary>One figure about a tract.</summary>
internal sealed record Measure(string Tract, string Name, int Value, int Margin);

/// <summary>Who lives where: residents, households, languages, with margins of error as a sample survey has them.</summary>
internal static class Residents
{
    public const int Year = 2023;
    public const string Source = "Port Merrow household survey (invented)";

    public static void Settle(Fabric fabric)
    {
        var random = new Random64("residents");
        foreach (var tract in fabric.Tracts)
        {
            var expected = Density.At(tract.Centre) * tract.Km2;
            tract.Population = tract.Park is null ? Math.Max(240, (int)(Math.Min(expected, 9000) * random.LogNormal(1, 0.24))) : 0;
        }
    }

    /// <summary>Share of residents of a tract who speak English less than very well and this language at home.</summary>
    public static double Share(Tract tract, int language)
    {
        var (_, _, everywhere, clusters) = Words.Languages[language];
        var share = everywhere;
        foreach (var (x, y, reach, most) in clusters)
        {
            double dx = (tract.Centre.X / 1000 - x) / reach, dy = (tract.Centre.Y / 1000 - y) / reach;
            share += most * Exact.Exp(-(dx * dx + dy * dy));
        }
        return share * (1 + 0.35 * Noise.At(tract.Centre.X, tract.Centre.Y, 1400, 200 + (ulong)language));
    }

    /// <summary>Where help is asked for more often: 1 on average.</summary>
    public static double Need(Tract tract) =>
        0.55 + 2.2 * Math.Min(0.5, Enumerable.Range(0, Words.Languages.Length).Sum(l => Share(tract, l))) + 0.2 * Noise.At(tract.Centre.X, tract.Centre.Y, 1800, 230);

    public static List<Measure> Count(Fabric fabric)
    {
        var random = new Random64("measures");
        var measures = new List<Measure>();
        foreach (var tract in fabric.Tracts.OrderBy(t => t.Code, StringComparer.Ordinal))
        {
            var people = tract.Population;
            void Add(string name, double value)
            {
                var whole = (int)Math.Round(value);
                var margin = people == 0 ? 0 : (int)Math.Round(1.645 * Math.Sqrt(whole * (1 - Math.Min(0.95, whole / (double)people)) * 14 + 36));
                measures.Add(new Measure(tract.Code, name, whole, margin));
            }
            var speakers = Enumerable.Range(0, Words.Languages.Length).Select(l => Math.Round(people * Share(tract, l) * random.LogNormal(1, 0.3))).ToArray();
            var sum = speakers.Sum();
            if (sum > 0.7 * people) speakers = [.. speakers.Select(s => Math.Floor(s * 0.7 * people / sum))];
            var other = Math.Round(people * 0.008 * random.Between(0.3, 1.8));
            Add("population", people);
            Add("households", people / random.Between(2.0, 3.1));
            Add("foreign_born", Math.Min(0.85 * people, (speakers.Sum() + other) * random.Between(1.25, 1.7) + people * random.Between(0.02, 0.06)));
            Add("lep_total", speakers.Sum() + other);
            for (var l = 0; l < speakers.Length; l++) Add("lep_" + Words.Languages[l].Code, speakers[l]);
        }
        return measures;
    }
}

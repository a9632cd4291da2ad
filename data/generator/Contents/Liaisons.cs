using SampleCity.Areas;
using SampleCity.Arithmetic;

namespace SampleCity.Contents;

/// <summary>Someone of the office who covers a turf. Invented.</summary>
internal sealed record Liaison(string Id, string Name, string Languages, double HoursPerWeek, string HomeUnit, string Phone, string Email, string Since)
{
    public static string Code(int number) => $"L{number + 1:00}";

    /// <summary>One for each turf, speaking what is spoken there, living not far off.</summary>
    public static List<Liaison> Hire(Fabric fabric, Plan plan)
    {
        var random = new Random64("liaisons");
        var first = Words.First.ToList();
        var last = Words.Last.ToList();
        random.Shuffle(first);
        random.Shuffle(last);
        return [.. Enumerable.Range(0, Turfs.Count).Select(i =>
        {
            var turf = fabric.Tracts.Where(t => plan.Turf[t.Index] == i && t.Park is null).ToList();
            var spoken = Enumerable.Range(0, Words.Languages.Length).OrderByDescending(l => turf.Sum(t => t.Population * Residents.Share(t, l))).ToList();
            var languages = new List<string> { "en", Words.Languages[spoken[random.Chance(0.8) ? 0 : 1]].Code };
            if (random.Chance(0.3)) languages.Add(Words.Languages[spoken[2]].Code);
            var home = random.Chance(0.6) ? random.Pick(turf) : random.Pick(fabric.Tracts.Where(t => t.Park is null && t.Place.Borough == turf[0].Place.Borough).ToList());
            var name = $"{first[i]} {last[i]}";
            var hours = random.Pick([40.0, 40, 40, 35, 35, 30, 24, 20]);
            var since = new DateOnly(2016, 1, 4).AddDays(random.Below(2900));
            return new Liaison(Code(i), name, string.Join(';', languages), hours, home.Code, $"555-01{i + 10:00}", name.ToLowerInvariant().Replace(' ', '.') + "@example.org", $"{since:yyyy-MM-dd}");
        })];
    }
}

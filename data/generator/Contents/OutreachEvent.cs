using SampleCity.Arithmetic;
using SampleCity.Streets;

namespace SampleCity.Contents;

/// <summary>A held or coming event of the office.</summary>
internal sealed record OutreachEvent(string Id, string Kind, string Name, DateTime Starts, DateTime Ends, string Place, string Lon, string Lat, string Languages, string Attendance, string Status)
{
    private static readonly (string Kind, string[] Names, double Share, int Hour, double Hours, double People)[] Kinds =
    [
        ("office hours", ["Office Hours", "Open Desk"], 30, 10, 3, 14), ("workshop", ["Know Your Rights as a Tenant", "Benefits Workshop", "Small Business Evening"], 22, 18, 2, 24),
        ("language class", ["English Conversation", "Citizens' Reading Circle"], 14, 17, 1.5, 16), ("town hall", ["Neighborhood Meeting", "Borough Forum"], 8, 19, 2, 85),
        ("street fair", ["Spring Fair", "Harvest Market", "Block Party"], 8, 11, 6, 260), ("door knocking", ["Door-to-Door Saturday", "Building Visit"], 12, 11, 4, 40), ("health day", ["Vaccination Day", "Screening Bus"], 6, 9, 7, 110),
    ];
    private static readonly DateOnly First = new(2024, 7, 1), Today = new(2026, 7, 1), Last = new(2026, 12, 31);

    public static List<OutreachEvent> Hold(IReadOnlyList<Partner> partners, IReadOnlyList<Address> addresses)
    {
        var random = new Random64("events");
        var events = new List<OutreachEvent>();
        // Fewer are announced the further ahead one looks.
        var span = Last.DayNumber - First.DayNumber + 1;
        var weights = new Cumulative([.. Enumerable.Range(0, span).Select(d => First.AddDays(d) < Today ? 1.0 : 0.85 * Exact.Exp(-(d - 730) / 70.0))]);
        var days = Enumerable.Range(0, 1500).Select(_ => First.AddDays(weights.Draw(random))).Order();
        foreach (var day in days)
        {
            var (kind, names, _, hour, hours, people) = Kinds[random.Weighted([.. Kinds.Select(k => k.Share)])];
            var date = kind is "street fair" or "door knocking" ? day.AddDays((6 - (int)day.DayOfWeek + 7) % 7) : day;
            if (date > Last) date = date.AddDays(-7);
            var hosted = kind != "door knocking" && random.Chance(0.7);
            var partner = random.Pick(partners);
            var at = hosted ? partner.Address : random.Pick(addresses);
            var starts = date.ToDateTime(new TimeOnly(hour, random.Pick([0, 0, 30])));
            var languages = string.Join(';', Enumerable.Range(0, Words.Languages.Length).Where(l => Residents.Share(at.Tract, l) > 0.06).Select(l => Words.Languages[l].Code).Prepend("en"));
            var status = date >= Today ? random.Chance(0.8) ? "planned" : "tentative" : random.Chance(0.04) ? "cancelled" : "held";
            var attendance = status == "held" && !random.Chance(0.05) ? ((int)random.LogNormal(people, 0.5)).ToString() : "";
            var placed = !random.Chance(0.01);
            events.Add(new OutreachEvent($"E{events.Count + 1:0000}", kind, $"{random.Pick(names)}, {at.Tract.Place.Name}", starts, starts.AddHours(hours), hosted ? partner.Name : at.Line,
                placed ? at.Place.X.ToString("0.######") : "", placed ? at.Place.Y.ToString("0.######") : "", languages, attendance, status));
        }
        return events;
    }
}

using SampleCity.Areas;
using SampleCity.Arithmetic;
using SampleCity.Streets;

namespace SampleCity.Contents;

/// <summary>An organisation that helps. Invented.</summary>
internal sealed record Partner(string Id, string Name, string Kind, string Services, string Languages, Address Address, string Phone, string Hours, string ServiceArea, string VerifiedOn, string Accessible)
{
    private static readonly (string Kind, string[] Names, string[] Services)[] Kinds =
    [
        ("legal", ["Legal Clinic", "Law Project", "Tenants' Counsel"], ["tenant advice", "eviction defence", "wage claims", "notary"]),
        ("health", ["Health Center", "Community Clinic", "Family Practice"], ["primary care", "vaccination", "dental", "interpreting"]),
        ("food", ["Food Pantry", "Community Kitchen", "Larder"], ["groceries", "hot meals", "home delivery"]),
        ("education", ["Learning Center", "Evening School", "Adult Academy"], ["English classes", "literacy", "exam preparation", "computer skills"]),
        ("employment", ["Work Center", "Job Bridge", "Trades Hall"], ["job search", "training", "licence advice"]),
        ("housing", ["Housing Help", "Homes Trust", "Shelter Line"], ["rent help", "repairs advice", "shelter referral"]),
        ("faith", ["Chapel", "Meeting House", "Temple", "Assembly"], ["meals", "visits", "hall hire"]),
        ("library", ["Branch Library"], ["public computers", "English classes", "homework help"]),
        ("youth", ["Youth Club", "Boys' and Girls' House", "Young People's Workshop"], ["after school", "sport", "mentoring"]),
        ("senior", ["Senior Center", "Elders' Circle"], ["lunch club", "visits", "benefits advice"]),
        ("cultural", ["Cultural Society", "Friendship House", "Mutual Aid Association"], ["language exchange", "translation", "benefits advice", "festivals"]),
    ];
    private static readonly double[] KindShare = [9, 12, 12, 12, 8, 9, 14, 8, 9, 8, 11];
    private static readonly string[] Openings =
    [
        "Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00; Sa 10:00-13:00", "Mo-Fr 08:30-16:30", "Tu-Sa 10:00-18:00", "Mo,We,Fr 10:00-14:00", "Mo-Th 12:00-20:00; Su 13:00-17:00", "Tu,Th 17:00-20:00; Sa 09:00-12:00",
        "Mo-Su 08:00-20:00", "Mo-Fr 09:00-12:00,13:00-17:00", "We 16:00-19:00; Su 09:00-13:00",
    ];
    private static readonly string[] Lead = ["Harbor Light", "Two Rivers", "Open Door", "North Star", "Common Ground", "Bright Water", "Stepping Stone", "Long Table", "Morning Tide", "Green Lantern"];

    public static List<Partner> Found(Fabric fabric, IReadOnlyList<Address> addresses)
    {
        var random = new Random64("partners");
        var names = new HashSet<string>();
        var partners = new List<Partner>();
        var weights = addresses.Select(a => Residents.Need(a.Tract)).ToArray();
        while (partners.Count < 350)
        {
            var (kind, endings, services) = Kinds[random.Weighted(KindShare)];
            // Fewer than needed east of the Meridian Avenue: a gap to be found.
            var at = addresses[random.Weighted(weights)];
            if (at.Tract.Centre.X > 19_000 && random.Chance(0.62)) continue;
            var name = $"{(random.Chance(0.3) && kind != "library" ? random.Pick(Lead) : random.Chance(0.6) ? at.Tract.Place.Name : random.Pick(Words.Streets))} {random.Pick(endings)}";
            if (!names.Add(name)) continue;
            var spoken = Enumerable.Range(0, Words.Languages.Length).Where(l => random.Chance(Math.Min(0.9, 3.2 * Residents.Share(at.Tract, l) + 0.02))).Select(l => Words.Languages[l].Code).Prepend("en");
            var offered = services.Where(_ => random.Chance(0.6)).DefaultIfEmpty(services[0]);
            var reach = random.Weighted([20, 25, 30, 15]) switch { 0 => "city", 1 => $"ward {at.Tract.Ward}", 2 => $"{random.Pick([1, 1.5, 2, 3, 5])} km", _ => $"district {at.Tract.District}" };
            var verified = new DateOnly(2026, 6, 30).AddDays(-(int)Math.Min(1400, random.LogNormal(160, 0.9)));
            partners.Add(new Partner($"P{partners.Count + 1:000}", name, kind, string.Join(';', offered), string.Join(';', spoken), at, $"555-01{random.Below(100):00}", random.Pick(Openings), reach,
                $"{verified:yyyy-MM-dd}", random.Chance(0.12) ? "unknown" : random.Chance(0.75) ? "yes" : "no"));
        }
        return partners;
    }
}

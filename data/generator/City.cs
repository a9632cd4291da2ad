using NetTopologySuite.Geometries;
using SampleCity.Areas;
using SampleCity.Arithmetic;
using SampleCity.Contents;
using SampleCity.Ground;
using SampleCity.Streets;

namespace SampleCity;

/// <summary>Port Merrow, from the ground up.</summary>
internal sealed class City
{
    public City()
    {
        Land = Land.Draw();
        Places = Neighbourhoods.Lay(Land);
        Divisions.NameBoroughs(Land, Places);
        NamePlaces();
        Fabric = Fabric.Weave(Land, Places);
        foreach (var (x, y, name) in Site.GreatParks) SetAside(new Coordinate(x * 1000, y * 1000), name);
        Residents.Settle(Fabric);
        Divisions.LayDistricts(Places, Fabric);
        Divisions.NumberTracts(Fabric);
        Divisions.LayWards(Fabric);
        Streets = StreetMap.Lay(Land, Places, [.. Fabric.Tracts.Where(t => t.Park is not null).Select(t => t.Drawn)]);
        Addresses = SampleCity.Streets.Addresses.Number(Streets, Fabric);
        Measures = Residents.Count(Fabric);
        (Before, Now) = Turfs.Draw(Fabric);
        Liaisons = Liaison.Hire(Fabric, Before);
        Partners = Partner.Found(Fabric, Addresses);
        Cases = Case.Record(Addresses);
        Events = OutreachEvent.Hold(Partners, Addresses);
    }

    public Land Land { get; }

    public IReadOnlyList<Neighbourhood> Places { get; }

    public Fabric Fabric { get; }

    public StreetMap Streets { get; }

    public IReadOnlyList<Address> Addresses { get; }

    public IReadOnlyList<Measure> Measures { get; }

    public Plan Before { get; }

    public Plan Now { get; }

    public IReadOnlyList<Liaison> Liaisons { get; }

    public IReadOnlyList<Partner> Partners { get; }

    public IReadOnlyList<Case> Cases { get; }

    public IReadOnlyList<OutreachEvent> Events { get; }

    private void NamePlaces()
    {
        var random = new Random64("place names");
        var taken = new HashSet<string>();
        foreach (var place in Places)
        {
            do place.Name = $"{random.Pick(Words.HoodFirst)} {random.Pick(Words.HoodLast)}";
            while (!taken.Add(place.Name) || taken.Count(t => t.Split(' ')[0] == place.Name.Split(' ')[0]) > 4);
        }
    }

    private void SetAside(Coordinate at, string name)
    {
        var point = Land.Factory.CreatePoint(at);
        var tract = Fabric.Tracts.Where(t => t.Park is null).MinBy(t => t.Drawn.Distance(point))!;
        tract.Park = name;
    }
}

using TurfMap.Domain.Addresses;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Partners;
using TurfMap.Domain.Records;
using TurfMap.Domain.Staff;

namespace TurfMap.Domain.Importing;

/// <summary>
/// The files that are plain tables: which columns each kind needs, and how a row becomes a record. Places stand in columns or are the
/// shapes of features.
/// </summary>
public static class TableImports
{
    /// <summary>Liaisons: <c>id, name</c> and, where given, <c>languages, hours_per_week, home_unit, phone, email, since</c>.</summary>
    public static IEnumerable<Liaison> Liaisons(Table table)
    {
        var (id, name) = (table.Need("id", "liaison_id", "liaison"), table.Need("name", "liaison_name", "full_name"));
        var (languages, hours, home) = (
            table.Find("languages", "language"),
            table.Find("hours_per_week", "hours"),
            table.Find("home_unit", "home")
        );
        var (phone, email, since) = (table.Find("phone", "telephone"), table.Find("email"), table.Find("since", "start_date"));
        return table.Rows(() =>
            new Liaison(
                table.Key(id),
                table.Required(name),
                table.List(languages),
                table.Number(hours),
                table.Text(home),
                table.Text(phone),
                table.Text(email),
                table.Date(since)
            )
        );
    }

    /// <summary>Addresses: <c>id, number, street, lon, lat</c> and, where given, <c>unit, borough, postcode</c>.</summary>
    public static IEnumerable<Address> Addresses(Table table)
    {
        var (id, number, street) = (
            table.Need("id", "address_id", "mar_id", FeatureTable.IdColumn),
            table.Need("number", "house_number", "addrnum"),
            table.Need("street", "street_name")
        );
        var (lon, lat) = (table.NeedPlace("lon", "longitude", "lng"), table.NeedPlace("lat", "latitude"));
        var (unit, borough, postcode) = (
            table.Find("unit", "apartment"),
            table.Find("borough", "city"),
            table.Find("postcode", "zip", "zipcode", "zip_code")
        );
        return table.Rows(() =>
        {
            var place = table.Place(lon, lat);
            if (place is null)
                table.Refuse(lon, "an address cannot be kept without its place");
            var taken = new Address(
                table.Key(id),
                table.Required(number),
                table.Required(street),
                table.Text(unit),
                table.Text(borough),
                table.Text(postcode),
                place.GetValueOrDefault()
            );
            table.CheckBoundaries(place);
            return taken;
        });
    }

    /// <summary>
    /// Measures, one to a row: <c>area</c> (or <c>tract</c>), <c>measure, value</c> and, where given, <c>moe, year, source</c>.
    /// </summary>
    public static IEnumerable<Measure> Measures(Table table)
    {
        var (area, measure, value) = (
            table.Need("area", "tract", "unit", "geoid", "code"),
            table.Need("measure", "name", "variable"),
            table.Need("value", "estimate")
        );
        var (moe, year, source) = (table.Find("moe", "margin_of_error"), table.Find("year"), table.Find("source"));
        return table.Rows(() =>
        {
            var number = table.Number(value);
            if (number is null)
                table.Refuse(value, "a measure cannot be kept without its value");
            return new Measure(
                table.Required(area),
                table.Required(measure),
                number ?? 0,
                table.Number(moe),
                (int?)table.Number(year),
                table.Text(source)
            );
        });
    }

    /// <summary>Partners: <c>id, name</c> and, where given, kind, services, languages, place, hours, service area.</summary>
    public static IEnumerable<Partner> Partners(Table table)
    {
        var (id, name, kind) = (
            table.Need("id", "partner_id", FeatureTable.IdColumn),
            table.Need("name", "organization"),
            table.Find("kind", "type")
        );
        var (services, languages) = (table.Find("services"), table.Find("languages"));
        var (lon, lat, address) = (table.Find("lon", "longitude"), table.Find("lat", "latitude"), table.Find("address"));
        var (phone, hours, serves) = (table.Find("phone"), table.Find("hours"), table.Find("service_area"));
        var (verified, accessible) = (table.Find("verified_on", "verified"), table.Find("accessible"));
        return table.Rows(() =>
        {
            var place = table.Place(lon, lat);
            var taken = new Partner(
                table.Key(id),
                table.Required(name),
                table.Text(kind) ?? "other",
                table.List(services),
                table.List(languages),
                place,
                table.Text(address),
                table.Text(phone),
                table.Text(hours),
                table.Text(serves),
                table.Date(verified),
                table.Text(accessible)
            );
            table.CheckBoundaries(place);
            return taken;
        });
    }

    /// <summary>Cases, as offices' systems write them: <see cref="CaseRows"/>.</summary>
    public static IEnumerable<CaseRecord> Cases(Table table) => new CaseRows(table).Read();

    /// <summary>Events, as offices' systems write them: <see cref="EventRows"/>.</summary>
    public static IEnumerable<OutreachEvent> Events(Table table) => new EventRows(table).Read();
}

using TurfMap.Domain.Cases;
using TurfMap.Domain.Events;
using TurfMap.Domain.Layers;
using TurfMap.Domain.Partners;
using TurfMap.Domain.People;
using TurfMap.Domain.Places;

namespace TurfMap.Domain.Importing;

/// <summary>The files that are plain tables: which columns each kind needs, and how a row becomes a record. Places stand in columns or are the shapes of features.</summary>
public static class TableImports
{
    /// <summary>Liaisons: <c>id, name</c> and, where given, <c>languages, hours_per_week, home_unit, phone, email, since</c>.</summary>
    public static IEnumerable<Liaison> Liaisons(Table table)
    {
        var (id, name) = (table.Need("id", "liaison_id", "liaison"), table.Need("name", "liaison_name", "full_name"));
        var (languages, hours, home) = (table.Find("languages", "language"), table.Find("hours_per_week", "hours"), table.Find("home_unit", "home"));
        var (phone, email, since) = (table.Find("phone", "telephone"), table.Find("email"), table.Find("since", "start_date"));
        return table.Rows(() => new Liaison(
            table.Required(id), table.Required(name), table.List(languages), table.Number(hours), table.Text(home), table.Text(phone), table.Text(email), table.Date(since)));
    }

    /// <summary>Addresses: <c>id, number, street, lon, lat</c> and, where given, <c>unit, borough, postcode</c>.</summary>
    public static IEnumerable<Address> Addresses(Table table)
    {
        var (id, number, street) = (table.Need("id", "address_id", "mar_id", FeatureTable.IdColumn), table.Need("number", "house_number", "addrnum"), table.Need("street", "street_name"));
        var (lon, lat) = (table.NeedPlace("lon", "longitude", "lng"), table.NeedPlace("lat", "latitude"));
        var (unit, borough, postcode) = (table.Find("unit", "apartment"), table.Find("borough", "city"), table.Find("postcode", "zip", "zipcode", "zip_code"));
        return table.Rows(() =>
        {
            var place = table.Place(lon, lat);
            if (place is null)
                table.Refuse(lon, "an address cannot be kept without its place");
            return new Address(
                table.Required(id), table.Required(number), table.Required(street), table.Text(unit), table.Text(borough), table.Text(postcode), place.GetValueOrDefault())
            {
                Areas = table.Areas(place),
            };
        });
    }

    /// <summary>Measures, one to a row: <c>area</c> (or <c>tract</c>), <c>measure, value</c> and, where given, <c>moe, year, source</c>.</summary>
    public static IEnumerable<Measure> Measures(Table table)
    {
        var (area, measure, value) = (table.Need("area", "tract", "unit", "geoid", "code"), table.Need("measure", "name", "variable"), table.Need("value", "estimate"));
        var (moe, year, source) = (table.Find("moe", "margin_of_error"), table.Find("year"), table.Find("source"));
        return table.Rows(() =>
        {
            var number = table.Number(value);
            if (number is null)
                table.Refuse(value, "a measure cannot be kept without its value");
            return new Measure(
                table.Required(area), table.Required(measure), number ?? 0, table.Number(moe), (int?)table.Number(year), table.Text(source));
        });
    }

    /// <summary>Partners: <c>id, name</c> and, where given, kind, services, languages, place, hours, service area.</summary>
    public static IEnumerable<Partner> Partners(Table table)
    {
        var (id, name, kind) = (table.Need("id", "partner_id", FeatureTable.IdColumn), table.Need("name", "organization"), table.Find("kind", "type"));
        var (services, languages) = (table.Find("services"), table.Find("languages"));
        var (lon, lat, address) = (table.Find("lon", "longitude"), table.Find("lat", "latitude"), table.Find("address"));
        var (phone, hours, serves) = (table.Find("phone"), table.Find("hours"), table.Find("service_area"));
        var (verified, accessible) = (table.Find("verified_on", "verified"), table.Find("accessible"));
        return table.Rows(() =>
        {
            var place = table.Place(lon, lat);
            return new Partner(
                table.Required(id), table.Required(name), table.Text(kind) ?? "other", table.List(services), table.List(languages), place,
                table.Text(address), table.Text(phone), table.Text(hours), table.Text(serves), table.Date(verified), table.Text(accessible))
            {
                Areas = table.Areas(place),
            };
        });
    }

    /// <summary>Cases: <c>id, kind, status, opened</c> and, where given, language, due, closed, place, address, reporter key.</summary>
    public static IEnumerable<CaseRecord> Cases(Table table)
    {
        var (id, kind, status) = (table.Need("id", "case_id", "service_request_id", FeatureTable.IdColumn), table.Need("kind", "type", "category"), table.Find("status"));
        var (opened, due, closed) = (table.Need("opened", "added", "created", "requested_datetime"), table.Find("due"), table.Find("closed", "resolved"));
        var (lon, lat, address) = (table.Find("lon", "longitude"), table.Find("lat", "latitude"), table.Find("address"));
        var (language, reporter) = (table.Find("language"), table.Find("reporter_key", "reporter"));
        return table.Rows(() =>
        {
            var (from, to, place) = (table.Date(opened), table.Date(closed), table.Place(lon, lat));
            if (from > to)
                table.Warn(closed, $"the case was closed on {to:yyyy-MM-dd}, before it was opened on {from:yyyy-MM-dd}");
            return new CaseRecord(
                table.Required(id), table.Required(kind), table.Text(language), table.Text(status) ?? (to is null ? "open" : "closed"),
                from, table.Date(due), to, place, table.Text(address), table.Text(reporter))
            {
                Areas = table.Areas(place, from),
            };
        });
    }

    /// <summary>Events: <c>id, kind, starts</c> and, where given, name, ends, place, languages, attendance, status.</summary>
    public static IEnumerable<OutreachEvent> Events(Table table)
    {
        var (id, kind, name) = (table.Need("id", "event_id", FeatureTable.IdColumn), table.Need("kind", "type", "event_type"), table.Find("name", "event_name"));
        var (starts, ends, place) = (table.Need("starts", "start", "start_date"), table.Find("ends", "end", "end_date"), table.Find("place", "location"));
        var (lon, lat) = (table.Find("lon", "longitude"), table.Find("lat", "latitude"));
        var (languages, attendance, status) = (table.Find("languages"), table.Find("attendance"), table.Find("status"));
        return table.Rows(() =>
        {
            var (from, at) = (table.Time(starts), table.Place(lon, lat));
            return new OutreachEvent(
                table.Required(id), table.Required(kind), table.Text(name) ?? table.Text(kind) ?? "", from, table.Time(ends), table.Text(place),
                at, table.List(languages), (long?)table.Number(attendance), table.Text(status))
            {
                Areas = table.Areas(at, from is { } start ? DateOnly.FromDateTime(start) : null),
            };
        });
    }
}

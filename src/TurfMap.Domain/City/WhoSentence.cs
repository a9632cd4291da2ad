using TurfMap.Domain.Geography;
using TurfMap.Domain.Staff;

namespace TurfMap.Domain.City;

/// <summary>The answer for a place as a sentence that can be copied into a letter or said on the phone.</summary>
public static class WhoSentence
{
    /// <summary>Said when no layer holds the place.</summary>
    public const string Outside = "This place is outside every layer.";

    /// <summary>"Ward 4, Old Harbor, District 204. Turf T03 is covered by Ana Ruiz (English, Spanish); backup: Bo Li."</summary>
    public static string Of(CityOnDate city, PlaceAnswer answer) => Of(city, answer, Turf(city, answer.Turf));

    /// <summary>The same where the sentence of the turf is known.</summary>
    public static string Of(CityOnDate city, PlaceAnswer answer, string turf)
    {
        var areas = "";
        for (var i = 0; i < answer.Layers.Length; i++)
            if (answer.Layers[i].Status is PlaceStatus.Inside or PlaceStatus.Edge)
                areas = $"{areas}{(areas.Length == 0 ? "" : ", ")}{Area(city.Answered[i].Placing, answer.Layers[i].Area)}";
        return areas.Length == 0 ? Outside : $"{areas}. {turf}";
    }

    /// <summary>An area's name; its layer and code when it has no name of its own.</summary>
    public static string Area(PlacingLayer layer, int area) =>
        layer.Names[area] == layer.Codes[area] ? $"{layer.Name} {layer.Codes[area]}" : layer.Names[area];

    /// <summary>Who covers a turf, by its number; -1 is no turf.</summary>
    public static string Turf(CityOnDate city, int number)
    {
        if (city.Plan is null)
            return "No turf plan is in force on that date.";
        if (number < 0)
            return $"It is in no turf of {city.Plan.Plan.Name}.";
        var (turf, cover) = (city.Plan.Plan.Turfs[number], city.Cover(number));
        var name = turf.Name == turf.Code ? $"Turf {turf.Code}" : $"Turf {turf.Code}, {turf.Name},";
        return (cover.Lead, cover.Backup) switch
        {
            (null, null) => $"{name} has no liaison.",
            ({ } lead, null) => $"{name} is covered by {Person(lead)}.",
            (null, { } backup) => $"{name} has no liaison; backup: {Person(backup)}.",
            ({ } lead, { } backup) => $"{name} is covered by {Person(lead)}; backup: {Person(backup)}.",
        };
    }

    private static string Person(Liaison liaison) =>
        liaison.Languages.Count == 0 ? liaison.Name : $"{liaison.Name} ({string.Join(", ", liaison.Languages.Select(LanguageName.Of))})";
}

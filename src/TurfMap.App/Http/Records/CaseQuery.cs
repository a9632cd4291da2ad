using System.Globalization;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Records;

namespace TurfMap.App.Http.Records;

/// <summary>
/// A filter of cases as an address writes it. Several values of one thing are separated by bars, because kinds hold commas.
/// </summary>
internal sealed record CaseQuery(
    string? Kind = null,
    string? Status = null,
    string? Language = null,
    string? From = null,
    string? To = null,
    bool? Open = null,
    bool? Overdue = null,
    string? Area = null,
    string? Turf = null,
    string? Liaison = null,
    string? At = null,
    string? Agency = null,
    bool? Sinks = null
)
{
    public CaseFilter Filter() =>
        new()
        {
            Kinds = Several(Kind),
            Statuses = Several(Status),
            Languages = Several(Language),
            Agencies = Several(Agency),
            From = Day("from", From),
            To = Day("to", To),
            IsOpen = Open,
            IsOverdue = Overdue == true,
            Area = AreaOf(Area),
            Turf = Given(Turf),
            Liaison = Given(Liaison),
        };

    /// <summary>
    /// The filter as a line of text, such as "kind=noise; open=true"; "all" without one. Not the period, which stands beside it.
    /// </summary>
    public string Words()
    {
        var said = new (string Name, string? Value)[]
        {
            ("kind", Given(Kind)),
            ("status", Given(Status)),
            ("language", Given(Language)),
            ("agency", Given(Agency)),
            ("open", Open?.ToString().ToLowerInvariant()),
            ("overdue", Overdue == true ? "true" : null),
            ("area", Given(Area)),
            ("turf", Given(Turf)),
            ("liaison", Given(Liaison)),
            ("at", Given(At)),
            ("sinks", Sinks == true ? "true" : null),
        }
            .Where(one => one.Value is not null)
            .Select(one => $"{one.Name}={one.Value}");
        return string.Join("; ", said) is { Length: > 0 } text ? text : "all";
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string[] Several(string? text) => Given(text)?.Split('|', StringSplitOptions.TrimEntries) ?? [];

    private static DateOnly? Day(string name, string? text) =>
        Given(text) is not { } given ? null
        : DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new BadInputException(
            $"\"{(given.Length <= 40 ? given : given[..40] + "…")}\" is not a date. Write it as year-month-day, for example 2026-03-28.",
            (name, "A date such as 2026-03-28 is needed.")
        );

    private static AreaKey? AreaOf(string? text) =>
        Given(text) is not { } given ? null
        : given.IndexOf(':') is > 0 and var colon && colon < given.Length - 1 ? new(given[..colon], given[(colon + 1)..])
        : throw new BadInputException(
            "An area is written as its layer and its code, for example wards:4.",
            ("area", "A layer and a code are needed, with a colon between.")
        );
}

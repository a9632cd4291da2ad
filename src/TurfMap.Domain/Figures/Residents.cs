using TurfMap.Domain.Geography;

namespace TurfMap.Domain.Figures;

/// <summary>How many people live in areas, as a source counted them: the newest year of a measure that is named so.</summary>
/// <param name="Measure">The measure's name.</param>
/// <param name="Year">The year it is for; null when the source gives none.</param>
/// <param name="Source">Who published it.</param>
/// <param name="ByCode">The number of each area that has one, by its code.</param>
public sealed record Residents(string Measure, int? Year, string? Source, IReadOnlyDictionary<string, double> ByCode)
{
    /// <summary>What such a measure is called; the first that is there is taken.</summary>
    public static readonly string[] Names = ["population", "residents", "total_population"];

    private const int SourcesTold = 3;

    /// <summary>The residents among some measures; null when there are none. Values below 0 are none.</summary>
    public static Residents? Of(IReadOnlyList<Measure> measures)
    {
        var usable = measures
            .Where(one => one.Value >= 0 && double.IsFinite(one.Value))
            .ToLookup(one => one.Name, StringComparer.OrdinalIgnoreCase);
        if (Names.FirstOrDefault(usable.Contains) is not { } name)
            return null;
        var year = usable[name].Max(one => one.Year);
        var rows = usable[name].Where(one => one.Year == year).ToArray();
        var sources = rows.Select(one => one.Source).OfType<string>().Distinct(StringComparer.Ordinal).Take(SourcesTold).ToArray();
        return new(
            name,
            year,
            sources.Length == 0 ? null : string.Join("; ", sources),
            rows.GroupBy(one => one.Area, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal)
        );
    }
}

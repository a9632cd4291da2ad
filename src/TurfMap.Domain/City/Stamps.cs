namespace TurfMap.Domain.City;

/// <summary>A part of a city that changes by itself. A store names its parts by these words, in small letters.</summary>
public enum CityPart
{
    /// <summary>What the city calls itself.</summary>
    Profile,

    /// <summary>Layers, their vintages, areas and lines.</summary>
    Geography,

    /// <summary>Liaisons.</summary>
    Staff,

    /// <summary>Plans, turfs, assignments and placements.</summary>
    Plans,

    /// <summary>Cases.</summary>
    Cases,

    /// <summary>Events.</summary>
    Events,

    /// <summary>Partners.</summary>
    Partners,

    /// <summary>Addresses.</summary>
    Addresses,

    /// <summary>Numbers about areas.</summary>
    Measures,

    /// <summary>The list of imports.</summary>
    Imports,

    /// <summary>Months of figures that were released.</summary>
    Releases,

    /// <summary>Saved views.</summary>
    Views,

    /// <summary>Accounts, sessions, tokens and links.</summary>
    Access,
}

/// <summary>Of each part of a city the number of the last change to it, all read at one moment. Never changes.</summary>
public sealed class Stamps
{
    private static readonly CityPart[] All = Enum.GetValues<CityPart>();

    private readonly long[] changes;

    /// <summary>Takes the stamp of each part.</summary>
    public Stamps(Func<CityPart, long> stampOf) => changes = Array.ConvertAll(All, part => stampOf(part));

    /// <summary>The parts whose changes readers of the city follow.</summary>
    public static IReadOnlyList<CityPart> Followed { get; } =
    [
        CityPart.Profile,
        CityPart.Geography,
        CityPart.Staff,
        CityPart.Plans,
        CityPart.Cases,
        CityPart.Events,
        CityPart.Partners,
        CityPart.Addresses,
        CityPart.Measures,
    ];

    /// <summary>A city in which everything changed last by one and the same change.</summary>
    public static Stamps Of(long change) => new(_ => change);

    /// <summary>The number of the last change to a part.</summary>
    public long this[CityPart part] => changes[(int)part];

    /// <summary>The number of the last change to any of some parts.</summary>
    public long NewestOf(params ReadOnlySpan<CityPart> parts)
    {
        var newest = 0L;
        foreach (var part in parts)
            newest = Math.Max(newest, changes[(int)part]);
        return newest;
    }

    /// <summary>A part's name as stores and answers write it.</summary>
    public static string NameOf(CityPart part) => part.ToString().ToLowerInvariant();
}

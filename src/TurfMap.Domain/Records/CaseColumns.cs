using System.Runtime.CompilerServices;
using TurfMap.Domain.Geography;

namespace TurfMap.Domain.Records;

/// <summary>
/// All cases of a city in columns: one array for each thing that is filtered or counted by, a case being a number from 0.
/// </summary>
/// <remarks>
/// Never changes; a change to the store makes a new one. 31 bytes and 3 bits for each case, and 2 bytes for each layer whose areas were
/// asked for. Safe to share between threads.
/// </remarks>
public sealed class CaseColumns
{
    /// <summary>Day 1; day 0 says that there is none. The last day is in the year 2079.</summary>
    public static readonly DateOnly FirstDay = new(1900, 1, 1);

    /// <summary>Stands in <see cref="Hour"/> for a time that is not known.</summary>
    public const byte NoHour = 255;

    private readonly Lazy<(IReadOnlyList<DefaultLocation> Sinks, ulong[] Cases)> sinks;
    private readonly ConditionalWeakTable<PlacingLayer, Lazy<ushort[]>> areas = [];

    internal CaseColumns(IReadOnlyList<CaseColumnsBuilder> parts, CityPlane plane)
    {
        Plane = plane;
        // Numbering the constituents takes about as long as all the rest, and is independent of it.
        var reporters = Task.Run(() => KeyNumbers.Of(Join(parts, part => part.Reporter)));
        (X, Y) = plane.ToPlane(Join(parts, part => part.Longitudes), Join(parts, part => part.Latitudes));
        (Rows, Hour) = (Join(parts, part => part.Rows), Join(parts, part => part.Hour));
        (Opened, Due, Closed) = (Join(parts, part => part.Opened), Join(parts, part => part.Due), Join(parts, part => part.Closed));
        (Kind, Kinds) = Join(parts, part => part.Kind, part => part.Kinds);
        (Status, Statuses) = Join(parts, part => part.Status, part => part.Statuses);
        (Language, Languages) = Join(parts, part => part.Language, part => part.Languages);
        (Agency, Agencies) = Join(parts, part => part.Agency, part => part.Agencies);
        Unplaced = X.Count(float.IsNaN);
        Placeless = BitSet.Of(Count, i => float.IsNaN(X[i]));
        var rough = Join(parts, part => part.Rough);
        Rough = BitSet.Of(Count, i => rough[i] && !float.IsNaN(X[i]));
        sinks = new(FindSinks);
        Newest = Opened.Length == 0 ? null : Date(Opened.Max());
        (Reporter, Reporters) = reporters.GetAwaiter().GetResult();
    }

    /// <summary>How many cases.</summary>
    public int Count => Rows.Length;

    /// <summary>How many of them have no place.</summary>
    public int Unplaced { get; }

    /// <summary>The plane that <see cref="X"/> and <see cref="Y"/> are of.</summary>
    public CityPlane Plane { get; }

    /// <summary>The number of each case's row in the store.</summary>
    public int[] Rows { get; }

    /// <summary>Metres to the east of the plane's middle, to a centimetre; NaN without a place.</summary>
    public float[] X { get; }

    /// <summary>Metres to the north of the plane's middle; NaN without a place.</summary>
    public float[] Y { get; }

    /// <summary>The day each was opened (<see cref="Day"/>); 0 for none.</summary>
    public ushort[] Opened { get; }

    /// <summary>The day each is due.</summary>
    public ushort[] Due { get; }

    /// <summary>The day each was closed.</summary>
    public ushort[] Closed { get; }

    /// <summary>Which of <see cref="Kinds"/>.</summary>
    public ushort[] Kind { get; }

    /// <summary>Which of <see cref="Statuses"/>.</summary>
    public ushort[] Status { get; }

    /// <summary>Which of <see cref="Languages"/>.</summary>
    public ushort[] Language { get; }

    /// <summary>Who reported it, as a number below <see cref="Reporters"/>; -1 for unknown.</summary>
    public int[] Reporter { get; }

    /// <summary>Which of <see cref="Agencies"/>.</summary>
    public ushort[] Agency { get; }

    /// <summary>The hour of the day in which each was opened, 0 to 23; <see cref="NoHour"/> when it is not known.</summary>
    public byte[] Hour { get; }

    /// <summary>A bit for each case without a place.</summary>
    public ulong[] Placeless { get; }

    /// <summary>A bit for each case that was placed only roughly: by its street, its postcode, its district.</summary>
    public ulong[] Rough { get; }

    /// <summary>Points at which so many cases lie that they are what a geocoder gives when it knows nothing better.</summary>
    public IReadOnlyList<DefaultLocation> Sinks => sinks.Value.Sinks;

    /// <summary>A bit for each case at one of the <see cref="Sinks"/>.</summary>
    public ulong[] AtSinks => sinks.Value.Cases;

    /// <summary>The latest day on which a case was opened; null when there is none.</summary>
    public DateOnly? Newest { get; }

    /// <summary>The kinds there are.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>The statuses there are.</summary>
    public IReadOnlyList<string> Statuses { get; }

    /// <summary>The languages there are; the empty one stands for none.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>The agencies there are; the empty one stands for none.</summary>
    public IReadOnlyList<string> Agencies { get; }

    /// <summary>How many constituents are told apart.</summary>
    public int Reporters { get; }

    /// <summary>A date as a day; 0 for none and for dates before the first day.</summary>
    public static ushort Day(DateOnly? date) =>
        date is { } day && day.DayNumber - FirstDay.DayNumber is >= 0 and < ushort.MaxValue and var number
            ? (ushort)(number + 1)
            : (ushort)0;

    /// <summary>A day as a date; null for 0.</summary>
    public static DateOnly? Date(ushort day) => day == 0 ? null : FirstDay.AddDays(day - 1);

    /// <summary>
    /// The area of each case in a layer, as a number from 1; 0 outside all, or without a place. Found out when first asked for.
    /// </summary>
    /// <remarks>
    /// Every case is placed in these areas, whenever it was opened: numbers of one view are of one boundary version. Where areas overlap,
    /// the lowest code counts.
    /// </remarks>
    public ushort[] AreasIn(PlacingLayer layer) => areas.GetValue(layer, key => new(() => Place(key))).Value;

    private static T[] Join<T>(IReadOnlyList<CaseColumnsBuilder> parts, Func<CaseColumnsBuilder, List<T>> column)
    {
        var (all, at) = (new T[parts.Sum(part => part.Rows.Count)], 0);
        foreach (var part in parts)
        {
            column(part).CopyTo(all, at);
            at += part.Rows.Count;
        }
        return all;
    }

    /// <summary>Each part has numbered its texts by itself; the numbers of the first one hold.</summary>
    private static (ushort[] Numbers, IReadOnlyList<string> Texts) Join(
        IReadOnlyList<CaseColumnsBuilder> parts,
        Func<CaseColumnsBuilder, List<ushort>> column,
        Func<CaseColumnsBuilder, CaseColumnsBuilder.StringTable> texts
    )
    {
        var (all, at, table) = (Join(parts, column), parts[0].Rows.Count, texts(parts[0]));
        foreach (var part in parts.Skip(1))
        {
            ushort[] numbers = [.. texts(part).Texts.Select(text => table.Number(text))];
            foreach (ref var number in all.AsSpan(at, part.Rows.Count))
                number = numbers[number];
            at += part.Rows.Count;
        }
        return (all, table.Texts);
    }

    /// <summary>By itself, for a function written within the constructor would hold on to all that the constructor was given.</summary>
    private (IReadOnlyList<DefaultLocation> Sinks, ulong[] Cases) FindSinks() => DefaultLocation.Find(this);

    private ushort[] Place(PlacingLayer layer)
    {
        const int Block = 1024;
        var found = new ushort[Count];
        Parallel.For(
            0,
            (Count + Block - 1) / Block,
            block =>
            {
                var from = block * Block;
                var length = Math.Min(Block, Count - from);
                Span<double> longitudes = stackalloc double[Block],
                    latitudes = stackalloc double[Block];
                Span<int> areas = stackalloc int[Block];
                Plane.ToLonLat(X.AsSpan(from, length), Y.AsSpan(from, length), longitudes, latitudes);
                layer.Index.Find(longitudes[..length], latitudes[..length], areas[..length]);
                for (var i = 0; i < length; i++)
                    found[from + i] = (ushort)(areas[i] + 1);
            }
        );
        return found;
    }
}

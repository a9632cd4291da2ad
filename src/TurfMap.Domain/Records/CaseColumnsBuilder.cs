namespace TurfMap.Domain.Records;

/// <summary>Takes cases one after another and makes columns of them.</summary>
public sealed class CaseColumnsBuilder
{
    internal List<int> Rows { get; } = [];

    internal List<double> Longitudes { get; } = [];

    internal List<double> Latitudes { get; } = [];

    internal List<ushort> Opened { get; } = [];

    internal List<ushort> Due { get; } = [];

    internal List<ushort> Closed { get; } = [];

    internal List<ushort> Kind { get; } = [];

    internal List<ushort> Status { get; } = [];

    internal List<ushort> Language { get; } = [];

    /// <summary>Fingerprints (<see cref="KeyNumbers"/>).</summary>
    internal List<ulong> Reporter { get; } = [];

    internal List<ushort> Agency { get; } = [];

    internal List<byte> Hour { get; } = [];

    internal List<bool> Rough { get; } = [];

    internal StringTable Kinds { get; } = new();

    internal StringTable Statuses { get; } = new();

    internal StringTable Languages { get; } = new();

    internal StringTable Agencies { get; } = new();

    /// <summary>Takes a case.</summary>
    public void Add(in CaseRow one) =>
        Take(
            new CaseCells
            {
                Row = one.Row,
                Place = (one.Longitude, one.Latitude),
                Kind = one.Kind,
                Status = one.Status,
                Language = one.Language,
                Opened = one.Opened,
                Due = one.Due,
                Closed = one.Closed,
                Reporter = one.ReporterKey,
                Agency = one.Agency,
                Hour = one.Hour,
                IsRough = one.IsRough,
            }
        );

    /// <summary>Takes a case.</summary>
    public void Take(in CaseCells one)
    {
        Rows.Add(checked((int)one.Row));
        Longitudes.Add(one.Place.Longitude);
        Latitudes.Add(one.Place.Latitude);
        Opened.Add(CaseColumns.Day(one.Opened));
        Due.Add(CaseColumns.Day(one.Due));
        Closed.Add(CaseColumns.Day(one.Closed));
        Kind.Add(Kinds.Number(one.Kind));
        Status.Add(Statuses.Number(one.Status));
        Language.Add(Languages.Number(one.Language));
        Agency.Add(Agencies.Number(one.Agency));
        Hour.Add((byte)(one.Hour ?? CaseColumns.NoHour));
        Rough.Add(one.IsRough);
        Reporter.Add(KeyNumbers.Fingerprint(one.Reporter));
    }

    /// <summary>The columns of what was taken.</summary>
    public CaseColumns Build(CityPlane plane) => new([this], plane);

    /// <summary>
    /// The columns of what several builders took, those of the first before those of the next: so that parts of a store can be read side by
    /// side.
    /// </summary>
    public static CaseColumns Build(IReadOnlyList<CaseColumnsBuilder> parts, CityPlane plane) => new(parts, plane);

    /// <summary>Texts as numbers, in the order in which they are met. Beyond 65,534 different ones the rest counts as one.</summary>
    internal sealed class StringTable
    {
        private const int Most = ushort.MaxValue;
        private const string Other = "(other)";
        private readonly Dictionary<string, ushort> numbers = new(StringComparer.Ordinal);
        private readonly List<string> texts = [];

        public IReadOnlyList<string> Texts => texts;

        public ushort Number(ReadOnlySpan<char> text)
        {
            var known = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
            if (known.TryGetValue(text, out var number))
                return number;
            if (texts.Count == Most)
                return Most - 1;
            texts.Add(texts.Count == Most - 1 ? Other : text.ToString());
            return known[text] = (ushort)(texts.Count - 1);
        }
    }
}

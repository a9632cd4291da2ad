namespace TurfMap.Domain.Cases;

/// <summary>A case as a store reads it for the columns.</summary>
public readonly record struct CaseRow(
    long Row, double Longitude, double Latitude, string Kind, string Status, string? Language, DateOnly? Opened, DateOnly? Due, DateOnly? Closed, string? ReporterKey,
    string? Agency = null, int? Hour = null, bool IsRough = false);

/// <summary>Takes cases one after another and makes columns of them.</summary>
public sealed class CaseColumnsBuilder
{
    private readonly Dictionary<string, int> reporters = new(StringComparer.Ordinal);

    internal List<int> Rows { get; } = [];

    internal List<double> Longitudes { get; } = [];

    internal List<double> Latitudes { get; } = [];

    internal List<ushort> Opened { get; } = [];

    internal List<ushort> Due { get; } = [];

    internal List<ushort> Closed { get; } = [];

    internal List<ushort> Kind { get; } = [];

    internal List<ushort> Status { get; } = [];

    internal List<ushort> Language { get; } = [];

    internal List<int> Reporter { get; } = [];

    internal List<ushort> Agency { get; } = [];

    internal List<byte> Hour { get; } = [];

    internal List<bool> Rough { get; } = [];

    internal Words Kinds { get; } = new();

    internal Words Statuses { get; } = new();

    internal Words Languages { get; } = new();

    internal Words Agencies { get; } = new();

    internal int Reporters => reporters.Count;

    /// <summary>Takes a case; without a place its longitude is NaN.</summary>
    public void Add(in CaseRow one)
    {
        Rows.Add(checked((int)one.Row));
        Longitudes.Add(one.Longitude);
        Latitudes.Add(one.Latitude);
        Opened.Add(CaseColumns.Day(one.Opened));
        Due.Add(CaseColumns.Day(one.Due));
        Closed.Add(CaseColumns.Day(one.Closed));
        Kind.Add(Kinds.Number(one.Kind));
        Status.Add(Statuses.Number(one.Status));
        Language.Add(Languages.Number(one.Language ?? ""));
        Agency.Add(Agencies.Number(one.Agency ?? ""));
        Hour.Add((byte)(one.Hour ?? CaseColumns.NoHour));
        Rough.Add(one.IsRough);
        Reporter.Add(one.ReporterKey is not { } key ? -1 : reporters.TryGetValue(key, out var known) ? known : reporters[key] = reporters.Count);
    }

    /// <summary>The columns of what was taken.</summary>
    public CaseColumns Build(CityPlane plane) => new(this, plane);

    /// <summary>Texts as numbers, in the order in which they are met. Beyond 65,534 different ones the rest counts as one.</summary>
    internal sealed class Words
    {
        private const int Most = ushort.MaxValue;
        private const string Other = "(other)";
        private readonly Dictionary<string, ushort> numbers = new(StringComparer.Ordinal);
        private readonly List<string> texts = [];

        public IReadOnlyList<string> Texts => texts;

        public ushort Number(string text)
        {
            if (numbers.TryGetValue(text, out var number))
                return number;
            if (texts.Count == Most)
                return Most - 1;
            texts.Add(texts.Count == Most - 1 ? Other : text);
            return numbers[text] = (ushort)(texts.Count - 1);
        }
    }
}

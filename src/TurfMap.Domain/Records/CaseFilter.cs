namespace TurfMap.Domain.Records;

/// <summary>Which cases are looked at. What is not said lets everything through; several things said must all hold.</summary>
public sealed record CaseFilter
{
    /// <summary>Everything.</summary>
    public static CaseFilter None { get; } = new();

    /// <summary>Of one of these kinds.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>With one of these statuses.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>In one of these languages; the empty text stands for none given.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>With one of these agencies; the empty text stands for none given.</summary>
    public IReadOnlyList<string> Agencies { get; init; } = [];

    /// <summary>Opened on this day or later.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Opened before this day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only those that nothing closed yet, or only closed ones.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>Only open ones whose day has passed.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>In this area of a layer.</summary>
    public AreaKey? Area { get; init; }

    /// <summary>In this turf of the plan in force.</summary>
    public string? Turf { get; init; }

    /// <summary>In a turf that this liaison leads or stands in for.</summary>
    public string? Liaison { get; init; }
}

/// <summary>An area by its layer and code.</summary>
public readonly record struct AreaKey(string Layer, string Code);

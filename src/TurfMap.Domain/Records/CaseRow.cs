namespace TurfMap.Domain.Records;

/// <summary>A case as it goes into the columns; without a place its longitude is NaN.</summary>
public readonly record struct CaseRow(
    long Row,
    double Longitude,
    double Latitude,
    string Kind,
    string Status,
    string? Language,
    DateOnly? Opened,
    DateOnly? Due,
    DateOnly? Closed,
    string? ReporterKey,
    string? Agency = null,
    int? Hour = null,
    bool IsRough = false
);

/// <summary>The same as a store hands it over: its texts are lent while the row is read, and an empty one stands for none.</summary>
public readonly ref struct CaseCells
{
    /// <summary>The number of the row in the store.</summary>
    public required long Row { get; init; }

    /// <summary>The place in degrees.</summary>
    public required (double Longitude, double Latitude) Place { get; init; }

    /// <summary>What it is about.</summary>
    public required ReadOnlySpan<char> Kind { get; init; }

    /// <summary>How far it has come.</summary>
    public required ReadOnlySpan<char> Status { get; init; }

    /// <summary>The constituent's.</summary>
    public ReadOnlySpan<char> Language { get; init; }

    /// <summary>When it was opened.</summary>
    public DateOnly? Opened { get; init; }

    /// <summary>When it is due.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>When it was closed.</summary>
    public DateOnly? Closed { get; init; }

    /// <summary>Who reported it.</summary>
    public ReadOnlySpan<char> Reporter { get; init; }

    /// <summary>Whose work it is.</summary>
    public ReadOnlySpan<char> Agency { get; init; }

    /// <summary>The hour of the day in which it was opened.</summary>
    public int? Hour { get; init; }

    /// <summary>Whether its place stands for a whole street, postcode or area.</summary>
    public bool IsRough { get; init; }
}

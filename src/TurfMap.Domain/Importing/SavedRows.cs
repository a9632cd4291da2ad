namespace TurfMap.Domain.Importing;

/// <summary>
/// What became of the rows of a table. Each id counts once, by the last of its rows: new, changed, or as before; rows that a later one of
/// the file took the place of are repeated.
/// </summary>
public readonly record struct SavedRows(long New, long Changed, long Same, long Repeated)
{
    /// <summary>
    /// What came of a table, for who brings it every week: "Cases: 1,204 new, 311 changed, 9,870 as before; 39 without a place."
    /// </summary>
    public string Sentence(string kind, ImportReport report, long unplaced)
    {
        var refused = report.Rows - report.Taken;
        string[] beside =
        [
            .. unplaced > 0 ? [$"{unplaced:N0} without a place"] : Array.Empty<string>(),
            .. Repeated > 0 ? [$"{Repeated:N0} given again further down the file"] : Array.Empty<string>(),
            .. refused > 0 ? [$"{refused:N0} not taken"] : Array.Empty<string>(),
        ];
        return $"{char.ToUpperInvariant(kind[0])}{kind[1..]}: {New:N0} new, {Changed:N0} changed, {Same:N0} as "
            + $"before{(beside.Length > 0 ? "; " : "")}{string.Join(", ", beside)}.";
    }
}

using System.Runtime.InteropServices;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Spatial;

namespace TurfMap.Domain.Importing;

/// <summary>
/// Counts what became of the places of a file's rows: why some have none, which lie outside every area, and at which points so many lie
/// that they are a geocoder's default.
/// </summary>
/// <remarks>What is said of a row counts only when the row is taken. One thread.</remarks>
internal sealed class PlaceTally
{
    /// <summary>Beyond this many points no new ones are looked at; 28 bytes each.</summary>
    private const int MostPoints = 1_000_000;

    /// <summary>A tenth of a metre.</summary>
    private const double StepsPerDegree = 1e6;

    private const int ShownPiles = 10;

    private readonly Dictionary<string, long> reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, int> points = [];
    private long piled;
    private (string? Reason, LonLat? Place, bool IsRough, bool IsAsked) row;
    private PlaceFinding finding;

    /// <summary>Rows without a place.</summary>
    public long Unplaced { get; private set; }

    /// <summary>Rows whose place lies in no area of the layers in force.</summary>
    public long Outside { get; private set; }

    /// <summary>Rows with a place on whose day no boundaries were in force.</summary>
    public long BeforeBoundaries { get; private set; }

    /// <summary>A new row begins.</summary>
    public void Begin() => (row, finding) = (default, default);

    /// <summary>The row has no place, because it … (the reason is the end of a sentence about several).</summary>
    public void MarkUnplaced(string reason) => row = (reason, null, false, true);

    /// <summary>The row has a place; how it was found, when the file says so.</summary>
    public void Find(LonLat place, string? placedBy) => row = (null, place, PlacedBy.IsRough(placedBy), true);

    /// <summary>Where the row's place lies.</summary>
    public void Record(PlaceFinding found) => finding = found;

    /// <summary>The row was taken.</summary>
    public void Commit()
    {
        if (!row.IsAsked)
            return;
        if (row.Place is not { } place)
        {
            Unplaced++;
            CollectionsMarshal.GetValueRefOrAddDefault(reasons, row.Reason!, out _)++;
            return;
        }
        Outside += finding == PlaceFinding.Outside ? 1 : 0;
        BeforeBoundaries += finding == PlaceFinding.NoBoundaries ? 1 : 0;
        if (row.IsRough)
            return;
        var key =
            (ulong)(uint)(int)Math.Round(place.Longitude * StepsPerDegree) << 32 | (uint)(int)Math.Round(place.Latitude * StepsPerDegree);
        if (points.Count < MostPoints || points.ContainsKey(key))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(points, key, out _)++;
            piled++;
        }
    }

    private IEnumerable<string> MostFrequentReasons() =>
        reasons
            .OrderByDescending(one => one.Value)
            .ThenBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Value:N0} {one.Key}");

    /// <summary>What there is to say of the whole file.</summary>
    /// <param name="saysPiles">Whether many rows at one point are worth a word.</param>
    public IEnumerable<(ProblemSeverity Severity, string Sentence)> Remarks(bool saysPiles)
    {
        if (Unplaced > 0)
            yield return (ProblemSeverity.Note, $"{Rows(Unplaced)} without a place: {string.Join("; ", MostFrequentReasons())}.");
        if (Outside > 0)
            yield return (
                ProblemSeverity.Note,
                $"{Rows(Outside)} outside the city: the place lies in no area of any layer in force. They are kept, and no "
                    + "area counts them."
            );
        if (BeforeBoundaries > 0)
            yield return (
                ProblemSeverity.Note,
                $"{Rows(BeforeBoundaries)} with a place, but no boundaries are in force on the day, so no area counts them. "
                    + "Import layers with an earlier --valid-from, then this file again."
            );
        if (saysPiles)
            foreach (var (place, count) in Piles().Take(ShownPiles))
                yield return (
                    ProblemSeverity.Warning,
                    (
                        $"{Rows(count)} at one point, longitude {place.Longitude:0.000000}, latitude "
                        + $"{place.Latitude:0.000000}: so many are mostly a geocoder's default (a city hall, the middle of a "
                        + "postcode). They are kept; densities leave them out and say so."
                    )
                );
    }

    /// <summary>The rule of <see cref="DefaultLocation"/>, looked at within the file.</summary>
    private IEnumerable<(LonLat Place, int Count)> Piles()
    {
        var enough = Math.Max(DefaultLocation.Least, (double)DefaultLocation.TimesUsual * piled / Math.Max(1, points.Count));
        return points
            .Where(one => one.Value >= enough)
            .OrderByDescending(one => one.Value)
            .ThenBy(one => one.Key)
            .Select(one => (new LonLat((int)(uint)(one.Key >> 32) / StepsPerDegree, (int)(uint)one.Key / StepsPerDegree), one.Value));
    }

    private static string Rows(long count) => count == 1 ? "1 row" : $"{count:N0} rows";
}

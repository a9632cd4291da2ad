using TurfMap.Spatial;

namespace TurfMap.Domain.Records;

/// <summary>
/// A point at which so many cases lie that it is what a geocoder gives when it knows nothing better: a city hall, the middle of a postcode.
/// </summary>
/// <param name="Place">The point.</param>
/// <param name="Cases">How many lie there, whoever may see them.</param>
public readonly record struct DefaultLocation(LonLat Place, int Cases)
{
    /// <summary>Fewer than this are no sink.</summary>
    public const int Least = 50;

    /// <summary>So many times what lies at a point on average makes a sink.</summary>
    public const int TimesUsual = 20;

    /// <summary>
    /// The points with at least <see cref="Least"/> cases and <see cref="TimesUsual"/> times as many as lie at an occupied point on
    /// average, most first; and a bit for each case at one. Cases that were placed roughly are not looked at.
    /// </summary>
    internal static (IReadOnlyList<DefaultLocation> Sinks, ulong[] Cases) Find(CaseColumns cases)
    {
        var counts = new Dictionary<ulong, int>();
        var looked = 0;
        for (var i = 0; i < cases.Count; i++)
            if (IsPlaced(cases, i))
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, Key(cases, i), out _)++;
                looked++;
            }
        var enough = Math.Max(Least, (double)TimesUsual * looked / Math.Max(1, counts.Count));
        var sinks = counts.Where(one => one.Value >= enough).ToDictionary();
        return (
            [
                .. sinks
                    .OrderByDescending(one => one.Value)
                    .ThenBy(one => one.Key)
                    .Select(one => new DefaultLocation(
                        cases.Plane.ToLonLat(Float((uint)(one.Key >> 32)), Float((uint)one.Key)),
                        one.Value
                    )),
            ],
            sinks.Count == 0
                ? new ulong[(cases.Count + 63) >> 6]
                : BitSet.Of(cases.Count, i => IsPlaced(cases, i) && sinks.ContainsKey(Key(cases, i)))
        );
    }

    private static bool IsPlaced(CaseColumns cases, int i) => !float.IsNaN(cases.X[i]) && (cases.Rough[i >> 6] >> i & 1) == 0;

    private static ulong Key(CaseColumns cases, int i) =>
        (ulong)BitConverter.SingleToUInt32Bits(cases.X[i]) << 32 | BitConverter.SingleToUInt32Bits(cases.Y[i]);

    private static float Float(uint bits) => BitConverter.UInt32BitsToSingle(bits);
}

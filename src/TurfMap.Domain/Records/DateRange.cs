using System.Numerics;

namespace TurfMap.Domain.Records;

/// <summary>The days on which chosen cases were opened.</summary>
/// <param name="First">The first; 0 when none has a date.</param>
/// <param name="Last">The last; 0 when none has a date.</param>
/// <param name="Undated">How many have none.</param>
public readonly record struct DateRange(ushort First, ushort Last, int Undated)
{
    /// <summary>One pass over the choice.</summary>
    public static DateRange Of(CaseSelection chosen, ushort[] opened)
    {
        var bits = chosen.Bits;
        var (first, last, undated) = (int.MaxValue, 0, 0);
        for (var word = 0; word < bits.Length; word++)
        for (var left = bits[word]; left != 0; left &= left - 1)
        {
            int day = opened[(word << 6) + BitOperations.TrailingZeroCount(left)];
            undated += day == 0 ? 1 : 0;
            last = Math.Max(last, day);
            first = Math.Min(first, day == 0 ? int.MaxValue : day);
        }
        return new(last == 0 ? (ushort)0 : (ushort)first, (ushort)last, undated);
    }
}

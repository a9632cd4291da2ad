using System.Numerics;

namespace TurfMap.Domain.Records;

/// <summary>
/// Cases from the newest day on, undated ones last: the order of lists. Within a day the ids decide, which columns do not hold.
/// </summary>
public static class NewestFirst
{
    /// <summary>Chosen cases of a day and of the days before it, whole days, until there are enough or no more; in no order.</summary>
    /// <param name="chosen">The choice.</param>
    /// <param name="opened">The day of each case; 0 for none, which is the last to come.</param>
    /// <param name="from">The newest day that is wanted; <see cref="ushort.MaxValue"/> for all.</param>
    /// <param name="enough">How many are wanted beside those of the first day.</param>
    /// <remarks>Two passes over the choice.</remarks>
    public static IReadOnlyList<int> Days(CaseSelection chosen, ushort[] opened, ushort from, int enough)
    {
        var counts = chosen.CountBy(opened, ushort.MaxValue + 1);
        var (last, found) = (from, 0);
        for (var day = from - 1; day >= 0 && found < enough; day--)
            (last, found) = ((ushort)day, found + counts[day]);
        var numbers = new List<int>(found + counts[from]);
        for (var word = 0; word < chosen.Bits.Length; word++)
        for (var left = chosen.Bits[word]; left != 0; left &= left - 1)
            if ((word << 6) + BitOperations.TrailingZeroCount(left) is var i && opened[i] >= last && opened[i] <= from)
                numbers.Add(i);
        return numbers;
    }
}

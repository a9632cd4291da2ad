using System.Numerics;

namespace TurfMap.Domain.Records;

/// <summary>A choice of cases: one bit for each.</summary>
public sealed class CaseSelection
{
    /// <summary>Up to so many values a second list of counts costs less than it saves.</summary>
    private const int MostTwice = 4096;

    private readonly ulong[] bits;

    private CaseSelection(int cases, ulong[] bits)
    {
        (Cases, this.bits) = (cases, bits);
        foreach (var word in bits)
            Count += BitOperations.PopCount(word);
    }

    /// <summary>How many cases there are to choose from.</summary>
    public int Cases { get; }

    /// <summary>How many are chosen.</summary>
    public int Count { get; }

    /// <summary>The bits: case i is chosen when bit i &amp; 63 of word i / 64 is set. Bits beyond the last case are not.</summary>
    public ReadOnlySpan<ulong> Bits => bits;

    /// <summary>Whether a case is chosen.</summary>
    public bool this[int number] => (bits[number >> 6] >> number & 1) != 0;

    /// <summary>The numbers of the chosen cases after one, in order.</summary>
    public IEnumerable<int> After(int number = -1)
    {
        for (var word = (number + 1) >> 6; word < bits.Length; word++)
        for (var left = word == (number + 1) >> 6 ? bits[word] & (ulong.MaxValue << (number + 1)) : bits[word]; left != 0; left &= left - 1)
            yield return (word << 6) + BitOperations.TrailingZeroCount(left);
    }

    /// <summary>Begins a narrower choice; this one stays as it is.</summary>
    internal Narrowing Narrow() => new(this);

    /// <summary>How many chosen cases there are for each value of a column.</summary>
    /// <param name="column">A value for each case.</param>
    /// <param name="values">One more than the largest value.</param>
    public int[] CountBy(ReadOnlySpan<ushort> column, int values)
    {
        // Neighbours often have the same value, and a count waits for the one before it: two counts take turns.
        int[] counts = new int[values],
            others = values <= MostTwice ? new int[values] : counts;
        for (var word = 0; word < bits.Length; word++)
        {
            var left = bits[word];
            if (left == ulong.MaxValue)
            {
                var all = column.Slice(word << 6, 64);
                for (var i = 0; i < all.Length; i += 2)
                {
                    counts[all[i]]++;
                    others[all[i + 1]]++;
                }
                continue;
            }
            for (; left != 0; left &= left - 1)
            {
                counts[column[(word << 6) + BitOperations.TrailingZeroCount(left)]]++;
                (counts, others) = (others, counts);
            }
        }
        if (counts != others)
            for (var value = 0; value < values; value++)
                counts[value] += others[value];
        return counts;
    }

    /// <summary>The least and the most value above 0 that a chosen case has; null when none has any.</summary>
    /// <param name="column">A value for each case; 0 stands for none.</param>
    public (ushort Least, ushort Most)? Span(ReadOnlySpan<ushort> column) => ColumnFilter.Span(bits, column);

    /// <summary>Narrows a choice step by step; each step is one pass over one column.</summary>
    internal sealed class Narrowing
    {
        private readonly int cases;
        private readonly ulong[] bits;

        public Narrowing(int cases) => (this.cases, bits) = (cases, All(cases));

        public Narrowing(CaseSelection from) => (cases, bits) = (from.Cases, [.. from.bits]);

        /// <summary>Only cases whose value is allowed.</summary>
        public Narrowing To(ReadOnlySpan<ushort> column, bool[] allowed)
        {
            ColumnFilter.Allowed(bits, column[..cases], allowed);
            return this;
        }

        /// <summary>Only cases whose value lies between two, both included.</summary>
        public Narrowing Between(ReadOnlySpan<ushort> column, int least, int most)
        {
            ColumnFilter.Between(bits, column[..cases], least, most);
            return this;
        }

        /// <summary>Only cases whose bit is set, or only those whose bit is not.</summary>
        public Narrowing To(ReadOnlySpan<ulong> marked, bool isSet = true)
        {
            for (var word = 0; word < bits.Length; word++)
                bits[word] &= isSet ? marked[word] : ~marked[word];
            return this;
        }

        public CaseSelection Done() => new(cases, bits);

        private static ulong[] All(int cases)
        {
            var bits = new ulong[(cases + 63) >> 6];
            bits.AsSpan().Fill(ulong.MaxValue);
            if ((cases & 63) != 0)
                bits[^1] = (1ul << cases) - 1;
            return bits;
        }
    }
}

using System.Numerics;

namespace TurfMap.Domain.Cases;

/// <summary>A choice of cases: one bit for each.</summary>
public sealed class CaseSelection
{
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
        var counts = new int[values];
        for (var word = 0; word < bits.Length; word++)
            for (var left = bits[word]; left != 0; left &= left - 1)
                counts[column[(word << 6) + BitOperations.TrailingZeroCount(left)]]++;
        return counts;
    }

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
            for (var word = 0; word < bits.Length; word++)
                if (bits[word] != 0)
                {
                    var (mask, end) = (0ul, Math.Min(64, column.Length - (word << 6)));
                    var values = column.Slice(word << 6, end);
                    for (var i = 0; i < values.Length; i++)
                        mask |= (allowed[values[i]] ? 1ul : 0) << i;
                    bits[word] &= mask;
                }
            return this;
        }

        /// <summary>Only cases whose value lies between two, both included.</summary>
        public Narrowing Between(ReadOnlySpan<ushort> column, int least, int most)
        {
            for (var word = 0; word < bits.Length; word++)
                if (bits[word] != 0)
                {
                    var mask = 0ul;
                    var values = column.Slice(word << 6, Math.Min(64, column.Length - (word << 6)));
                    for (var i = 0; i < values.Length; i++)
                        mask |= (values[i] >= least && values[i] <= most ? 1ul : 0) << i;
                    bits[word] &= mask;
                }
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

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TurfMap.Domain.Records;

/// <summary>Numbers for keys that are only told apart and never read again.</summary>
/// <remarks>
/// Of a key its 64-bit fingerprint is kept, not its letters. Among five million keys, two have the same with a chance below one in a
/// million; then they count as one constituent, which hides more
/// and never less. Fingerprints differ from one run of the program to the next, so nobody can choose keys that meet.
/// </remarks>
internal static class KeyNumbers
{
    /// <summary>The fingerprint of nothing.</summary>
    public const ulong None = 0;

    private const int Bits = 8;

    private static readonly ulong Seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8));

    /// <summary>The fingerprint of a key: eight bytes at a time, folded as wyhash does. <see cref="None"/> for an empty key only.</summary>
    public static ulong Fingerprint(ReadOnlySpan<char> key)
    {
        const ulong First = 0xa0761d6478bd642f,
            Second = 0xe7037ed1a0b428db;
        if (key.IsEmpty)
            return None;
        var bytes = MemoryMarshal.AsBytes(key);
        var print = Seed ^ (ulong)bytes.Length * First;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            print = Fold(print ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), First);
        var rest = 0ul;
        foreach (var one in bytes)
            rest = rest << 8 | one;
        return Math.Max(1, Fold(Fold(print ^ rest, Second), First));
    }

    /// <summary>A number from 0 for each fingerprint, -1 for <see cref="None"/>, and how many different ones there are.</summary>
    /// <remarks>
    /// Dealt into piles by their first bits, so that the table of a pile stays near the processor: one table of all would be waited for at
    /// each of millions of keys.
    /// </remarks>
    public static (int[] Numbers, int Count) Of(ReadOnlySpan<ulong> prints)
    {
        var ends = new int[1 << Bits];
        foreach (var print in prints)
            ends[print >> 64 - Bits]++;
        for (var pile = 1; pile < ends.Length; pile++)
            ends[pile] += ends[pile - 1];
        var dealt = new (ulong Print, int At)[prints.Length];
        var next = ends.ToArray();
        for (var i = prints.Length - 1; i >= 0; i--)
            dealt[--next[prints[i] >> 64 - Bits]] = (prints[i], i);
        var (numbers, count, table) = (new int[prints.Length], 0, Array.Empty<(ulong Print, int Number)>());
        for (var pile = 0; pile < ends.Length; pile++)
        {
            var held = dealt.AsSpan(next[pile], ends[pile] - next[pile]);
            var slots = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * held.Length + 1));
            if (table.Length < slots)
                table = new (ulong, int)[slots];
            table.AsSpan(0, slots).Clear();
            foreach (var (print, at) in held)
            {
                if (print == None)
                {
                    numbers[at] = -1;
                    continue;
                }
                ref var slot = ref SlotOf(table.AsSpan(0, slots), print);
                if (slot.Print == None)
                    slot = (print, count++);
                numbers[at] = slot.Number;
            }
        }
        return (numbers, count);
    }

    /// <summary>Where a fingerprint stands, or would stand.</summary>
    private static ref (ulong Print, int Number) SlotOf(Span<(ulong Print, int Number)> slots, ulong print)
    {
        for (var at = (int)print & (slots.Length - 1); ; at = (at + 1) & (slots.Length - 1))
            if (slots[at].Print == print || slots[at].Print == None)
                return ref slots[at];
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}

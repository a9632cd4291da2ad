using System.Text;

namespace TurfMap.Formats.GeoJson;

/// <summary>
/// Reads "properties". Records of one file mostly have the same names in the same order, written the same: these are kept as they stood and
/// only compared.
/// </summary>
internal sealed class PropertyParser(JsonPlace place)
{
    private sealed class Names(int members)
    {
        public readonly List<byte[]> Raw = new(members);

        /// <summary>The name with its quotes, colon and blanks, up to its value.</summary>
        public readonly List<byte[]> Written = new(members);
        public readonly List<int> Slot = new(members);
        public string[] Text = new string[Math.Max(members, 4)];
        public int Count;
    }

    private Names names = new(8);

    public FieldRow Read(ref JsonCursor cursor)
    {
        if (cursor.TryLiteral("null"u8))
            return FieldRow.Empty;
        if (cursor.TryTake((byte)'['))
        {
            if (!cursor.TryTake((byte)']'))
                throw cursor.Wrong(
                    "The \"properties\" are a list; they must be an object with names, {\"name\": value}. Export the file again."
                );
            place.Note("The \"properties\" are an empty list instead of an empty object; they were taken as empty.", "properties");
            return FieldRow.Empty;
        }
        if (!cursor.TryTake((byte)'{'))
            throw cursor.Wrong("The \"properties\" must be an object with names, {\"name\": value}, or null. Export the file again.");
        var values = new object?[Math.Max(names.Count, 4)];
        var (member, count) = (0, 0);
        var first = true;
        while (cursor.Next((byte)'}', ref first))
        {
            var slot = Slot(ref cursor, member++, count);
            if (slot == values.Length)
                Array.Resize(ref values, slot * 2);
            if (slot < count)
                place.Note($"The name \"{names.Text[slot]}\" is given twice; the last value was kept.", names.Text[slot]);
            else
                count++;
            place.Column = names.Text[slot];
            values[slot] = Value(ref cursor, names.Text[slot]);
            place.Column = null;
        }
        return new FieldRow(names.Text, values, count);
    }

    /// <summary>
    /// Which value the name at this place of the record stands for; a name not seen at this place before starts a new list of names.
    /// </summary>
    private int Slot(ref JsonCursor cursor, int member, int count)
    {
        if (member < names.Written.Count && cursor.TryPass(names.Written[member]))
            return names.Slot[member];
        cursor.Peek();
        var start = cursor.At;
        var raw = cursor.Name();
        cursor.Peek();
        return Slot(raw, cursor.Since(start), member, count);
    }

    private int Slot(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> written, int member, int count)
    {
        if (member < names.Raw.Count && raw.SequenceEqual(names.Raw[member]))
            return names.Slot[member];
        if (member < names.Raw.Count)
            names = Prefix(member, count);
        if (member >= place.Limits.MaxColumns)
            throw new UnreadableException(
                place.FileName,
                $"A record has more than {place.Limits.MaxColumns:N0} properties.",
                null,
                place.Feature
            );
        var text = Encoding.UTF8.GetString(raw);
        var slot = Array.IndexOf(names.Text, text, 0, names.Count);
        if (slot < 0)
        {
            slot = names.Count;
            // Rows already given out keep the array they have; names are only ever added behind what they use.
            if (names.Count == names.Text.Length)
                Array.Resize(ref names.Text, names.Count * 2);
            names.Text[names.Count++] = text;
        }
        names.Raw.Add(raw.ToArray());
        names.Written.Add(written.ToArray());
        names.Slot.Add(slot);
        return slot;
    }

    private Names Prefix(int members, int count)
    {
        var prefix = new Names(Math.Max(members + 1, names.Raw.Count)) { Count = count };
        prefix.Raw.AddRange(names.Raw.Take(members));
        prefix.Written.AddRange(names.Written.Take(members));
        prefix.Slot.AddRange(names.Slot.Take(members));
        Array.Copy(names.Text, prefix.Text, count);
        return prefix;
    }

    private object? Value(ref JsonCursor cursor, string name)
    {
        switch (cursor.Peek())
        {
            case (byte)'"':
                return cursor.Text();
            case (byte)'n' when cursor.TryLiteral("null"u8):
                return null;
            case (byte)'t' when cursor.TryLiteral("true"u8):
                return true;
            case (byte)'f' when cursor.TryLiteral("false"u8):
                return false;
            case (byte)'{' or (byte)'[':
                return Encoding.UTF8.GetString(cursor.Skip());
            default:
                return Number(ref cursor, name);
        }
    }

    private object Number(ref JsonCursor cursor, string name)
    {
        var rest = cursor.Rest;
        var used = DecimalText.Scan(rest, out var value, out _);
        if (used == 0)
            throw cursor.Syntax($"the value of \"{name}\" is missing or is not written as JSON");
        if (used < 0)
        {
            used = JsonCursor.NumberLength(rest);
            cursor.At += used;
            place.Note($"The number in \"{name}\" is too large to reckon with; it was kept as text.", name);
            return Encoding.UTF8.GetString(rest[..used]);
        }
        cursor.At += used;
        var written = rest[..used];
        if (used <= 15 && written.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
            return (long)value;
        return written.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 && long.TryParse(written, out var whole) ? (object)whole : value;
    }
}

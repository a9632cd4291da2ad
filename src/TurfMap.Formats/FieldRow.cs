using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TurfMap.Formats;

/// <summary>
/// The fields of one record: names shared with the records beside it, values of its own. Look-up walks the names: records have tens of
/// fields.
/// </summary>
internal sealed class FieldRow(string[] names, object?[] values, int count) : IReadOnlyDictionary<string, object?>
{
    public static FieldRow Empty { get; } = new([], [], 0);

    public int Count => count;

    public IEnumerable<string> Keys => new ArraySegment<string>(names, 0, count);

    public IEnumerable<object?> Values => new ArraySegment<object?>(values, 0, count);

    public object? this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no field \"{key}\".");

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var index = IndexOf(key);
        value = index < 0 ? null : values[index];
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < count; i++)
            yield return new(names[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string key)
    {
        for (var i = 0; i < count; i++)
            if (ReferenceEquals(names[i], key))
                return i;
        for (var i = 0; i < count; i++)
            if (names[i] == key)
                return i;
        return -1;
    }
}

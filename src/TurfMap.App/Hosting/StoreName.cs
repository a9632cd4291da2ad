using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using TurfMap.Storage;

namespace TurfMap.App.Hosting;

/// <summary>What a store is called: a file's path, or the words that connect to a database.</summary>
internal static class StoreName
{
    /// <summary>The words of a connection that say which store it is; the others only say how to reach it.</summary>
    private static readonly Dictionary<string, string> Telling = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Host"] = "host",
        ["Server"] = "host",
        ["Port"] = "port",
        ["Database"] = "database",
        ["DB"] = "database",
        ["Search Path"] = "schema",
        ["SearchPath"] = "schema",
        ["Schema"] = "schema",
        ["Options"] = "options",
    };

    /// <summary>A file becomes a whole path from the folder it is relative to; a database's words stay as they are.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static string Resolve(string store, string folder)
    {
        if (!IsDatabase(store))
            return Path.GetFullPath(store, folder);
        _ = Identity(store);
        return store;
    }

    /// <summary>
    /// The same for two names of one store: links are followed, and of a connection only what says which store it is counts.
    /// </summary>
    public static string Identity(string store)
    {
        if (!IsDatabase(store))
            return (File.Exists(store) ? File.ResolveLinkTarget(store, returnFinalTarget: true)?.FullName : null)
                ?? Path.GetFullPath(store);
        var words = new DbConnectionStringBuilder { ConnectionString = store };
        var telling = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["port"] = "5432" };
        foreach (string word in words.Keys)
            if (Telling.TryGetValue(word, out var meaning))
                telling[meaning] = words[word].ToString()!.Trim().ToLowerInvariant();
        return string.Join(';', telling.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    /// <summary>A short mark of a store that tells it from others and gives nothing of its name away.</summary>
    public static string Mark(string store) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(store)))[..12];

    private static bool IsDatabase(string store) => CityStore.IsDatabase(store);
}

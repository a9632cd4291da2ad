using System.Text.Json;
using System.Text.RegularExpressions;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Hosting;

/// <summary>A line of the directory: a city's key and its store.</summary>
internal sealed record CityEntry(string Key, string Store);

/// <summary>The file that names the cities of a deployment: <c>{"cities":[{"key":"nyc","store":"nyc.gpkg"}]}</c>.</summary>
/// <remarks>
/// Read strictly: a slip here would show one city's people to another. The first mistake is refused with its file, its place and what to
/// do.
/// </remarks>
internal sealed partial class CityDirectory
{
    private const string Example = "{\"cities\":[{\"key\":\"nyc\",\"store\":\"nyc.gpkg\"}]}";
    private static readonly string[] Taken = ["api", "openapi", "healthz", "readyz", "js", "css", "lib", "problems"];

    private readonly string path;
    private readonly string name;

    private CityDirectory(string path) => (this.path, name) = (Path.GetFullPath(path), Path.GetFileName(path));

    /// <summary>Reads the file; stores in files are relative to it.</summary>
    public static IReadOnlyList<CityEntry> Read(string path) => new CityDirectory(path).Read();

    private List<CityEntry> Read()
    {
        using var json = Parse();
        if (
            json.RootElement.ValueKind != JsonValueKind.Object
            || Members(json.RootElement, "the file", "cities")["cities"] is not { ValueKind: JsonValueKind.Array } list
        )
            throw Refuse("the file", $"\"cities\" must be a list. Write it as {Example}");
        if (list.GetArrayLength() == 0)
            throw Refuse("\"cities\"", $"the list is empty. Name at least one city: {Example}");
        var entries = new List<CityEntry>();
        var stores = new Dictionary<string, string>(
            OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal
        );
        foreach (var city in list.EnumerateArray())
        {
            var entry = Entry(city, $"cities[{entries.Count}]");
            if (entries.Exists(other => other.Key == entry.Key))
                throw Refuse($"cities[{entries.Count}].key", $"\"{entry.Key}\" is named twice. Give each city a key of its own.");
            if (!stores.TryAdd(StoreName.Identity(entry.Store), entry.Key))
                throw Refuse(
                    $"cities[{entries.Count}].store",
                    $"this is also the store of \"{stores[StoreName.Identity(entry.Store)]}\". Two cities cannot share a "
                        + "store: make one for each."
                );
            entries.Add(entry);
        }
        return entries;
    }

    private CityEntry Entry(JsonElement city, string where)
    {
        if (city.ValueKind != JsonValueKind.Object)
            throw Refuse(where, "this is not a city. Write each as {\"key\":\"nyc\",\"store\":\"nyc.gpkg\"}");
        var members = Members(city, where, "key", "store");
        var (key, store) = (Text(members, where, "key"), Text(members, where, "store"));
        if (!KeyForm().IsMatch(key))
            throw Refuse(
                where + ".key",
                $"\"{Short(key)}\" cannot stand in an address. Use up to 40 lower-case letters, digits and hyphens, "
                    + "beginning and ending with a letter or digit."
            );
        if (Taken.Contains(key))
            throw Refuse(where + ".key", $"\"{key}\" is needed for addresses of the program itself. Choose another key.");
        return new(key, Place(store, where));
    }

    private string Place(string store, string where)
    {
        try
        {
            return StoreName.Resolve(store, Path.GetDirectoryName(path)!);
        }
        catch (ArgumentException)
        {
            // The text may hold a password, so it is not repeated.
            throw Refuse(where + ".store", "this names neither a file nor a database. Write a file's path, or Host=…;Database=…");
        }
    }

    private JsonDocument Parse()
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path), new() { AllowDuplicateProperties = false });
        }
        catch (JsonException wrong)
        {
            throw Refuse(
                wrong.LineNumber is { } line ? $"line {line + 1}" : "the file",
                "this is not JSON, or a member stands there twice. Check the commas, quotes and brackets; comments are not "
                    + $"taken. The form is {Example}"
            );
        }
        catch (Exception wrong) when (wrong is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RefusedException(
                Refusal.NotFound,
                $"There is no file {path} that names the cities. Make it, in the form {Example}, or name another with "
                    + "--cities or TURFMAP_CITIES."
            );
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(
                Refusal.Unreadable,
                $"The file {path} that names the cities cannot be read. Name a file, and allow this program to read it."
            );
        }
    }

    private Dictionary<string, JsonElement> Members(JsonElement of, string where, params string[] names)
    {
        var members = of.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        if (members.Keys.FirstOrDefault(member => !names.Contains(member)) is { } unknown)
            throw Refuse(where, $"\"{Short(unknown)}\" is not known here. Known: {string.Join(", ", names)}.");
        if (names.FirstOrDefault(member => !members.ContainsKey(member)) is { } missing)
            throw Refuse(where, $"\"{missing}\" is missing. The form is {Example}");
        return members;
    }

    private string Text(Dictionary<string, JsonElement> members, string where, string member) =>
        members[member].ValueKind == JsonValueKind.String && members[member].GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw Refuse($"{where}.{member}", "a text between quotes is needed that is not empty.");

    private RefusedException Refuse(string where, string what) =>
        new(Refusal.Invalid, $"{name}, {where}: {what}{(what.EndsWith('.') ? "" : ".")}");

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?\\z", RegexOptions.NonBacktracking)]
    private static partial Regex KeyForm();
}

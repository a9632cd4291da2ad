namespace TurfMap.Domain.Importing;

/// <summary>The names of columns in a sentence: as many as a person reads, for a file may have thousands.</summary>
internal static class NameList
{
    private const int Shown = 50,
        MostLetters = 60;

    /// <summary>The names with commas between, and how many more there are.</summary>
    public static string Of(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(Shown).Select(name => name.Length <= MostLetters ? name : name[..MostLetters] + "…"))
        + (names.Count > Shown ? $" and {names.Count - Shown:N0} more" : "");
}

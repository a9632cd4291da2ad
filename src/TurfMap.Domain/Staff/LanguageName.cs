using System.Collections.Frozen;

namespace TurfMap.Domain.Staff;

/// <summary>English names of languages that offices write as ISO 639 codes.</summary>
public static class LanguageName
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["am"] = "Amharic",
        ["ar"] = "Arabic",
        ["bn"] = "Bengali",
        ["en"] = "English",
        ["es"] = "Spanish",
        ["fa"] = "Persian",
        ["fr"] = "French",
        ["gu"] = "Gujarati",
        ["he"] = "Hebrew",
        ["hi"] = "Hindi",
        ["ht"] = "Haitian Creole",
        ["hy"] = "Armenian",
        ["it"] = "Italian",
        ["ja"] = "Japanese",
        ["km"] = "Khmer",
        ["ko"] = "Korean",
        ["pa"] = "Punjabi",
        ["pl"] = "Polish",
        ["pt"] = "Portuguese",
        ["ru"] = "Russian",
        ["so"] = "Somali",
        ["sq"] = "Albanian",
        ["sw"] = "Swahili",
        ["th"] = "Thai",
        ["ti"] = "Tigrinya",
        ["tl"] = "Tagalog",
        ["uk"] = "Ukrainian",
        ["ur"] = "Urdu",
        ["vi"] = "Vietnamese",
        ["yi"] = "Yiddish",
        ["yue"] = "Cantonese",
        ["zh"] = "Chinese",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a code; what is no known code stays as it is written.</summary>
    public static string Of(string code) => Names.GetValueOrDefault(code, code);
}

using TurfMap.Domain.Changes;

namespace TurfMap.Domain.Access;

/// <summary>The names that accounts sign in with.</summary>
public static class SignInName
{
    /// <summary>The longest one.</summary>
    public const int Longest = 100;

    /// <summary>
    /// The form that is kept and compared: small letters of the Latin alphabet, digits and . _ - + @. Null for anything else, so that no
    /// name can look like another.
    /// </summary>
    /// <remarks>Looked at before letters are made small: the sign for kelvin would be a plain k afterwards.</remarks>
    public static string? Of(string? text)
    {
        var name = text?.Trim() ?? "";
        return
            name.Length is > 0 and <= Longest
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or '+' or '@')
            ? name.ToLowerInvariant()
            : null;
    }

    /// <summary>The same; refuses with a sentence.</summary>
    public static string Checked(string? text) =>
        Of(text)
        ?? throw new RefusedException(
            Refusal.Invalid,
            string.IsNullOrWhiteSpace(text) ? "The sign-in name is empty. An e-mail address or a short name is needed."
                : text.Length > Longest ? $"The sign-in name is {text.Length:N0} letters long; at most {Longest} are taken."
                : "The sign-in name holds letters that could be mistaken for others. Use a to z, digits and . _ - + @; the "
                    + "name that people see may be written as it is."
        );
}

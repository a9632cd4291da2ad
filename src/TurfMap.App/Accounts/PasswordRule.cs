using Microsoft.AspNetCore.Identity;
using TurfMap.Domain.Access;

namespace TurfMap.App.Accounts;

/// <summary>Passwords are judged by their length and by whether many people have them; nobody has to put in a digit and a sign.</summary>
internal sealed class PasswordRule : IPasswordValidator<AccountUser>
{
    public const int Shortest = 12,
        Longest = 200;

    private static readonly Lazy<HashSet<string>> Common = new(Read);

    public Task<IdentityResult> ValidateAsync(UserManager<AccountUser> manager, AccountUser user, string? password) =>
        Task.FromResult(
            Problem(password ?? "", user.Account) is { } problem
                ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = problem })
                : IdentityResult.Success
        );

    /// <summary>Why a password is not taken, for people; null when it is.</summary>
    public static string? Problem(string password, Account account)
    {
        if (password.Length < Shortest)
            return $"The password has {password.Length} letters; at least {Shortest} are needed. Three or four words in a row are "
                + "easy to keep in mind.";
        if (password.Length > Longest)
            return $"The password has {password.Length:N0} letters; at most {Longest} are taken.";
        var plain = password.ToLowerInvariant();
        if (plain.Distinct().Count() < 5)
            return "The password says the same few letters again and again. Choose another one.";
        if (
            new[] { account.Name, account.Name.Split('@')[0], account.DisplayName.ToLowerInvariant(), "turfmap" }.Any(name =>
                name.Length >= 4 && Rest(plain, name) < 6
            )
        )
            return "The password is mostly a name that others know. Choose another one.";
        return IsCommon(plain)
            ? "Many people have this password, or one very much like it, and it would be guessed. Choose another one."
            : null;
    }

    /// <summary>The list's passwords themselves, with digits and signs around them, or twice in a row.</summary>
    private static bool IsCommon(string plain)
    {
        var core = plain.Trim("0123456789!?.-_*#$@+ ".ToCharArray());
        var half = plain[..(plain.Length / 2)];
        return Common.Value.Contains(plain)
            || Common.Value.Contains(core)
            || core.Length < 4
            || (plain == half + half && Common.Value.Contains(half));
    }

    private static int Rest(string text, string name) =>
        text.Replace(name, "", StringComparison.Ordinal) is var rest && rest.Length < text.Length ? rest.Length : int.MaxValue;

    private static HashSet<string> Read()
    {
        using var lines = new StreamReader(typeof(PasswordRule).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        var all = new HashSet<string>(StringComparer.Ordinal);
        while (lines.ReadLine() is { } line)
            if (!line.StartsWith("# ", StringComparison.Ordinal))
                all.Add(line);
        return all;
    }
}

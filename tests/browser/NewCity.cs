using System.Text.RegularExpressions;

namespace TurfMap.Browser.Tests;

/// <summary>The program on an empty store: nobody has an account, and a code for the first one stands at its console.</summary>
public sealed partial class NewCity : RunningCity
{
    public const string Password = "seven quiet brown kettles";

    private int people;

    protected override string[] Arguments => [];

    /// <summary>The code that the program printed.</summary>
    public async Task<string> FirstCodeAsync()
    {
        for (var tries = 0; tries < 100; tries++, await Task.Delay(100))
            if (Code().Match(Said()) is { Success: true } found)
                return found.Groups[1].Value;
        throw new TimeoutException("No code was printed:\n" + Said());
    }

    /// <summary>The administrator, made with the code when nobody asked before.</summary>
    public Task<SignedIn> AdministratorAsync() =>
        OnceAsync(
            "administrator",
            async () =>
                await SignedIn.AsAsync(
                    Address,
                    "/api/sign-in/first",
                    new
                    {
                        code = await FirstCodeAsync(),
                        name = "first@city.example",
                        displayName = "Olu Adeyemi",
                        password = Password,
                    }
                )
        );

    /// <summary>Somebody new with a password, not signed in anywhere.</summary>
    public async Task<Person> PersonAsync(string role, string? displayName = null)
    {
        var name = $"{role}{Interlocked.Increment(ref people)}@city.example";
        var administrator = await AdministratorAsync();
        var made = await administrator.PostAsync(
            "/api/accounts",
            new
            {
                name,
                displayName = displayName ?? $"Test {role} {people}",
                role,
            }
        );
        var person = await SignedIn.AsAsync(
            Address,
            "/api/sign-in/link",
            new { code = made.GetProperty("link").GetProperty("code").GetString(), password = Password }
        );
        return new(
            made.GetProperty("account").GetProperty("id").GetString()!,
            name,
            made.GetProperty("account").GetProperty("displayName").GetString()!,
            person
        );
    }

    [GeneratedRegex("24 hours: ([A-Z0-9-]+)")]
    private static partial Regex Code();
}

/// <summary>Somebody with an account of their own.</summary>
public sealed record Person(string Id, string Name, string DisplayName, SignedIn Session);

/// <summary>The program without a city is started once, too.</summary>
[CollectionDefinition(Name)]
public sealed class OneNewCity : ICollectionFixture<NewCity>
{
    public const string Name = "one new city";
}

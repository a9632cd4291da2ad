using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using TurfMap.Domain.Access;
using TurfMap.Storage;

namespace TurfMap.Tests;

/// <summary>Accounts with access tokens that tests know, kept in a store before it is served.</summary>
internal static class TestAccess
{
    /// <summary>The liaison that the account of that role is, unless told otherwise.</summary>
    public const string Liaison = "L1";

    /// <summary>The token of a role's account, with every scope that the role may give.</summary>
    public static string TokenOf(Role role) => $"tm_a-token-for-tests-of-the-role-{role.ToString().ToLowerInvariant()}";

    /// <summary>Keeps an account with its token for each role; nothing when they are there already.</summary>
    public static async Task SeedAsync(CityStore store, string liaison = Liaison)
    {
        foreach (var role in Enum.GetValues<Role>())
            await AddAsync(store, role, $"test-{role.ToString().ToLowerInvariant()}", TokenOf(role), role == Role.Liaison ? liaison : null);
    }

    /// <summary>The same in a store that nobody has open.</summary>
    public static async Task SeedAsync(string store)
    {
        using var city = CityStore.Open(store, TimeProvider.System);
        await SeedAsync(city);
    }

    /// <summary>Keeps an account with a token; its id is its name.</summary>
    public static async Task AddAsync(CityStore store, Role role, string name, string token, string? liaison = null)
    {
        var now = DateTimeOffset.UtcNow;
        var account = new Account
        {
            Id = name,
            Name = name,
            DisplayName = "Tests",
            Role = role,
            Liaison = liaison,
            CreatedAt = now,
            SecurityStamp = "1",
        };
        await store.Access.TrySaveAccessAsync(
            new()
            {
                Account = account,
                Token = new(
                    name,
                    Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
                    name,
                    account.SecurityStamp,
                    "tests",
                    [.. Rules.Scopes.Keys],
                    now,
                    now.AddDays(300),
                    UsedAt: now.AddDays(300)
                ), // its uses are not noted, so that nothing is written that a test does not know of
                Audit = [new(now, "", "Tests", "", "", "account", name)],
            },
            CancellationToken.None
        );
    }

    /// <summary>Asks as the account of a role; without one, as another system.</summary>
    public static HttpClient As(this HttpClient client, Role role = Role.Client)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(role));
        return client;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.Domain.Access;
using TurfMap.Storage;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Attacks;

/// <summary>
/// The real service of a small city, with an account for each role that signs in with a password, and visitors that attack it.
/// </summary>
public sealed class BesiegedCity : IAsyncLifetime
{
    public const string Password = "nine grapes over quiet hills";

    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-attack-").FullName;
    private readonly PreparedStores prepared;
    private readonly Func<TurfMapOptions, TurfMapOptions> change;
    private readonly bool hasAccounts,
        isSample;
    private CityStore? store;
    private int visitors;

    public BesiegedCity(PreparedStores prepared)
        : this(prepared, options => options) { }

    internal BesiegedCity(
        PreparedStores prepared,
        Func<TurfMapOptions, TurfMapOptions> change,
        bool hasAccounts = true,
        bool isSample = false
    ) => (this.prepared, this.change, this.hasAccounts, this.isSample) = (prepared, change, hasAccounts, isSample);

    public WebApplication App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    internal CityStore Store => store!;

    internal HostedCity City => App.Services.GetRequiredService<HostedCities>().All[0];

    internal AccessSnapshot Book => City.Access.Book;

    internal ShiftedClock Clock { get; } = new();

    internal static async Task<BesiegedCity> StartAsync(
        PreparedStores prepared,
        Func<TurfMapOptions, TurfMapOptions> change,
        bool hasAccounts = true,
        bool isSample = false
    )
    {
        var city = new BesiegedCity(prepared, change, hasAccounts, isSample);
        await city.InitializeAsync();
        return city;
    }

    public async ValueTask InitializeAsync()
    {
        store = await prepared.OpenSmallAsync(folder, isSample, Clock);
        if (hasAccounts)
            await TestAccess.SeedAsync(store);
        App = Composition.Build(
            change(
                new TurfMapOptions
                {
                    Urls = "http://127.0.0.1:0",
                    TempFolder = Path.Combine(folder, "temp"),
                    UploadMegabytes = 5,
                    RequestsPerSecond = 0,
                    SignInsPerMinute = 30,
                }
            ),
            store,
            Clock
        );
        await City.OpenAsync(CancellationToken.None);
        await App.StartAsync();
        Address = new Uri(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        store?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Somebody nobody knows, from an address of their own, so that the limits of one attack do not end another.</summary>
    internal Visitor Visitor() => new(Address, Interlocked.Increment(ref visitors));

    /// <summary>Keeps an account that signs in with <see cref="Password"/>, and gives its id.</summary>
    internal async Task<Account> AddAsync(Role role, string name, string? liaison = null)
    {
        var account = AccountAdministration.New(name, null, role, liaison, Clock.GetUtcNow());
        account = account with { PasswordHash = new PasswordHasher<Account>().HashPassword(account, Password) };
        Assert.True(
            await City.Access.TrySaveAsync(
                new() { Account = account, Audit = [new(Clock.GetUtcNow(), "", "Tests", "", "", "account", name)] },
                CancellationToken.None
            )
        );
        return Book.Find(account.Id)!;
    }

    /// <summary>A new account of a role, signed in.</summary>
    internal async Task<Visitor> SignedInAsync(Role role, string? liaison = null, string? name = null)
    {
        var own = name ?? $"{role.ToString().ToLowerInvariant()}-{Guid.NewGuid():N}";
        var account = await AddAsync(role, own, liaison);
        var visitor = Visitor();
        await visitor.SignInAsync(own);
        visitor.Account = account.Id;
        return visitor;
    }

    /// <summary>What an attack must leave as it was: accounts, sessions, tokens and links, and the city.</summary>
    internal async Task<(long Access, long City)> StandingAsync() =>
        (await Store.Access.ReadAccessVersionAsync(CancellationToken.None), await Store.City.ReadVersionAsync(CancellationToken.None));
}

/// <summary>A clock that may be set ahead.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}

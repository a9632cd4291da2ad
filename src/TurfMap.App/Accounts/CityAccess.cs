using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Storage.Queries;

namespace TurfMap.App.Accounts;

/// <summary>
/// One city's accounts, sessions and tokens in memory, so that a request is known without asking the store; read again when any node has
/// changed them.
/// </summary>
/// <remarks>
/// A change by this program holds at once. One by another node is seen when the store is looked at next, a quarter of a second later at
/// most; a secret that is not
/// known yet is looked for in the store before it is refused, so who signed in at one node is never unknown at the next.
/// </remarks>
internal sealed class CityAccess(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(50);

    private static readonly AccessSnapshot Unread = new(-1, [], [], [], []);

    private readonly Part<AccessSnapshot> accounts = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> uses = new(StringComparer.Ordinal);
    private volatile AccessQueries? store;
    private volatile IDataProtectionProvider? protection;
    private long lookedAt;

    /// <summary>Wrong tries of browsers and sessions that are known.</summary>
    public WrongTries Tries { get; } = new(clock);

    public AccessSnapshot Book => accounts.Standing ?? Unread;

    public AccessQueries Store =>
        store ?? throw new RefusedException(Refusal.StoreUnavailable, "The accounts are being read. Try again in a moment.");

    /// <summary>What must be read again by this city's nodes and nobody else; its keys lie in the city's store.</summary>
    public IDataProtectionProvider Protection => protection ??= Protect(Store);

    public TimeProvider Clock => clock;

    /// <summary>Begins with a store; while only a replica answers, with what that knows.</summary>
    public async Task LoadAsync(AccessQueries newest, Storage.ReadOnlyStore near, CancellationToken cancel)
    {
        try
        {
            await ReadAsync(newest.ReadAccessAsync, cancel);
        }
        catch (RefusedException away) when (away.Refusal == Refusal.StoreUnavailable)
        {
            await ReadAsync(near.ReadAccessAsync, cancel);
        }
        store = newest;
    }

    /// <summary>Reads again when somebody changed something.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        if (await Store.ReadAccessVersionAsync(cancel) != Book.Version)
            await ReadAsync(Store.ReadAccessAsync, cancel);
    }

    /// <summary>The same before something is decided on accounts; while the store is away, with what is known.</summary>
    public async Task FreshenAsync(CancellationToken cancel)
    {
        try
        {
            await RefreshAsync(cancel);
        }
        catch (RefusedException away) when (away.Refusal == Refusal.StoreUnavailable)
        {
            // A change will be refused by the store itself; who only reads gets what is known.
        }
    }

    /// <summary>Keeps a change and holds by it at once; false when somebody was faster.</summary>
    public async Task<bool> TrySaveAsync(AccessChange change, CancellationToken cancel)
    {
        var saved = await Store.TrySaveAccessAsync(change, cancel);
        await ReadAsync(Store.ReadAccessAsync, CancellationToken.None);
        return saved;
    }

    /// <summary>Closes the demo accounts that are open, and holds by it at once.</summary>
    public async Task CloseDemoAsync(string why)
    {
        if (!Book.Accounts.Any(account => account.IsDemo && Book.IsOpen(account)))
            return;
        await Store.CloseDemoAsync(why, CancellationToken.None);
        await ReadAsync(Store.ReadAccessAsync, CancellationToken.None);
    }

    /// <summary>The session that a secret belongs to, and its account.</summary>
    public async ValueTask<(SignInSession Session, Account Account)?> FindSessionAsync(string secret, CancellationToken cancel)
    {
        var hash = Secrets.Hash(secret);
        if (Book.FindSession(hash, clock.GetUtcNow()) is not { } found)
        {
            if (!await LookOnceAsync(cancel) || Book.FindSession(hash, clock.GetUtcNow()) is not { } later)
                return null;
            found = later;
        }
        if (IsDue(found.Session.Id, found.Session.SeenAt) is { } now)
            Note(new AccessChange { Sessions = [found.Session with { SeenAt = now }] });
        return found;
    }

    /// <summary>The token that a secret belongs to, and its account.</summary>
    public async ValueTask<(AccessToken Token, Account Account)?> FindTokenAsync(string secret, CancellationToken cancel)
    {
        if (!secret.StartsWith(Secrets.TokenMark, StringComparison.Ordinal))
            return null;
        var hash = Secrets.Hash(secret);
        if (Book.FindToken(hash, clock.GetUtcNow()) is not { } found)
        {
            if (!await LookOnceAsync(cancel) || Book.FindToken(hash, clock.GetUtcNow()) is not { } later)
                return null;
            found = later;
        }
        if (IsDue(found.Token.Id, found.Token.UsedAt ?? DateTimeOffset.MinValue) is { } now)
            Note(new AccessChange { Token = found.Token with { UsedAt = now } });
        return found;
    }

    public void Dispose() => accounts.Dispose();

    /// <summary>
    /// Reads the store, unless that was done just now: a stream of invented secrets must not become a stream of questions.
    /// </summary>
    private async Task<bool> LookOnceAsync(CancellationToken cancel)
    {
        var (now, before) = (clock.GetTimestamp(), Interlocked.Read(ref lookedAt));
        if (
            before != 0 && clock.GetElapsedTime(before, now) < LookAgainAfter
            || Interlocked.CompareExchange(ref lookedAt, now, before) != before
        )
            return store is not null && await SettledAsync(cancel);
        try
        {
            await ReadAsync(Store.ReadAccessAsync, cancel);
            return true;
        }
        catch (RefusedException away) when (away.Refusal is Refusal.StoreUnavailable or Refusal.StoreUnusable)
        {
            return false;
        }
    }

    /// <summary>Waits for a reading that is under way.</summary>
    private async Task<bool> SettledAsync(CancellationToken cancel)
    {
        await accounts.SettleAsync(cancel);
        return true;
    }

    /// <summary>Reads what stands in the store now, not what it was when somebody else began to read.</summary>
    private async Task ReadAsync(Func<CancellationToken, Task<AccessSnapshot>> read, CancellationToken cancel)
    {
        await accounts.ReplaceAsync(async (_, stop) => await read(stop) is var fresh ? (new(fresh.Version), fresh) : null, cancel);
        // What was noted long ago stands in the store.
        foreach (var (id, at) in uses)
            if (at < clock.GetUtcNow() - SignInSession.Longest)
                uses.TryRemove(id, out _);
    }

    /// <summary>Now, when a use is to be noted again.</summary>
    private DateTimeOffset? IsDue(string id, DateTimeOffset last)
    {
        var now = clock.GetUtcNow();
        if (now - last < SignInSession.NotedEvery || uses.TryGetValue(id, out var noted) && now - noted < SignInSession.NotedEvery)
            return null;
        uses[id] = now;
        return now;
    }

    /// <summary>
    /// Notes a use beside the request, now and then: it is for the person who looks at their sessions, and for their idle end.
    /// </summary>
    private void Note(AccessChange change)
    {
        _ = Task.Run(async () =>
        {
            try
            {
                await TrySaveAsync(change, CancellationToken.None);
            }
            catch (Exception wrong) when (wrong is RefusedException or ObjectDisposedException)
            {
                // The store is away; the session goes on with what is known.
            }
        });
    }

    private static IDataProtectionProvider Protect(AccessQueries store)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddDataProtection().SetApplicationName("TurfMap");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new StoreKeys(store));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }

    /// <summary>The framework asks for its keys without waiting.</summary>
    private sealed class StoreKeys(AccessQueries store) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() =>
            [.. store.ReadKeysAsync(CancellationToken.None).GetAwaiter().GetResult().Select(xml => XElement.Parse(xml))];

        public void StoreElement(XElement element, string friendlyName) =>
            store
                .AddKeyAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None)
                .GetAwaiter()
                .GetResult();
    }
}

using TurfMap.App.Accounts;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Hosting;

/// <summary>
/// What a city without accounts needs at its first start: demo accounts for the sample, and for any other a code at the console by which
/// somebody becomes its administrator.
/// </summary>
internal sealed class FirstRunSetup(bool demo, Action<string> say)
{
    public async Task GreetAsync(HostedCity city)
    {
        try
        {
            if (demo && city.Live.Snapshot.Profile.IsSample)
                await Demo.PrepareAsync(city.Access, city.Live.Snapshot.Liaisons.FirstOrDefault()?.Id);
            if (await FirstRun.CodeAsync(city.Access) is { } code)
                say(
                    $"{(city.Key.Length == 0 ? "" : city.Key + ": ")}Nobody can sign in yet. Open {city.Path}/sign-in.html "
                        + $"and enter this code, good once and for 24 hours: {code}"
                );
        }
        catch (RefusedException away) when (away.Refusal is Refusal.StoreUnavailable or Refusal.StoreUnusable or Refusal.NoRoom)
        {
            say($"Whether somebody can sign in could not be seen: {away.Message}");
        }
    }
}

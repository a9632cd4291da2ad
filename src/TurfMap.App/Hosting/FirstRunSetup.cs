using TurfMap.App.Accounts;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Hosting;

/// <summary>
/// What a city needs at its start: demo accounts for the sample where they are wanted and closed ones where not, and without an
/// administrator a code at the console by which somebody becomes one.
/// </summary>
internal sealed class FirstRunSetup(bool demo, Action<string> say)
{
    public async Task GreetAsync(HostedCity city)
    {
        try
        {
            if (!demo || !city.Live.Snapshot.Profile.IsSample)
                await city.Access.CloseDemoAsync("the program was started without the demo");
            else
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

using TurfMap.Storage;

namespace TurfMap.App.Hosting;

/// <summary>
/// A city to be hosted: its key in addresses (empty when it is the only one), its store as it was named, and how to open it.
/// </summary>
internal sealed record CityLocation(string Key, string Store, Func<CityStore> Open);

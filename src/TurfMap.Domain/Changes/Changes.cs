namespace TurfMap.Domain.Changes;

/// <summary>Who asks for a change, and the key under which it is made once however often it is sent.</summary>
/// <param name="Author">Who, as shown to others beside what they wrote.</param>
/// <param name="Key">The asker's key; null when the change may be made again. An answer can be lost after the change was kept, so whoever
/// sends again needs one.</param>
public sealed record ChangeRequest(string Author, string? Key = null)
{
    /// <summary>The longest key.</summary>
    public const int LongestKey = 200;

    /// <summary>The account that asks, for the audit; null when nobody is signed in.</summary>
    public Access.Caller? Caller { get; init; }

    /// <summary>Whether the change is the sample city itself, so that it closes no demo account.</summary>
    public bool IsSample { get; init; }

    /// <summary>Whether the store still holds nothing but the sample after it: what demo accounts do is play.</summary>
    public bool KeepsSample => IsSample || Caller is { IsDemo: true };

    /// <summary>Where the key was sent.</summary>
    public string Route { get; init; } = "";

    /// <summary>A hash of what was sent with the key: the same key with something else is a mistake, and is refused.</summary>
    public string? Hash { get; init; }

    /// <summary>
    /// The key as it is kept. It belongs to the account and the route, so that nobody meets the keys of others, nor learns from them.
    /// </summary>
    public string? KeptKey => Key is null ? null : $"{Caller?.AccountId} {Route} {Key}";
}

/// <summary>A state of something that people edit: the number of the change that wrote it, by whom and when.</summary>
public sealed record Version(long Number, string Author, DateTimeOffset At)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"version {Number}, by {(Author.Length > 0 ? Author : "somebody without a name")} on {At.UtcDateTime:yyyy-MM-dd} at "
        + $"{At.UtcDateTime:HH:mm:ss} UTC";
}

/// <summary>Something with the version it stands in.</summary>
public sealed record Versioned<T>(T Value, Version Version);

/// <summary>What an edit expects to find: nothing, any state, or the very version it was made from.</summary>
public readonly record struct Expected
{
    private readonly long number;

    private Expected(long number) => this.number = number;

    /// <summary>Nothing stands under that id yet.</summary>
    public static Expected New { get; } = new(-1);

    /// <summary>Whatever stands, it must stand.</summary>
    public static Expected Any { get; } = new(0);

    /// <summary>This version stands.</summary>
    public static Expected At(long version) => new(version);

    /// <summary>Refuses an edit that was made from another state than the one that stands.</summary>
    /// <param name="what">What is edited, for people, such as "liaison L2".</param>
    /// <param name="standing">The version that stands; null when nothing does.</param>
    /// <param name="find">Looks a version up by its number, to say who wrote the one the edit was made from.</param>
    public void Check(string what, Version? standing, Func<long, Version?> find)
    {
        if (standing is null && number != New.number)
            throw new RefusedException(Refusal.NotFound, $"There is no {what}. To make a new one, send it with If-None-Match: *.");
        if (standing is null || number == Any.number || number == standing.Number)
            return;
        if (number == New.number)
            throw new RefusedException(
                Refusal.Stale,
                $"There is {what} already ({standing}). Read it, and send your change with its version."
            )
            {
                Stale = new(null, standing),
            };
        var yours = find(number);
        throw new RefusedException(
            Refusal.Stale,
            $"Somebody was faster: you changed {(yours is null ? $"version {number}" : yours)} of {what}, and {standing} "
                + "stands now. Read it again, and make your change there. Nothing was changed."
        )
        {
            Stale = new(yours, standing),
        };
    }
}

/// <summary>The two versions of an edit that came too late.</summary>
/// <param name="Yours">The one the edit was made from; null when there was none or it is not known.</param>
/// <param name="Standing">The one that stands.</param>
public sealed record StaleVersions(Version? Yours, Version Standing);

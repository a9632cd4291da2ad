namespace TurfMap.Domain.Changes;

/// <summary>Why a request is refused; the two doors turn it into a problem page or an exit code.</summary>
public enum Refusal
{
    /// <summary>What was asked for is not there.</summary>
    NotFound,

    /// <summary>What was given breaks a rule.</summary>
    Invalid,

    /// <summary>What was given cannot be joined with what is already kept.</summary>
    Conflict,

    /// <summary>What is to be changed was changed by somebody else meanwhile.</summary>
    Stale,

    /// <summary>A file cannot be read.</summary>
    Unreadable,

    /// <summary>The store cannot be used: read only, damaged, made by a newer program.</summary>
    StoreUnusable,

    /// <summary>The disk has no room for the change; reading goes on.</summary>
    NoRoom,

    /// <summary>The store cannot be reached or is busy now; the same may work in a moment.</summary>
    StoreUnavailable,

    /// <summary>Nobody is signed in, or what was shown to sign in is not accepted.</summary>
    NotSignedIn,

    /// <summary>Somebody is signed in who may not do that.</summary>
    Forbidden,

    /// <summary>It was tried too often; it works again after a while.</summary>
    TooOften,

    /// <summary>The city's identity provider does not answer now.</summary>
    ProviderAway,
}

/// <summary>A rule says no. The message is a sentence for the person: where, why, what to do next.</summary>
public class RefusedException(Refusal refusal, string sentence, IReadOnlyList<string>? details = null) : Exception(sentence)
{
    /// <summary>The kind of refusal.</summary>
    public Refusal Refusal { get; } = refusal;

    /// <summary>The list behind the sentence (units missed, columns unknown), shortened by whoever shows it.</summary>
    public IReadOnlyList<string> Details { get; } = details ?? [];

    /// <summary>The versions that met, when an edit came too late.</summary>
    public StaleVersions? Stale { get; init; }
}

/// <summary>Something that was entered is missing or wrong; names each field.</summary>
public sealed class BadInputException(string sentence, params (string Field, string Problem)[] errors)
    : RefusedException(Refusal.Invalid, sentence)
{
    /// <summary>What is wrong with each field.</summary>
    public IDictionary<string, string[]> Errors { get; } =
        errors.GroupBy(error => error.Field).ToDictionary(same => same.Key, same => same.Select(error => error.Problem).ToArray());
}

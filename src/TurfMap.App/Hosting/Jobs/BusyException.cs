namespace TurfMap.App.Hosting.Jobs;

/// <summary>There is too much to do already; the same request may be taken later.</summary>
internal sealed class BusyException(string sentence, TimeSpan tryAgainAfter) : Exception(sentence)
{
    public TimeSpan TryAgainAfter => tryAgainAfter;
}

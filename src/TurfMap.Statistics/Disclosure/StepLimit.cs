namespace TurfMap.Statistics.Disclosure;

/// <summary>
/// How much work may still be done, in steps of one multiplication, so that the same limit gives the same answer on any machine.
/// </summary>
internal sealed class StepLimit(long steps, CancellationToken cancel)
{
    private long _left = steps;

    public bool IsReached => _left <= 0;

    /// <summary>Takes steps off; false when none are left.</summary>
    public bool Spend(long steps)
    {
        cancel.ThrowIfCancellationRequested();
        return (_left -= steps) > 0;
    }
}

using TurfMap.Domain.Changes;

namespace TurfMap.App.Hosting;

/// <summary>An error as it is written to the log: the kinds and places of it and of what caused it, without their messages.</summary>
internal sealed class Fault(Exception wrong) : Exception
{
    public override string Message => Kinds;

    public override string? StackTrace => wrong.StackTrace;

    public override string ToString() => string.Join(Environment.NewLine, Chain.Select(each => $"{Kind(each)}{Line(each.StackTrace)}"));

    private string Kinds => string.Join(" <- ", Chain.Select(Kind));

    private IEnumerable<Exception> Chain
    {
        get
        {
            for (var each = wrong; each is not null; each = each.InnerException)
                yield return each;
        }
    }

    /// <summary>
    /// With the number that a database or the system gives an error, and with what a store says of itself: that tells of no person.
    /// </summary>
    private static string Kind(Exception each) =>
        each switch
        {
            RefusedException { Refusal: Refusal.StoreUnavailable or Refusal.StoreUnusable or Refusal.NoRoom } =>
                $"{each.GetType().FullName}: {each.Message}",
            System.Data.Common.DbException { SqlState: { } state } => $"{each.GetType().FullName} ({state})",
            System.Data.Common.DbException => $"{each.GetType().FullName} ({each.Message.Split(':', '\n')[0]})",
            IOException => $"{each.GetType().FullName} ({each.HResult:x8})",
            _ => each.GetType().FullName!,
        };

    private static string Line(string? trace) => trace is null ? "" : Environment.NewLine + trace;
}

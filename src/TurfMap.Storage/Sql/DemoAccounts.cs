using TurfMap.Domain.Access;

namespace TurfMap.Storage.Sql;

/// <summary>The sample city's accounts that anybody may be: open only while a store holds nothing else.</summary>
internal static class DemoAccounts
{
    /// <summary>Whether everything that was ever brought in is the sample, or what demo accounts did with it.</summary>
    public static bool HasOnlySample(Session session) =>
        session.Scalar<long>("SELECT count(*) FROM import_batch WHERE sample = @no", ("@no", false)) == 0;

    /// <summary>Closes them, with all that was begun or made under them; whether one was open.</summary>
    public static bool Close(Session session, DateTimeOffset now, string why)
    {
        var closed = session.Run(
            "UPDATE account SET closed = @yes, security_stamp = @stamp, stamp = stamp + 1 WHERE demo = @yes AND closed = @no",
            ("@yes", true),
            ("@no", false),
            ("@stamp", $"{Guid.NewGuid():N}")
        );
        if (closed == 0)
            return false;
        AuditTrail.Append(session, [new AuditEntry(now, "", "TurfMap", "", "", "demo accounts closed", why)]);
        return true;
    }
}

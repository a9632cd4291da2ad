using System.Net.Sockets;
using Npgsql;
using TurfMap.Domain.Changes;

namespace TurfMap.Storage.PostGis;

/// <summary>What the server's errors mean, in words.</summary>
internal static class PostgresErrors
{
    private const string Again = "Nothing was changed; try again in a moment.";

    /// <summary>The refusal that an error is for the person; null when it is a fault of ours.</summary>
    public static RefusedException? Of(Exception wrong, string location, string what, string next = Again) =>
        wrong switch
        {
            PostgresException { SqlState: "23P01" or "23505" } => new(
                Refusal.Conflict,
                "The change would let two things hold at the same time of which only one may, or somebody made the same "
                    + "change just now. Nothing was changed; read again and try again."
            ),
            PostgresException { SqlState: "55P03" or "40001" or "40P01" } => new(
                Refusal.StoreUnavailable,
                "Another change is being written. Nothing was changed; try again in a moment."
            ),
            PostgresException { SqlState: "42501" } refused
                when refused.MessageText.Contains("extension", StringComparison.OrdinalIgnoreCase) => new(
                Refusal.StoreUnusable,
                $"{location} has no PostGIS, and this user may not add it. Ask its administrator to run there: CREATE "
                    + "EXTENSION postgis; CREATE EXTENSION btree_gist;"
            ),
            PostgresException server when Reason(server) is { } reason => new(
                IsPassing(server) || server.SqlState is "25006" or "57014" ? Refusal.StoreUnavailable : Refusal.StoreUnusable,
                $"{location} {what}: {reason}. {Advice(server, next)}"
            ),
            NpgsqlException or SocketException or IOException or TimeoutException when wrong is not PostgresException => new(
                Refusal.StoreUnavailable,
                $"{location} {what}: {Unreached(wrong)}. {next}"
            ),
            ObjectDisposedException => new(Refusal.StoreUnavailable, $"{location} {what}: TurfMap is stopping. {next}"),
            _ => null,
        };

    /// <summary>
    /// Whether the same may work in a moment: the server restarts, a connection from before it is broken, a replica had to let go of a
    /// reading.
    /// </summary>
    public static bool IsPassing(Exception wrong) =>
        wrong is PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "40001" or "53300" } || IsCut(wrong);

    /// <summary>Whether the connection was lost, so that the end of what was asked is not known.</summary>
    public static bool IsCut(Exception wrong) =>
        wrong is PostgresException { SqlState: var state }
            ? state is "57P01" or "57P02" || state.StartsWith("08", StringComparison.Ordinal)
            : wrong is NpgsqlException or IOException or SocketException or TimeoutException;

    private static string? Reason(PostgresException server) =>
        server.SqlState switch
        {
            "57P01" or "57P02" or "57P03" => "the server is stopping or starting",
            "25006" => "it takes no changes now (a standby, or set to read only)",
            "3D000" => "there is no such database",
            "28000" or "28P01" => "the server does not accept this user or password",
            "42501" => "this user may not do that there",
            "53100" => "the disk of the server is full",
            "53200" => "the server has no memory left",
            "53300" => "the server has no connections left",
            "57014" => "it took longer than the server allows",
            "0A000" when server.MessageText.Contains("extension", StringComparison.Ordinal) => "PostGIS is not installed on the server",
            "58P01" when server.MessageText.Contains("extension", StringComparison.Ordinal) => "PostGIS is not installed on the server",
            "XX001" or "XX002" => "the server says that it is damaged",
            _ when server.SqlState.StartsWith("58", StringComparison.Ordinal) => "the disk of the server reports an error",
            _ => null,
        };

    private static string Advice(PostgresException server, string next) =>
        server.SqlState switch
        {
            "3D000" => "Make it with createdb, or name another one.",
            "28000" or "28P01" or "42501" => "Ask its administrator.",
            "0A000" or "58P01" => "Ask its administrator to install it (Debian package postgresql-15-postgis-3).",
            "XX001" or "XX002" => "Stop writing, and restore a backup.",
            _ => next,
        };

    private static string Unreached(Exception wrong)
    {
        for (var inner = wrong; inner is not null; inner = inner.InnerException)
            if (inner is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
                return "no server answers there";
            else if (inner is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain })
                return "there is no such host";
            else if (inner is TimeoutException)
                return "the server did not answer in time";
        return wrong is NpgsqlException && wrong.Message.Contains("host", StringComparison.OrdinalIgnoreCase)
            ? "no server that takes changes answers"
            : "the connection was cut";
    }
}

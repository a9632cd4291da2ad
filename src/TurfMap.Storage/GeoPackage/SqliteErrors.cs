using Microsoft.Data.Sqlite;
using TurfMap.Domain.Changes;

namespace TurfMap.Storage.GeoPackage;

/// <summary>What the file's errors mean, in words.</summary>
internal static class SqliteErrors
{
    /// <summary>
    /// Whether the file or its disk is at fault. Our statements are known to be right, so an error in one (1) is a table that is not as it
    /// was made.
    /// </summary>
    public static bool IsOfTheStore(SqliteException wrong) => wrong.SqliteErrorCode is 1 or 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26;

    /// <summary>Whether a value that was read is none that this program writes.</summary>
    public static bool IsOfAValue(Exception wrong) =>
        wrong is FormatException or InvalidCastException or OverflowException or ArgumentException or Formats.UnreadableException;

    /// <summary>How a change is refused: a full disk is no damage, and passes when somebody makes room.</summary>
    public static RefusedException Refused(SqliteException wrong, string path) =>
        IsFull(wrong)
            ? new(
                Refusal.NoRoom,
                $"The store {path} could not be written: the disk is full. Nothing was changed, and reading goes on. Free "
                    + "some space there and send the change again."
            )
            : new(Refusal.StoreUnusable, $"The store {path} could not be written: {Reason(wrong)}. Nothing was changed.");

    /// <summary>The disk has no room, for the file or for the index of its log.</summary>
    private static bool IsFull(SqliteException wrong) => wrong.SqliteErrorCode == 13 || wrong.SqliteExtendedErrorCode is 4874;

    public static string Reason(Exception wrong) =>
        wrong is not SqliteException sqlite
            ? IsOfAValue(wrong)
                ? "it holds a value that this program does not write, for it is damaged or another program changed it"
                : wrong.Message.TrimEnd('.')
            : IsFull(sqlite)
                ? "the disk is full"
                : sqlite.SqliteErrorCode switch
                {
                    1 => "its tables are not as this program made them, for it is damaged or another program changed it",
                    5 or 6 => "another program is writing to it",
                    8 => "it is read only",
                    10 => "the disk reports an error",
                    11 => "it is damaged",
                    13 => "the disk is full",
                    14 => "the file or its folder cannot be written",
                    26 => "it is not a database",
                    _ => "the database says error " + sqlite.SqliteErrorCode,
                };
}

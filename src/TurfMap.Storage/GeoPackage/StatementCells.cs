using System.Buffers.Binary;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TurfMap.Formats;

namespace TurfMap.Storage.GeoPackage;

/// <summary>The values of a row straight from the statement, in the forms in which this program writes them; any other form is left to the general way, with its errors.</summary>
internal sealed class StatementCells(SqliteDataReader row) : Cells
{
    private readonly sqlite3_stmt statement = row.Handle ?? throw new ArgumentException("The reader has no statement.", nameof(row));
    private readonly char[][] texts = Array.ConvertAll(new int[row.FieldCount], _ => new char[32]);

    public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public override long Whole(int column) => row.GetInt64(column);

    public override ReadOnlySpan<char> Text(int column)
    {
        if (raw.sqlite3_column_type(statement, column) is not raw.SQLITE_TEXT and var type)
            return type == raw.SQLITE_NULL ? default : row.GetString(column);
        var bytes = raw.sqlite3_column_blob(statement, column); // of a text: its UTF-8
        if (texts[column].Length < bytes.Length)
            texts[column] = new char[2 * bytes.Length];
        return texts[column].AsSpan(0, Encoding.UTF8.GetChars(bytes, texts[column]));
    }

    public override DateOnly? Day(int column)
    {
        var type = raw.sqlite3_column_type(statement, column);
        if (type == raw.SQLITE_NULL)
            return null;
        return type == raw.SQLITE_TEXT && TryDay(raw.sqlite3_column_blob(statement, column), out var day) ? day : row.GetFieldValue<DateOnly>(column);
    }

    public override DateTime? Time(int column) => IsNull(column) ? null : row.GetFieldValue<DateTime>(column);

    public override (double Longitude, double Latitude) Place(int column)
    {
        if (IsNull(column))
            return (double.NaN, double.NaN);
        var blob = raw.sqlite3_column_blob(statement, column);
        return blob.Length == Values.PlainPoint.Length + 16 && blob.StartsWith(Values.PlainPoint)
            ? (BinaryPrimitives.ReadDoubleLittleEndian(blob[13..]), BinaryPrimitives.ReadDoubleLittleEndian(blob[21..]))
            : At(GeoPackageGeometry.Read(row.GetFieldValue<byte[]>(column)));
    }

    /// <summary>A day as "2026-11-23".</summary>
    private static bool TryDay(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (text is not [_, _, _, _, (byte)'-', _, _, (byte)'-', _, _])
            return false;
        int year = 1000 * Digit(text[0]) + 100 * Digit(text[1]) + 10 * Digit(text[2]) + Digit(text[3]), month = 10 * Digit(text[5]) + Digit(text[6]), at = 10 * Digit(text[8]) + Digit(text[9]);
        // What is no digit is so large that nothing holds it.
        if (year is < 1 or > 9999 || month is < 1 or > 12 || at < 1 || at > DateTime.DaysInMonth(year, month))
            return false;
        day = new(year, month, at);
        return true;

        static int Digit(byte letter) => (uint)(letter - '0') <= 9 ? letter - '0' : 1_000_000;
    }
}

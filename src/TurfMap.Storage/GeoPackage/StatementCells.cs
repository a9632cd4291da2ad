using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TurfMap.Formats;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.GeoPackage;

/// <summary>
/// The values of a row straight from the statement, in the forms in which this program writes them; any other form is left to the general
/// way, with its errors.
/// </summary>
/// <remarks>
/// The library's functions are called as they are: the wrapper holds the statement's handle anew for each of some thirty calls a row, which
/// cost more than the row itself. The reader, held here, keeps the statement alive.
/// </remarks>
internal sealed partial class StatementCells(SqliteDataReader row) : Cells
{
    private readonly nint statement =
        row.Handle?.DangerousGetHandle() ?? throw new ArgumentException("The reader has no statement.", nameof(row));

    private readonly char[][] texts = Array.ConvertAll(new int[row.FieldCount], _ => new char[32]);

    public override bool IsNull(int column) => Native.Type(statement, column) == raw.SQLITE_NULL;

    public override long Whole(int column) =>
        Native.Type(statement, column) == raw.SQLITE_INTEGER ? Native.Whole(statement, column) : row.GetInt64(column);

    public override ReadOnlySpan<char> Text(int column)
    {
        var bytes = Bytes(column);
        if (texts[column].Length < bytes.Length)
            texts[column] = new char[2 * bytes.Length];
        return texts[column].AsSpan(0, Encoding.UTF8.GetChars(bytes, texts[column]));
    }

    public override DateOnly? Day(int column)
    {
        var text = Bytes(column);
        return TryDay(text, out var day) ? day
            : text.IsEmpty && IsNull(column) ? null
            : row.GetFieldValue<DateOnly>(column);
    }

    public override DateTime? Time(int column) => IsNull(column) ? null : row.GetFieldValue<DateTime>(column);

    public override (double Longitude, double Latitude) Place(int column)
    {
        var blob = Bytes(column);
        if (blob.Length == Values.PlainPoint.Length + 16 && blob.StartsWith(Values.PlainPoint))
            return (BinaryPrimitives.ReadDoubleLittleEndian(blob[13..]), BinaryPrimitives.ReadDoubleLittleEndian(blob[21..]));
        return blob.IsEmpty && IsNull(column) ? (double.NaN, double.NaN) : At(GeoPackageGeometry.Read(row.GetFieldValue<byte[]>(column)));
    }

    /// <summary>A blob, or the UTF-8 of a text; empty for null. Numbers come as their text.</summary>
    private unsafe ReadOnlySpan<byte> Bytes(int column)
    {
        var start = Native.Blob(statement, column);
        return start is null ? default : new(start, Native.Bytes(statement, column));
    }

    /// <summary>A day as "2026-11-23".</summary>
    private static bool TryDay(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (text is not [_, _, _, _, (byte)'-', _, _, (byte)'-', _, _])
            return false;
        int year = 1000 * Digit(text[0]) + 100 * Digit(text[1]) + 10 * Digit(text[2]) + Digit(text[3]),
            month = 10 * Digit(text[5]) + Digit(text[6]),
            at = 10 * Digit(text[8]) + Digit(text[9]);
        // What is no digit is so large that nothing holds it.
        if (year is < 1 or > 9999 || month is < 1 or > 12 || at < 1 || at > DateTime.DaysInMonth(year, month))
            return false;
        day = new(year, month, at);
        return true;

        static int Digit(byte letter) => (uint)(letter - '0') <= 9 ? letter - '0' : 1_000_000;
    }

    /// <summary>Short, never waiting and never calling back, so that they need no change of the thread's state.</summary>
    private static unsafe partial class Native
    {
        private const string Library = "e_sqlite3";

        [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
        public static partial int Type(nint statement, int column);

        [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
        public static partial long Whole(nint statement, int column);

        [LibraryImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
        public static partial void* Blob(nint statement, int column);

        [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
        public static partial int Bytes(nint statement, int column);
    }
}

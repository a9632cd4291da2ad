namespace TurfMap.Formats;

/// <summary>How a table is written as text.</summary>
/// <param name="Delimiter">Comma, semicolon, tab or pipe.</param>
/// <param name="Encoding">"utf-8", "utf-16", "utf-16BE" or "windows-1252".</param>
public sealed record CsvDialect(char Delimiter = ',', string Encoding = "utf-8");

namespace TurfMap.Formats;

/// <summary>Something that was repaired or passed over while reading; never an error, never silent.</summary>
/// <param name="Feature">The record's number from 1, or null when the note is about the whole file.</param>
/// <param name="Line">The line from 1, where the format has lines.</param>
/// <param name="Column">The field or member concerned.</param>
/// <param name="Sentence">What was found and what was done, for a person.</param>
public sealed record FormatNote(long? Feature, long? Line, string? Column, string Sentence);

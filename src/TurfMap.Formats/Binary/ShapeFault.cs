namespace TurfMap.Formats.Binary;

/// <summary>A shape in WKB or WKT that cannot be read; the caller knows where it stands and makes the sentence.</summary>
internal sealed class ShapeFault(string message) : Exception(message);

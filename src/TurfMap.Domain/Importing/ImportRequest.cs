using TurfMap.Domain.Geography;

namespace TurfMap.Domain.Importing;

/// <summary>
/// A file that somebody asks to import, and what they say about it, at whichever door. A kind of import reads what it has a use for and
/// passes over the rest.
/// </summary>
/// <param name="FileName">The file's name, for people.</param>
/// <param name="Today">The day of the import: records without a day of their own are placed in the areas of this one.</param>
public sealed record ImportRequest(string FileName, DateOnly Today)
{
    /// <summary>The first day on which it is in force.</summary>
    public DateOnly From { get; init; } = Today;

    /// <summary>Its name for people; made of the file's name when not given.</summary>
    public string? Name { get; init; }

    /// <summary>The layer that the file is a vintage of; made of the file's name when not given.</summary>
    public string? Layer { get; init; }

    /// <summary>The field that holds an area's code; guessed when not given.</summary>
    public string? CodeField { get; init; }

    /// <summary>The field that holds an area's name; guessed when not given.</summary>
    public string? NameField { get; init; }

    /// <summary>The coordinate system, when the file does not say or says it wrong.</summary>
    public string? Crs { get; init; }

    /// <summary>What a layer is for.</summary>
    public LayerUse Use { get; init; }

    /// <summary>Whether a layer's areas may overlap.</summary>
    public bool IsOverlapping { get; init; }

    /// <summary>The table of a GeoPackage with several.</summary>
    public string? Table { get; init; }
}

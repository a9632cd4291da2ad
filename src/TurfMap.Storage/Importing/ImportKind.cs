using TurfMap.Domain.Importing;
using TurfMap.Storage.Queries;

namespace TurfMap.Storage.Importing;

/// <summary>How the file of an import is opened.</summary>
public enum ImportForm
{
    /// <summary>Areas or lines, of any format that holds shapes.</summary>
    Boundaries,

    /// <summary>CSV alone.</summary>
    Csv,

    /// <summary>Rows of CSV, records, or points with their properties.</summary>
    Rows,
}

/// <summary>What can be said about a file beside its name.</summary>
public enum ImportField
{
    /// <summary>The first day on which it is in force.</summary>
    ValidFrom,

    /// <summary>Its name for people.</summary>
    Name,

    /// <summary>The field that holds an area's name.</summary>
    NameField,

    /// <summary>The coordinate system.</summary>
    Crs,

    /// <summary>That its areas are the units of plans.</summary>
    Units,

    /// <summary>That it is only drawn.</summary>
    Context,

    /// <summary>That its areas may overlap.</summary>
    Overlapping,

    /// <summary>The table of a GeoPackage.</summary>
    Table,
}

/// <summary>A field that a kind of import takes, with its help.</summary>
public sealed record ImportOption(ImportField Field, string Help);

/// <summary>
/// A kind of import: which file it takes, what can be said about it, and how it becomes rows of the store. The command, the route and the
/// folder of a city all go by the list of them (<see cref="ImportKinds"/>).
/// </summary>
public sealed class ImportKind
{
    internal ImportKind(string key, string help, ImportForm form, string fileHelp, ImportOption[] options, PrepareImport prepare) =>
        (Key, Help, Form, FileHelp, Options, PrepareAsync) = (key, help, form, fileHelp, options, prepare);

    /// <summary>Its name at every door and in the list of imports.</summary>
    public string Key { get; }

    /// <summary>What it is, in a line.</summary>
    public string Help { get; }

    /// <summary>How its file is opened.</summary>
    public ImportForm Form { get; }

    /// <summary>Which files it takes, in a line.</summary>
    public string FileHelp { get; }

    /// <summary>What can be said about the file.</summary>
    public IReadOnlyList<ImportOption> Options { get; }

    /// <summary>Whether everybody may hear when one last came in, not only who is signed in.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Why an account of the sample city may not import it; null when it may.</summary>
    public string? RefusedInSample { get; init; }

    internal PrepareImport PrepareAsync { get; }

    /// <summary>Whether something can be said about the file.</summary>
    public bool Takes(ImportField field) => Options.Any(option => option.Field == field);
}

/// <summary>Reads what an import is checked against, and answers with the work that its transaction does and says in a sentence.</summary>
internal delegate Task<Func<BatchWriter, string>> PrepareImport(ImportRun run, CancellationToken cancel);

/// <summary>An import under way.</summary>
internal sealed record ImportRun(
    ImportRequest Request,
    ImportFile File,
    GeographyQueries Geography,
    StaffQueries Staff,
    ImportReport Report,
    IProgress<ImportProgress>? Progress
);

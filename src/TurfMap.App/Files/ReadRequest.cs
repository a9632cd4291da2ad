using TurfMap.Domain.Importing;

namespace TurfMap.App.Files;

/// <summary>What a process is asked to read: a file as a layer, with how, or as a table of rows.</summary>
/// <param name="Path">Where the file lies.</param>
/// <param name="FileName">What the person calls it.</param>
internal sealed record ReadRequest(string Path, string FileName)
{
    /// <summary>The account that sent the file; the process does not hear of it.</summary>
    public string Sender { get; init; } = "";

    /// <summary>How it is read as a layer; null reads a table.</summary>
    public LayerFileOptions? Layer { get; init; }

    /// <summary>The table of a GeoPackage.</summary>
    public string? Table { get; init; }

    /// <summary>The coordinate system of a table's points.</summary>
    public string? Crs { get; init; }

    public bool IsLayer => Layer is not null;

    public void Write(FrameWriter frame, long memoryBytes)
    {
        frame.Begin(FrameKind.Request).Text(Path).Text(FileName).Text(Table).Text(Crs).Number(memoryBytes).Flag(IsLayer);
        if (Layer is { } layer)
            frame
                .Text(layer.CodeField)
                .Text(layer.NameField)
                .Text(layer.Crs)
                .Flag(layer.IsOverlapping)
                .Flag(layer.SkipsCoverageCheck)
                .Flag(layer.MayBeLines);
        frame.End();
    }

    public static (ReadRequest Request, long MemoryBytes) Read(FrameReader frame)
    {
        var request = new ReadRequest(frame.Text(), frame.Text()) { Table = frame.TextOrNull(), Crs = frame.TextOrNull() };
        var memory = frame.Number();
        if (!frame.Flag())
            return (request, memory);
        var (code, name, crs, overlapping) = (frame.TextOrNull(), frame.TextOrNull(), frame.TextOrNull(), frame.Flag());
        return (
            request with
            {
                Layer = new(request.FileName, code, name, crs, overlapping)
                {
                    SkipsCoverageCheck = frame.Flag(),
                    MayBeLines = frame.Flag(),
                },
            },
            memory
        );
    }
}

using TurfMap.Domain.Changes;
using TurfMap.Domain.Importing;
using TurfMap.Formats;
using TurfMap.Spatial;

namespace TurfMap.App.Files;

/// <summary>
/// Rows that a process of its own reads, all of them before the import waits for its turn to write: they lie in a file of ours until then.
/// </summary>
/// <remarks>
/// Reading a stranger's file within the transaction would let it hold every other change for as long as it likes. What lies in our file is
/// read as fast as the disk gives it, and in the same order: a file that is refused at its end is refused there, with the problems of the
/// rows before it.
/// </remarks>
internal sealed class TableProcess(FileReaders readers, ReadRequest request) : ITableSource
{
    private const int MostNotes = 10_000,
        MostColumns = 1_000_000,
        BufferBytes = 1 << 16;

    private readonly List<FormatNote> notes = [];
    private readonly FeatureTableNotes nestedNotes = new();
    private readonly Stack<int> filled = new();
    private FileStream? kept;
    private FrameReader? frames;
    private string[] header = [];
    private (int At, bool IsNested)[] cells = [];
    private long number;
    private int rowAt;

    public IReadOnlyList<string> Header => frames is null ? throw new InvalidOperationException("The rows were not read yet.") : header;

    public long BytesRead { get; private set; }

    public IReadOnlyList<FormatNote> Notes => [.. notes, .. nestedNotes.All(0)];

    public bool HasShapes => true;

    public long Line { get; private set; }

    public string Row => TextAt(rowAt);

    public LonLat? Place { get; private set; }

    public string? PlaceProblem { get; private set; }

    public async Task PrepareAsync(CancellationToken cancel)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            BufferSize = BufferBytes,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        kept = new FileStream(request.Path + ".rows", options);
        await readers.ReadAsync(request, Keep, cancel);
        kept.Position = 0;
        frames = new(kept);
        if (NextKind() != FrameKind.Header)
            throw Broken();
        header = new string[Math.Clamp(frames.Small(), 0, MostColumns)];
        for (var column = 0; column < header.Length; column++)
            header[column] = frames.Text();
        cells = new (int, bool)[header.Length];
    }

    public bool Read()
    {
        try
        {
            while (NextKind() is var kind and not FrameKind.End)
                if (kind == FrameKind.Row)
                {
                    TakeRow(frames!);
                    return true;
                }
                else if (kind == FrameKind.Note && notes.Count < MostNotes)
                    notes.Add(new(frames!.NumberOrNull(), frames.NumberOrNull(), frames.TextOrNull(), frames.Text()));
            return false;
        }
        catch (InvalidDataException)
        {
            throw Broken();
        }
    }

    public string? Text(int column)
    {
        var (at, isNested) = cells[column];
        if (isNested)
            nestedNotes.Nested(header[column], number);
        return at == 0 || isNested ? null : TextAt(at);
    }

    public void Dispose() => kept?.Dispose();

    private void Keep(FrameReader frame)
    {
        if (frame.Kind is FrameKind.Progress)
            return;
        if (frame.Kind is not (FrameKind.Header or FrameKind.Row or FrameKind.Note or FrameKind.Refusal or FrameKind.End))
            throw new InvalidDataException("A table has no such frame.");
        frame.CopyTo(kept!);
    }

    private FrameKind NextKind()
    {
        if (!frames!.Next())
            throw Broken();
        return frames.Kind == FrameKind.Refusal ? throw RefusalFrame.Read(frames) : frames.Kind;
    }

    private void TakeRow(FrameReader frame)
    {
        while (filled.TryPop(out var column))
            cells[column] = default;
        (BytesRead, number, Line, rowAt) = (frame.Number(), frame.Number(), frame.Number(), frame.At);
        frame.Bytes();
        PlaceProblem = frame.TextOrNull();
        Place = frame.Flag() ? new(frame.Real(), frame.Real()) : null;
        while (!frame.IsAtEnd)
        {
            var cell = frame.Small();
            var (column, isNested) = (cell >> 1, (cell & TableFrames.Nested) != 0);
            if (column < 0 || column >= header.Length)
                throw new InvalidDataException("There is no such column.");
            cells[column] = (frame.At, isNested);
            filled.Push(column);
            if (!isNested)
                frame.Bytes();
        }
    }

    private string TextAt(int at)
    {
        frames!.At = at;
        return frames.Text();
    }

    private RefusedException Broken() => FileReaders.Broken(request.FileName);
}

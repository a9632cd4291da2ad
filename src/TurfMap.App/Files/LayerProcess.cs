using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;

namespace TurfMap.App.Files;

/// <summary>A layer that a process of its own reads: its file may nest, expand or run, and take whatever time its maker wants.</summary>
internal sealed class LayerProcess(FileReaders readers, string path, string? table, string sender = "") : ILayerSource
{
    public async Task<LayerContent> ReadAsync(
        LayerFileOptions options,
        ImportReport report,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var (areas, lines, names) = (new List<Area>(), new List<MapLine>(), new Dictionary<string, string>(StringComparer.Ordinal));
        RefusedException? refused = null;
        await readers.ReadAsync(
            new(path, options.FileName)
            {
                Layer = options,
                Table = table,
                Sender = sender,
            },
            Hear,
            cancel
        );
        return refused is null ? new(areas, lines) : throw refused;

        void Hear(FrameReader frame)
        {
            switch (frame.Kind)
            {
                case FrameKind.Progress:
                    report.Read(LayerFrames.More(frame, report.Rows));
                    progress?.Report(new(report.Rows, frame.Number()));
                    break;
                case FrameKind.Remark:
                    LayerFrames.Remark(frame, report);
                    break;
                case FrameKind.Counts:
                    LayerFrames.Counts(frame, report);
                    break;
                case FrameKind.Area:
                    areas.Add(LayerFrames.Area(frame, names));
                    break;
                case FrameKind.Line:
                    lines.Add(LayerFrames.Line(frame));
                    break;
                case FrameKind.Refusal:
                    refused = RefusalFrame.Read(frame);
                    break;
                case FrameKind.End:
                    break;
                default:
                    throw new InvalidDataException("A layer has no such frame.");
            }
        }
    }

    public void Dispose() { }
}

using NetTopologySuite.Geometries;
using TurfMap.Spatial;
using TurfMap.Spatial.Projections;

namespace TurfMap.Domain.Geography;

/// <summary>Some rows of a file: their bytes, their places, and, once placed, their answers. Used again for later rows.</summary>
internal sealed class PointBlock(AnswerWriter writer)
{
    /// <summary>Rows in a full block.</summary>
    public const int Capacity = 8192;

    private int[][] areas = [];
    private double[][] margins = [];
    private PlaceStatus[][] statuses = [];

    /// <summary>Done when every row has its answer: the rows as they are to be written.</summary>
    public Task<ReadOnlyMemory<byte>> Placed { get; set; } = Task.FromResult(ReadOnlyMemory<byte>.Empty);

    /// <summary>Rows in it.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the file read up to its end.</summary>
    public long BytesRead { get; set; }

    internal double[] Lons { get; } = new double[Capacity];

    internal double[] Lats { get; } = new double[Capacity];

    /// <summary>Whether a row has coordinates at all, before it is placed.</summary>
    internal PlaceStatus[] Given { get; } = new PlaceStatus[Capacity];

    internal long[] Lines { get; } = new long[Capacity];

    internal int[] Fields { get; } = new int[Capacity];

    internal int[] Ends { get; } = new int[Capacity];

    internal byte[] Bytes { get; private set; } = new byte[Capacity * 128];

    internal long FirstRow { get; private set; }

    /// <summary>The bytes of a row as they stood in the file.</summary>
    public ReadOnlySpan<byte> Record(int row) => Bytes.AsSpan((row == 0 ? 0 : Ends[row - 1])..Ends[row]);

    /// <summary>The answer of a row in a layer.</summary>
    public PlaceInLayer Answer(int layer, int row) => new(areas[layer][row], margins[layer][row], statuses[layer][row]);

    internal void Clear(long firstRow) => (Count, FirstRow) = (0, firstRow);

    internal void Add(ReadOnlySpan<byte> record, long line, int fields, double x, double y, PlaceStatus given)
    {
        var start = Count == 0 ? 0 : Ends[Count - 1];
        if (start + record.Length > Bytes.Length)
        {
            var larger = new byte[Math.Max(Bytes.Length * 2, start + record.Length)];
            Bytes.AsSpan(0, start).CopyTo(larger);
            Bytes = larger;
        }
        record.CopyTo(Bytes.AsSpan(start));
        (Ends[Count], Lines[Count], Fields[Count], Lons[Count], Lats[Count], Given[Count]) = (
            start + record.Length,
            line,
            fields,
            x,
            y,
            given
        );
        Count++;
    }

    private void ToLonLat(Crs crs)
    {
        if (crs.IsGeographic)
            return;
        crs.ToLonLat(Lons.AsSpan(0, Count), Lats.AsSpan(0, Count));
        for (var i = 0; i < Count; i++)
            if (Given[i] == PlaceStatus.Inside && !new LonLat(Lons[i], Lats[i]).IsOnEarth)
                Given[i] = PlaceStatus.BadCoordinates;
    }

    internal ReadOnlyMemory<byte> Place(Assignment assignment, Envelope bounds)
    {
        ToLonLat(assignment.Crs);
        Judge(bounds);
        if (areas.Length != assignment.Layers.Count)
        {
            areas = [.. assignment.Layers.Select(_ => new int[Capacity])];
            margins = [.. assignment.Layers.Select(_ => new double[Capacity])];
            statuses = [.. assignment.Layers.Select(_ => new PlaceStatus[Capacity])];
        }
        for (var i = 0; i < areas.Length; i++)
        {
            assignment
                .Layers[i]
                .Place(
                    Lons.AsSpan(0, Count),
                    Lats.AsSpan(0, Count),
                    assignment.Placing,
                    areas[i].AsSpan(0, Count),
                    margins[i].AsSpan(0, Count),
                    statuses[i].AsSpan(0, Count)
                );
            for (var row = 0; row < Count; row++)
                if (Given[row] != PlaceStatus.Inside)
                    (areas[i][row], margins[i][row], statuses[i][row]) = (-1, double.PositiveInfinity, Given[row]);
        }
        return writer.Rows(this);
    }

    /// <summary>A place far from every layer may be one only in disguise: at 0, 0, or with latitude and longitude swapped.</summary>
    private void Judge(Envelope bounds)
    {
        for (var i = 0; i < Count; i++)
        {
            if (Given[i] != PlaceStatus.Inside || bounds.Contains(Lons[i], Lats[i]))
                continue;
            var trouble = CoordinateSuspicion.Judge(new LonLat(Lons[i], Lats[i]), bounds);
            if (trouble is not (CoordinateProblem.None or CoordinateProblem.Elsewhere))
                Given[i] = PlaceStatus.BadCoordinates;
        }
    }
}

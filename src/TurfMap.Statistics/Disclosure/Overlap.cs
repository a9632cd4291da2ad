namespace TurfMap.Statistics.Disclosure;

/// <summary>
/// Several geographies over the same cases, and several periods: what they cut each other into, and what is published from it.
/// </summary>
/// <remarks>
/// A piece is where one area of each geography overlaps; a cell is a piece in a period. Every published total, of whatever geography and
/// however many
/// periods, is a sum of cells, so one <see cref="TableAudit"/> covers them all: two maps that differ by a block, last month's release and
/// this month's, windows
/// that grow by a month. Pieces are numbered in the order of their areas in the first geography, then in the second, and so on.
/// </remarks>
public sealed class Overlap
{
    private readonly int[][] _pieces;
    private readonly int[] _pieceOf;

    private Overlap(int[][] pieces, int[] pieceOf, int periods) => (_pieces, _pieceOf, Periods) = (pieces, pieceOf, periods);

    /// <summary>How many pieces there are.</summary>
    public int PieceCount => _pieces.Length;

    /// <summary>How many periods there are.</summary>
    public int Periods { get; }

    /// <summary>How many cells: pieces times periods.</summary>
    public int CellCount => _pieces.Length * Periods;

    /// <summary>Cuts geographies into pieces.</summary>
    /// <param name="geographies">For each geography the area of every block, address or case: any number; -1 outside all areas. All lists
    /// are of the same blocks.</param>
    /// <param name="periods">How many periods there are, such as months.</param>
    /// <exception cref="ArgumentException">There is no geography, or the lists differ in length.</exception>
    public static Overlap Build(IReadOnlyList<IReadOnlyList<int>> geographies, int periods = 1)
    {
        ArgumentNullException.ThrowIfNull(geographies);
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 1);
        if (geographies.Count == 0 || geographies.Any(areas => areas.Count != geographies[0].Count))
            throw new ArgumentException("Each geography needs the area of every block.", nameof(geographies));
        var numbers = new SortedDictionary<int[], int>(Comparer<int[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
        var areasOf = Enumerable
            .Range(0, geographies[0].Count)
            .Select(block => geographies.Select(areas => areas[block]).ToArray())
            .ToArray();
        foreach (var areas in areasOf)
            numbers.TryAdd(areas, 0);
        int[][] pieces = [.. numbers.Keys];
        for (var piece = 0; piece < pieces.Length; piece++)
            numbers[pieces[piece]] = piece;
        return new(pieces, [.. areasOf.Select(areas => numbers[areas])], periods);
    }

    /// <summary>The piece that a block lies in.</summary>
    public int PieceOf(int block) => _pieceOf[block];

    /// <summary>The area of a piece in each geography.</summary>
    public IReadOnlyList<int> AreasOf(int piece) => _pieces[piece];

    /// <summary>The cell of a piece in a period.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such piece or period.</exception>
    public int Cell(int piece, int period = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)piece, (uint)PieceCount, nameof(piece));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)period, (uint)Periods, nameof(period));
        return period * PieceCount + piece;
    }

    /// <summary>The cells of an area, over a period or a window of some.</summary>
    /// <param name="geography">The number of the geography, in the order given.</param>
    /// <param name="area">The area's number in it; one that no block lies in has no cells.</param>
    /// <param name="firstPeriod">The first period of the window.</param>
    /// <param name="lastPeriod">The last one, itself included; null for the first one alone.</param>
    public int[] Cells(int geography, int area, int firstPeriod = 0, int? lastPeriod = null) =>
        [
            .. Window(firstPeriod, lastPeriod)
                .SelectMany(period => Pieces(piece => _pieces[piece][geography] == area).Select(piece => Cell(piece, period))),
        ];

    /// <summary>The cells of the whole city, over a period or a window.</summary>
    public int[] Everything(int firstPeriod = 0, int? lastPeriod = null) =>
        [.. Window(firstPeriod, lastPeriod).SelectMany(period => Enumerable.Range(0, PieceCount).Select(piece => Cell(piece, period)))];

    /// <summary>The areas of a geography that blocks lie in, ascending, without the outside.</summary>
    public IReadOnlyList<int> Areas(int geography) =>
        [.. _pieces.Select(areas => areas[geography]).Where(area => area >= 0).Distinct().Order()];

    /// <summary>
    /// What an onlooker could be after, to be given to <see cref="Suppression"/> with the published figures: in every period each piece,
    /// each area,
    /// and what two overlapping areas of different geographies have in common and do not. The same cells stand once.
    /// </summary>
    public IReadOnlyList<Figure> Watched()
    {
        var seen = new HashSet<string>();
        return
        [
            .. Enumerable
                .Range(0, Periods)
                .SelectMany(Sets)
                .Where(cells => cells.Length > 0 && seen.Add(string.Join(',', cells)))
                .Select(cells => new Figure(cells, Standing: Standing.Watched)),
        ];
    }

    private IEnumerable<int[]> Sets(int period)
    {
        int[] Of(Func<int, bool> wanted) => [.. Pieces(wanted).Select(piece => Cell(piece, period))];
        for (var piece = 0; piece < PieceCount; piece++)
            yield return [Cell(piece, period)];
        for (var g = 0; g < _pieces[0].Length; g++)
            foreach (var a in Areas(g))
            {
                yield return Of(piece => _pieces[piece][g] == a);
                for (var h = 0; h < _pieces[0].Length; h++)
                    foreach (
                        var b in h == g
                            ? []
                            : Pieces(piece => _pieces[piece][g] == a).Select(piece => _pieces[piece][h]).Where(b => b >= 0).Distinct()
                    )
                    {
                        yield return Of(piece => _pieces[piece][g] == a && _pieces[piece][h] == b);
                        yield return Of(piece => _pieces[piece][g] == a && _pieces[piece][h] != b);
                    }
            }
    }

    private IEnumerable<int> Pieces(Func<int, bool> wanted) => Enumerable.Range(0, PieceCount).Where(wanted);

    private static IEnumerable<int> Window(int first, int? last) => Enumerable.Range(first, (last ?? first) - first + 1);
}

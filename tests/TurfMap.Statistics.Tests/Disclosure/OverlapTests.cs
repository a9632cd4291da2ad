using TurfMap.Statistics.Disclosure;

namespace TurfMap.Statistics.Tests.Disclosure;

public sealed class OverlapTests
{
    private static readonly CellRule Rule = new();

    /// <summary>Six blocks in two wards and two turfs, which differ by the third block.</summary>
    private static readonly int[][] ByABlock =
    [
        [0, 0, 0, 1, 1, 1],
        [0, 0, 1, 1, 1, 1],
    ];

    /// <summary>All areas of both geographies and the city, in each of some windows.</summary>
    private static List<Figure> Published(Overlap overlap, IEnumerable<(int First, int Last)> windows, Standing standing = Standing.New) =>
        [
            .. windows.SelectMany(window =>
                Enumerable
                    .Range(0, 2)
                    .SelectMany(g => overlap.Areas(g).Select(area => overlap.Cells(g, area, window.First, window.Last)))
                    .Append(overlap.Everything(window.First, window.Last))
                    .Select(cells => new Figure(cells, Standing: standing))
            ),
        ];

    [Fact]
    public void Geographies_cut_each_other_into_pieces_in_the_order_of_their_areas()
    {
        var overlap = Overlap.Build(
            [
                [1, 0, 0, -1],
                [7, 7, 9, 7],
            ],
            periods: 3
        );

        Assert.Equal((4, 12, 3), (overlap.PieceCount, overlap.CellCount, overlap.Periods));
        Assert.Equal(
            [
                [-1, 7],
                [0, 7],
                [0, 9],
                [1, 7],
            ],
            Enumerable.Range(0, 4).Select(overlap.AreasOf)
        );
        Assert.Equal([3, 1, 2, 0], Enumerable.Range(0, 4).Select(overlap.PieceOf));
        Assert.Equal([1, 2, 5, 6], overlap.Cells(0, 0, 0, 1));
        Assert.Equal([8, 9, 11], overlap.Cells(1, 7, 2));
        Assert.Equal([4, 5, 6, 7], overlap.Everything(1));
        Assert.Equal([0, 1], overlap.Areas(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => overlap.Cell(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => overlap.Cells(0, 0, 2, 3));
        Assert.Throws<ArgumentException>(() =>
            Overlap.Build([
                [1],
                [1, 2],
            ])
        );
        Assert.Throws<ArgumentException>(() => Overlap.Build([]));
    }

    [Fact]
    public void What_is_watched_holds_every_piece_every_area_and_what_two_areas_differ_by_once()
    {
        var overlap = Overlap.Build(ByABlock, periods: 2);

        Assert.Equal(
            ["0", "0,1", "1", "1,2", "2", "3", "3,4", "4", "4,5", "5"],
            overlap.Watched().Select(figure => string.Join(',', figure.Cells)).Order(StringComparer.Ordinal)
        );
        Assert.All(overlap.Watched(), figure => Assert.Equal(Standing.Watched, figure.Standing));
    }

    /// <summary>The attack: no published number is small, but ward less turf is the one block, and it has four cases.</summary>
    [Fact]
    public void Two_maps_that_differ_by_a_block_do_not_give_the_block_away()
    {
        var overlap = Overlap.Build(ByABlock);
        long[] cells = [40, 4, 60];
        var figures = Published(overlap, [(0, 0)]);
        Assert.True(
            TableAudit.Cells(3, figures.Select(figure => Fact.Exactly(figure.Cells, figure.Cells.Sum(cell => cells[cell]))))[1].IsDisclosed
        );

        var result = Suppression.Choose(cells, [.. figures, .. overlap.Watched()], Rule);

        Assert.True(result.IsSafe);
        Assert.All(TableAudit.Cells(3, result.Facts), range => Assert.False(range.IsDisclosed));
        Assert.True(Rule.IsWide(TableAudit.Cells(3, result.Facts)[1]));
        Assert.Equal(FigureState.Value, result.Figures[figures.Count - 1].State);
    }

    [Fact]
    public void Two_months_of_a_growing_window_do_not_give_the_second_month_away()
    {
        var overlap = Overlap.Build(
            [
                [0, 0, 1],
                [0, 0, 1],
            ],
            periods: 2
        );
        long[] cells = [30, 50, 4, 60]; // ward 0 has 30 and then 4, ward 1 has 50 and then 60
        var before = Published(overlap, [(0, 0)], Standing.Published);
        var now = Published(overlap, [(0, 1)]);

        var result = Suppression.Choose(cells, [.. before, .. now, .. overlap.Watched()], Rule);

        Assert.True(result.IsSafe);
        Assert.Contains(result.Figures, figure => figure.State == FigureState.SuppressedComplementary);
        Assert.True(Rule.IsWide(TableAudit.Cells(4, result.Facts)[2]));
    }

    [Fact]
    public void What_two_earlier_releases_gave_away_is_named()
    {
        var overlap = Overlap.Build(ByABlock);
        var result = Suppression.Choose([40, 4, 60], [.. Published(overlap, [(0, 0)], Standing.Published), .. overlap.Watched()], Rule);

        Assert.False(result.IsSafe);
        Assert.Contains(
            result.Figures,
            figure =>
                figure
                    is {
                        State: FigureState.NotPublished,
                        Why: Sensitivity.Small,
                        IsProtected: false,
                        Value: 4,
                        Derivable.IsDisclosed: true
                    }
        );
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Two_geographies_and_two_months_leave_nothing_small_to_an_onlooker_who_tries_every_table(int seed)
    {
        var random = new Random(seed);
        var tried = 0;
        for (var round = 0; round < 25; round++)
        {
            var blocks = random.Next(3, 6);
            var wards = Enumerable.Range(0, blocks).Select(block => block * 2 / blocks).ToArray();
            int[] turfs = [.. wards];
            turfs[random.Next(blocks)] ^= 1;
            var overlap = Overlap.Build([wards, turfs], periods: 2);
            var rule = new CellRule(SmallBelow: 4, WideEnough: 3);
            var cells = Enumerable
                .Range(0, overlap.CellCount)
                .Select(_ => (long)(random.Next(3) == 0 ? random.Next(0, 4) : random.Next(4, 7)))
                .ToArray();
            var windows = random.Next(2) == 0 ? [(0, 0), (1, 1)] : new[] { (0, 0), (0, 1) };
            List<Figure> figures =
            [
                .. Published(overlap, windows).DistinctBy(figure => string.Join(',', figure.Cells)),
                .. overlap.Watched(),
            ];

            var result = Suppression.Choose(cells, figures, rule, random.Next(2) == 0 ? Marks.Apart : Marks.Alike);

            // An end for what nothing bounds: it makes ranges narrower only.
            var facts = result
                .Facts.Concat(Enumerable.Range(0, cells.Length).Select(cell => new Fact([cell], 0, cells[cell] + 4)))
                .ToList();
            Assert.True(result.IsSafe, $"seed {seed}, round {round}");
            if (EveryTable.Ranges(cells.Length, facts, [.. figures.Select(figure => figure.Cells)], tries: 3_000_000) is not { } plain)
                continue;
            tried++;
            for (var f = 0; f < figures.Count; f++)
                if (result.Figures[f] is { Why: not Sensitivity.None } figure)
                    Assert.True(
                        rule.IsWide(new(plain[f].Low, plain[f].High)),
                        $"seed {seed}, round {round}: figure {f} is {figure.Value} and lies in {plain[f]}"
                    );
        }
        Assert.InRange(tried, 10, 25);
    }

    /// <summary>Sixty areas of each of two geographies that differ by a few blocks, three months.</summary>
    [Theory, InlineData(1)]
    public void A_city_with_two_maps_is_made_safe(int seed)
    {
        var random = new Random(seed);
        var wards = Enumerable.Range(0, 600).Select(block => block / 30).ToArray();
        int[] turfs = [.. wards];
        for (var k = 0; k < 12; k++)
            turfs[random.Next(600)] = random.Next(20);
        var overlap = Overlap.Build([wards, turfs], periods: 3);
        var size = Enumerable
            .Range(0, overlap.PieceCount)
            .Select(piece => Enumerable.Range(0, 600).Count(block => overlap.PieceOf(block) == piece))
            .ToArray();
        var cells = Enumerable
            .Range(0, overlap.CellCount)
            .Select(cell => (long)random.Next(0, 1 + 5 * size[cell % overlap.PieceCount]))
            .ToArray();

        var result = Suppression.Choose(cells, [.. Published(overlap, [(0, 0), (0, 1), (0, 2)]), .. overlap.Watched()], Rule);

        Assert.True(result.IsSafe);
        Assert.All(result.Figures.Where(figure => figure.Why != Sensitivity.None), figure => Assert.True(figure.IsProtected));
        Assert.True(result.Figures.Count(figure => figure.State == FigureState.Value) > 60);
    }
}

using TurfMap.Statistics.Disclosure;

namespace TurfMap.Statistics.Tests.Disclosure;

public sealed class SuppressionTests
{
    private static readonly CellRule Rule = new();

    private static List<Figure> Figures(IEnumerable<IReadOnlyList<int>> sets) => [.. sets.Select(set => new Figure(set))];

    private static List<Figure> AllTotals(CrossTable table, int ways) =>
        Figures(
            Enumerable
                .Range(0, 1 << ways)
                .SelectMany(kept => table.Totals([.. Enumerable.Range(0, ways).Where(way => (kept >> way & 1) == 1)]))
                .DistinctBy(set => string.Join(',', set))
        );

    /// <summary>
    /// The table of the audit's reference: two small cells, which the totals would give away. 12 and 40 are their partners when all hidden
    /// figures look alike;
    /// who knows that those are at least 10 would find 3 between 1 and 5, so then the next larger in the rows are taken.
    /// </summary>
    [Theory, InlineData(Marks.Alike, new[] { 0, 1, 3, 4 }), InlineData(Marks.Apart, new[] { 1, 2, 4, 5 })]
    public void Small_cells_get_partners_until_rows_and_columns_no_longer_give_them_away(Marks marks, int[] hidden)
    {
        var figures = AllTotals(new CrossTable(3, 3), 2);
        var result = Suppression.Choose([12, 3, 25, 40, 8, 19, 15, 22, 31], figures, Rule, marks);

        Assert.True(result.IsSafe);
        Assert.Equal(
            hidden,
            Enumerable
                .Range(0, figures.Count)
                .Where(f => result.Figures[f].Derivable is not null)
                .Select(f => figures[f].Cells.Single())
                .Order()
        );
        Assert.Equal(2, result.Figures.Count(figure => figure.State == FigureState.SuppressedPrimary));
        Assert.Equal(2, result.ComplementaryCount);
        Assert.All(
            result.Figures.Where(figure => figure.State == FigureState.SuppressedComplementary),
            figure =>
                Assert.Contains(
                    result.Figures[figure.Protects!.Value].State,
                    new[] { FigureState.SuppressedPrimary, FigureState.SuppressedComplementary }
                )
        );
        Assert.All(
            result.Figures.Where(figure => figure.Derivable is not null),
            figure => Assert.True(Rule.IsWide(figure.Derivable!.Value))
        );
    }

    [Fact]
    public void A_table_without_small_numbers_is_shown_as_it_is_and_zeros_are_called_zeros()
    {
        var table = new CrossTable(2, 2);
        var result = Suppression.Choose([10, 0, 30, 40], AllTotals(table, 2), Rule);

        Assert.True(result.IsSafe);
        Assert.All(result.Figures, figure => Assert.Equal(figure.Value == 0 ? FigureState.TrueZero : FigureState.Value, figure.State));
    }

    [Fact]
    public void A_zero_of_few_and_all_but_a_few_are_hidden()
    {
        var result = Suppression.Choose([0, 57, 40], [new([0], 40), new([1], 60, IsPartOfDenominator: true), new([2], 200)], Rule);

        Assert.Equal([Sensitivity.ZeroOfFew, Sensitivity.NearTotal, Sensitivity.None], result.Figures.Select(figure => figure.Why));
        Assert.Equal(
            [FigureState.SuppressedPrimary, FigureState.SuppressedPrimary, FigureState.Value],
            result.Figures.Select(figure => figure.State)
        );
        Assert.Equal(60, result.Figures[1].Derivable!.Value.High);
    }

    /// <summary>None of five hundred would be shown, but says that there are none of the forty among them.</summary>
    [Fact]
    public void A_zero_that_tells_of_a_zero_of_few_is_hidden_too()
    {
        var result = Suppression.Choose(
            [0, 0, 50],
            [new([0], 40), new([1], 460), new([0, 1], 500), new([2], 300), new([0, 1, 2], 800)],
            Rule
        );

        Assert.True(result.IsSafe);
        Assert.Equal(
            (FigureState.SuppressedPrimary, FigureState.TrueZero, FigureState.SuppressedComplementary),
            (result.Figures[0].State, result.Figures[1].State, result.Figures[2].State)
        );
        Assert.True(Rule.IsWide(TableAudit.Cells(3, result.Facts)[0]));
    }

    [Theory, InlineData(1, Marks.Apart), InlineData(2, Marks.Apart), InlineData(3, Marks.Alike), InlineData(4, Marks.Alike)]
    public void In_tables_with_two_ways_trying_every_table_leaves_each_hidden_cell_wide_enough(int seed, Marks marks)
    {
        var random = new Random(seed);
        var tried = 0;
        for (var round = 0; round < 60; round++)
        {
            var table = new CrossTable(random.Next(2, 4), random.Next(2, 4));
            tried += Holds(
                [.. Enumerable.Range(0, table.Count).Select(_ => Small(random))],
                AllTotals(table, 2),
                marks,
                $"seed {seed}, round {round}"
            );
        }
        Assert.InRange(tried, 30, 60);
    }

    [Theory, InlineData(5, Marks.Apart), InlineData(6, Marks.Alike)]
    public void In_tables_with_three_ways_too(int seed, Marks marks)
    {
        var random = new Random(seed);
        var tried = 0;
        for (var round = 0; round < 20; round++)
            tried += Holds(
                [.. Enumerable.Range(0, 8).Select(_ => Small(random))],
                AllTotals(new CrossTable(2, 2, 2), 3),
                marks,
                $"seed {seed}, round {round}"
            );
        Assert.InRange(tried, 5, 20);
    }

    [Theory, InlineData(7), InlineData(8)]
    public void And_for_sets_of_any_shape_when_totals_must_stay(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 80; round++)
        {
            var cells = Enumerable.Range(0, random.Next(2, 7)).Select(_ => Small(random)).ToArray();
            var sets = Enumerable
                .Range(0, random.Next(1, 6))
                .Select(_ => Enumerable.Range(0, cells.Length).Where(_ => random.Next(2) == 0).ToArray())
                .Where(set => set.Length > 0);
            Holds(
                cells,
                [
                    .. Figures(
                        sets.Concat(Enumerable.Range(0, cells.Length).Where(_ => random.Next(3) > 0).Select(cell => new[] { cell }))
                            .DistinctBy(set => string.Join(',', set))
                    ),
                    new([0]),
                ],
                Marks.Apart,
                $"seed {seed}, round {round}",
                hideTotals: random.Next(2) == 0
            );
        }
    }

    private static long Small(Random random) =>
        random.Next(4) switch
        {
            0 => 0,
            1 => random.Next(1, 4),
            _ => random.Next(4, 8),
        };

    /// <summary>
    /// An onlooker with all the time in the world: no figure that the rule hides may be narrower than the rule wants. The numbers are small
    /// so that every table can be tried.
    /// </summary>
    private static int Holds(long[] cells, List<Figure> figures, Marks marks, string which, bool hideTotals = true)
    {
        var rule = new CellRule(SmallBelow: 4, WideEnough: 3);
        var result = Suppression.Choose(cells, figures, rule, marks, hideTotals);
        Assert.True(result.IsSafe, which);
        for (var f = 0; f < figures.Count; f++)
            if (result.Figures[f] is { State: FigureState.Value or FigureState.TrueZero } shown)
                Assert.Equal(Sensitivity.None, rule.Judge(shown.Value));
        // The plain way needs an upper end everywhere; it makes ranges narrower only.
        var facts = result.Facts.Concat(cells.Select((value, cell) => new Fact([cell], 0, value + 4))).ToList();
        if (EveryTable.Ranges(cells.Length, facts, [.. figures.Select(figure => figure.Cells)], tries: 2_000_000) is not { } plain)
            return 0;
        for (var f = 0; f < figures.Count; f++)
            if (result.Figures[f] is { Why: not Sensitivity.None } hidden)
                Assert.True(
                    rule.IsWide(new(plain[f].Low, plain[f].High)),
                    $"{which}: figure {f} ({string.Join(',', figures[f].Cells)}) is {hidden.Value}, {hidden.State}, and lies in {plain[f]}"
                );
        return 1;
    }

    [Fact]
    public void The_same_figures_give_the_same_table()
    {
        var random = new Random(3);
        var table = new CrossTable(6, 6);
        var cells = Enumerable.Range(0, table.Count).Select(_ => (long)random.Next(0, 40)).ToArray();

        Assert.Equal(
            Suppression.Choose(cells, AllTotals(table, 2), Rule).Figures,
            Suppression.Choose(cells, AllTotals(table, 2), Rule).Figures
        );
    }

    [Fact]
    public void When_work_may_not_go_on_everything_above_zero_is_hidden()
    {
        var random = new Random(3);
        var table = new CrossTable(4, 4, 3);
        var cells = Enumerable.Range(0, table.Count).Select(_ => (long)random.Next(0, 40)).ToArray();

        var result = Suppression.Choose(cells, AllTotals(table, 3), Rule, steps: 10);

        Assert.All(
            result.Figures,
            figure =>
                Assert.True(
                    figure.Value == 0
                        ? figure.State == FigureState.TrueZero
                        : figure.State is FigureState.SuppressedPrimary or FigureState.SuppressedComplementary
                )
        );
    }

    /// <summary>11 less 2 is 9 at most and 2 at least, and this office wants more room than that; only hiding a total makes it.</summary>
    [Fact]
    public void When_totals_must_stay_and_give_a_cell_away_the_whole_table_is_hidden()
    {
        var (rule, figures) = (
            new CellRule(WideEnough: 20),
            Figures([
                [0],
                [1],
                [2],
                [3],
                [0, 1],
                [0, 1, 2, 3],
            ])
        );
        var may = Suppression.Choose([30, 20, 9, 2], figures, rule);
        var mayNot = Suppression.Choose([30, 20, 9, 2], figures, rule, hideTotals: false);

        Assert.True(may.IsSafe && mayNot.IsSafe);
        Assert.Contains(may.Figures, figure => figure.State == FigureState.Value);
        Assert.Contains(may.Figures.Skip(4), figure => figure.State == FigureState.SuppressedComplementary);
        Assert.All(mayNot.Figures, figure => Assert.NotEqual(FigureState.Value, figure.State));
    }

    [Fact]
    public void What_is_near_its_total_is_hidden_with_the_small_cell_that_is_missing()
    {
        var result = Suppression.Choose([3, 40], [new([0]), new([0, 1]), new([1])], Rule, hideTotals: false);

        Assert.Equal([Sensitivity.Small, Sensitivity.None, Sensitivity.NearTotal], result.Figures.Select(figure => figure.Why));
        Assert.True(result.IsSafe);
    }

    [Fact]
    public void What_was_published_before_cannot_be_taken_back_and_it_is_said()
    {
        var result = Suppression.Choose(
            [3, 40],
            [new([0]), new([0, 1], Standing: Standing.Published), new([1], Standing: Standing.Published)],
            Rule
        );

        Assert.False(result.IsSafe);
        Assert.Equal((FigureState.SuppressedPrimary, false), (result.Figures[0].State, result.Figures[0].IsProtected));
        Assert.Equal(3, result.Figures[0].Derivable!.Value.Low);
    }

    [Fact]
    public void What_cannot_be_helped_does_not_take_the_rest_with_it()
    {
        var result = Suppression.Choose(
            [3, 40, 50, 60],
            [
                new([0]),
                new([0, 1], Standing: Standing.Published),
                new([1], Standing: Standing.Published),
                new([2]),
                new([3]),
                new([0, 1, 2, 3]),
            ],
            Rule
        );

        Assert.Equal([FigureState.Value, FigureState.Value, FigureState.Value], result.Figures.Skip(3).Select(figure => figure.State));
    }

    /// <summary>Nine ones and their total, nine: who is told that the total is small knows it all, so nobody is told.</summary>
    [Fact]
    public void Where_the_marks_give_something_away_all_hidden_figures_look_alike()
    {
        var figures = Figures([.. Enumerable.Range(0, 9).Select(cell => new[] { cell }), [0, 1, 2, 3, 4, 5, 6, 7, 8]]);
        var result = Suppression.Choose([1, 1, 1, 1, 1, 1, 1, 1, 1], figures, Rule);

        Assert.Equal((Marks.Alike, true), (result.Marks, result.IsSafe));
    }

    [Fact]
    public void Figures_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Suppression.Choose([-1], [new([0])], Rule));
        Assert.Throws<ArgumentException>(() => Suppression.Choose([1], [new([1])], Rule));
        Assert.Throws<ArgumentException>(() => Suppression.Choose([1], [new([])], Rule));
        Assert.Throws<ArgumentException>(() => Suppression.Choose([1, 1], [new([0, 0])], Rule));
        Assert.Throws<ArgumentException>(() => Suppression.Choose([5], [new([0], 4, IsPartOfDenominator: true)], Rule));
        Assert.Throws<OperationCanceledException>(() =>
            Suppression.Choose([3, 40, 30], [new([0]), new([1]), new([2]), new([0, 1, 2]), new([0, 1])], Rule, cancel: new(canceled: true))
        );
    }
}

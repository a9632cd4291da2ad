using System.Text.Json;
using TurfMap.Statistics.Disclosure;

namespace TurfMap.Statistics.Tests.Disclosure;

public sealed class TableAuditTests
{
    [Fact]
    public void Tables_with_rows_and_columns_agree_with_the_reference()
    {
        var reference = new Reference("suppression_audit_1");
        var (cases, expected) = (reference.Input("cases"), reference.Expected("cases"));
        for (var k = 0; k < cases.GetArrayLength(); k++)
        {
            var (table, suppressed) = (
                cases[k].GetProperty("table").EnumerateArray().Select(Reference.Whole).ToArray(),
                cases[k].GetProperty("suppressed").EnumerateArray().Select(Reference.Whole).ToArray()
            );
            var cross = new CrossTable(table.Length, table[0].Length);
            long Sum(int[] set) => set.Sum(cell => (long)table[cell / table[0].Length][cell % table[0].Length]);
            var hidden = suppressed.Select(at => cross.Cell(at)).ToArray();
            var facts = Enumerable
                .Range(0, cross.Count)
                .Except(hidden)
                .Select(cell => Fact.Exactly([cell], Sum([cell])))
                .Concat(Published(cross.Totals(0), cases[k].GetProperty("row_totals_published")))
                .Concat(Published(cross.Totals(1), cases[k].GetProperty("col_totals_published")))
                .Concat(Published(cross.Totals(), cases[k].GetProperty("grand_total_published")))
                .Concat(
                    hidden.Select(
                        (cell, h) =>
                            new Fact(
                                [cell],
                                Bound(cases[k].GetProperty("attacker_lower"), h) ?? 0,
                                Bound(cases[k].GetProperty("attacker_upper"), h)
                            )
                    )
                )
                .ToList();
            IEnumerable<Fact> Published(IReadOnlyList<int[]> sets, JsonElement which) =>
                sets.Where((_, i) => Reference.Whole(which)[i] == 1).Select(set => Fact.Exactly(set, Sum(set)));

            var ranges = TableAudit.Cells(cross.Count, facts);

            for (var h = 0; h < hidden.Length; h++)
            {
                var feasible = Reference.Whole(expected[k].GetProperty("feasible")[h]);
                Assert.Equal(new FeasibleRange(feasible[0], feasible[1]), ranges[hidden[h]]);
                Assert.Equal(expected[k].GetProperty("exactly_disclosed")[h].GetBoolean(), ranges[hidden[h]].IsDisclosed);
            }
        }
    }

    private static long? Bound(JsonElement bound, int hidden) =>
        bound.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Array => bound[hidden].GetInt64(),
            _ => bound.GetInt64(),
        };

    [Fact]
    public void Two_geographies_agree_with_the_reference()
    {
        var reference = new Reference("differencing_1");
        var overlap = Overlap.Build([Reference.Whole(reference.Input("block_ward")), Reference.Whole(reference.Input("block_turf"))]);
        var facts = new[] { "ward_totals", "turf_totals" }.SelectMany(
            (field, g) => Reference.Whole(reference.Input(field)).Select((total, area) => Fact.Exactly(overlap.Cells(g, area), total))
        );

        var ranges = TableAudit.Cells(overlap.CellCount, facts);

        Assert.Equal(
            reference.Expected("atoms").EnumerateArray().Select(Reference.Whole),
            Enumerable.Range(0, overlap.PieceCount).Select(piece => overlap.AreasOf(piece).ToArray())
        );
        Assert.Equal(
            reference.Expected("feasible").EnumerateArray().Select(range => new FeasibleRange(range[0].GetInt64(), range[1].GetInt64())),
            ranges
        );
        Assert.Equal(
            reference.Expected("disclosed").EnumerateArray().Select(flag => flag.GetBoolean()),
            ranges.Select(range => range.IsDisclosed)
        );
        Assert.Equal(reference.Expected("disclosed_below_10").GetInt32(), ranges.Count(range => range.IsDisclosed && range.Low < 10));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Ranges_of_tables_with_two_ways_are_those_of_trying_every_table(int seed) =>
        Compare(seed, 150, random => new CrossTable(random.Next(2, 4), random.Next(2, 4)), 2);

    [Theory, InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void Ranges_of_tables_with_three_ways_are_those_of_trying_every_table(int seed) =>
        Compare(seed, 60, random => new CrossTable(2, 2, random.Next(2, 4)), 3);

    private static void Compare(int seed, int rounds, Func<Random, CrossTable> make, int ways)
    {
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var table = make(random);
            var cells = Enumerable.Range(0, table.Count).Select(_ => random.Next(3) == 0 ? 0L : random.Next(0, 5)).ToArray();
            var sets = Enumerable
                .Range(0, 1 << ways)
                .SelectMany(kept => table.Totals([.. Enumerable.Range(0, ways).Where(way => (kept >> way & 1) == 1)]))
                .Where(set => set.Length == 1 ? random.Next(4) == 0 : random.Next(4) > 0);
            Check(
                cells,
                sets.Select(set => Fact.Exactly(set, set.Sum(cell => cells[cell])))
                    .Append(Fact.Exactly([.. Enumerable.Range(0, cells.Length)], cells.Sum()))
                    .ToList(),
                random,
                $"seed {seed}, round {round}"
            );
        }
    }

    /// <summary>Sets of any shape, where fractions can do better than whole numbers, and facts that only bound.</summary>
    [Theory, InlineData(9), InlineData(10), InlineData(11), InlineData(12)]
    public void Ranges_of_sets_of_any_shape_are_those_of_trying_every_table(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var cells = Enumerable.Range(0, random.Next(3, 8)).Select(_ => (long)random.Next(0, 5)).ToArray();
            var facts = Enumerable
                .Range(0, random.Next(1, 7))
                .Select(_ => Enumerable.Range(0, cells.Length).Where(_ => random.Next(2) == 0).ToArray())
                .Where(set => set.Length > 0)
                .Select(set =>
                {
                    var sum = set.Sum(cell => cells[cell]);
                    return random.Next(3) switch
                    {
                        0 => new Fact(set, Math.Max(0, sum - random.Next(3)), sum + random.Next(3)),
                        1 => new Fact(set, Math.Max(0, sum - random.Next(3)), null),
                        _ => Fact.Exactly(set, sum),
                    };
                })
                .Append(new Fact([.. Enumerable.Range(0, cells.Length)], 0, cells.Sum() + random.Next(3)))
                .ToList();
            Check(cells, facts, random, $"seed {seed}, round {round}");
        }
    }

    /// <summary>Three sums of two of three cells: fractions alone would allow halves.</summary>
    [Fact]
    public void Odd_cycles_are_solved_in_whole_numbers()
    {
        int[][] pairs =
        [
            [0, 1],
            [1, 2],
            [0, 2],
        ];
        var ranges = TableAudit.Cells(4, [.. pairs.Select(pair => new Fact(pair, 0, 1)), new Fact([0, 1, 2, 3], 2, 2)]);

        Assert.Equal([new(0, 1), new(0, 1), new(0, 1), new(1, 2)], ranges);
    }

    private static void Check(long[] cells, List<Fact> facts, Random random, string which)
    {
        IReadOnlyList<int>[] figures =
        [
            .. Enumerable.Range(0, cells.Length).Select(cell => new[] { cell }),
            Enumerable.Range(0, cells.Length).Where(_ => random.Next(2) == 0).ToArray(),
        ];
        var plain = EveryTable.Ranges(cells.Length, facts, figures)!.Select(range => new FeasibleRange(range.Low, range.High)).ToArray();

        Assert.True(plain.SequenceEqual(TableAudit.Figures(cells.Length, facts, figures)), which);
        Assert.True(plain.SequenceEqual(TableAudit.Figures(cells.Length, facts, figures, cells)), which + ", with the truth");
        if (TableAudit.Figures(cells.Length, facts, figures, cells, steps: 40) is var hurried)
            for (var k = 0; k < hurried.Length; k++)
                Assert.True(
                    hurried[k] == plain[k] || !hurried[k].IsProven && hurried[k].Low >= plain[k].Low && hurried[k].High <= plain[k].High,
                    which + ", in a hurry"
                );
    }

    [Fact]
    public void What_nothing_bounds_has_no_upper_end()
    {
        var ranges = TableAudit.Figures(
            4,
            [new([0, 1], 10, null), new([1], 0, 4), Fact.Exactly([2, 3], 7)],
            [
                [0],
                [1],
                [0, 2],
                [3],
            ]
        );

        Assert.Equal([new(6, null), new(0, 4), new(6, null), new(0, 7)], ranges);
    }

    [Fact]
    public void Facts_that_contradict_each_other_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TableAudit.Cells(2, [Fact.Exactly([0, 1], 5), Fact.Exactly([0], 6)]));
        Assert.Throws<ArgumentException>(() => TableAudit.Cells(2, [Fact.Exactly([0], 5), Fact.Exactly([0], 6)]));
        Assert.Throws<ArgumentException>(() =>
            TableAudit.Cells(3, [Fact.Exactly([0, 1], 1), Fact.Exactly([1, 2], 1), Fact.Exactly([0, 2], 1)])
        );
        Assert.Throws<ArgumentException>(() => TableAudit.Cells(1, [Fact.Exactly([1], 5)]));
        Assert.Throws<ArgumentException>(() => TableAudit.Cells(2, [Fact.Exactly([1, 1], 5)]));
        Assert.Throws<ArgumentException>(() =>
            TableAudit.Figures(
                2,
                [Fact.Exactly([0, 1], 5)],
                [
                    [0],
                ],
                [1, 1]
            )
        );
    }

    [Fact]
    public void Windows_that_grow_by_a_month_give_the_month_away()
    {
        var facts = Enumerable.Range(0, 12).Select(last => Fact.Exactly([.. Enumerable.Range(0, last + 1)], 10 * last + 3));

        Assert.Equal(
            Enumerable.Range(0, 12).Select(month => new FeasibleRange(month == 0 ? 3 : 10, month == 0 ? 3 : 10)),
            TableAudit.Cells(12, facts)
        );
    }

    [Fact]
    public void Work_that_may_not_go_on_says_that_it_is_not_proven_and_never_too_much()
    {
        var table = new CrossTable(6, 6, 3);
        var random = new Random(1);
        var cells = Enumerable.Range(0, table.Count).Select(_ => (long)random.Next(0, 30)).ToArray();
        var facts = new[] { table.Totals(0, 1), table.Totals(0, 2), table.Totals(1, 2) }
            .SelectMany(sets => sets)
            .Select(set => Fact.Exactly(set, set.Sum(cell => cells[cell])))
            .ToList();
        var each = Enumerable.Range(0, table.Count).Select(cell => new[] { cell }).ToArray();

        var full = TableAudit.Figures(table.Count, facts, each, cells);
        var hurried = TableAudit.Figures(table.Count, facts, each, cells, steps: 30_000);

        Assert.All(full, range => Assert.True(range.IsProven));
        Assert.Contains(hurried, range => !range.IsProven);
        for (var k = 0; k < full.Length; k++)
            Assert.True(
                hurried[k].Low >= full[k].Low
                    && hurried[k].High <= full[k].High
                    && hurried[k].Low <= cells[k]
                    && hurried[k].High >= cells[k]
            );
        Assert.Throws<OperationCanceledException>(() => TableAudit.Figures(table.Count, facts, each, cells, cancel: new(canceled: true)));
    }

    [Fact]
    public void Cross_tables_count_their_cells_with_the_last_way_fastest()
    {
        var table = new CrossTable(2, 3);

        Assert.Equal((6, 5), (table.Count, table.Cell(1, 2)));
        Assert.Equal(
            [
                [0, 1, 2],
                [3, 4, 5],
            ],
            table.Totals(0)
        );
        Assert.Equal(
            [
                [0, 3],
                [1, 4],
                [2, 5],
            ],
            table.Totals(1)
        );
        Assert.Equal(
            [
                [0, 1, 2, 3, 4, 5],
            ],
            table.Totals()
        );
        Assert.Equal(
            [
                [0],
                [3],
                [1],
                [4],
                [2],
                [5],
            ],
            table.Totals(1, 0)
        );
        Assert.Throws<ArgumentException>(() => table.Cell(2, 0));
        Assert.Throws<ArgumentException>(() => table.Totals(0, 0));
    }
}

using TurfMap.Domain.Records;

namespace TurfMap.Domain.Tests.Records;

public sealed class CaseColumnsBuilderTests
{
    /// <summary>Keys of every length, alike but for one letter, some of them empty: against a dictionary.</summary>
    [Theory, InlineData(1), InlineData(2)]
    public void Constituents_are_told_apart_by_their_keys_in_whatever_order_they_come(int seed)
    {
        var random = new Random(seed);
        string?[] keys =
        [
            null,
            "",
            "a",
            "aa",
            "a\0",
            "\0a",
            .. Enumerable.Range(0, 40).Select(i => new string('k', i) + "1"),
            .. Enumerable.Range(0, 3000).Select(i => $"constituent {i * 7919 % 100_000}"),
        ];
        var rows = Enumerable.Range(0, 20_000).Select(i => keys[random.Next(keys.Length)]).ToArray();
        var builder = new CaseColumnsBuilder();
        foreach (var key in rows)
            builder.Add(new CaseRow(1, double.NaN, 0, "k", "open", null, null, null, null, key));
        var columns = builder.Build(Plane);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Length; i++)
            Assert.Equal(
                string.IsNullOrEmpty(rows[i]) ? -1
                    : numbers.TryGetValue(rows[i]!, out var known) ? known
                    : numbers[rows[i]!] = columns.Reporter[i],
                columns.Reporter[i]
            );
        Assert.Equal(Enumerable.Range(0, columns.Reporters), numbers.Values.Order());
    }

    [Theory, InlineData(3), InlineData(4)]
    public void Columns_of_two_builders_are_those_of_one_that_takes_both(int seed)
    {
        var random = new Random(seed);
        var (whole, first, second) = (new CaseColumnsBuilder(), new CaseColumnsBuilder(), new CaseColumnsBuilder());
        for (var i = 0; i < 500; i++)
        {
            var opened = GridCity.Turn.AddDays(random.Next(100));
            var row = new CaseRow(
                i + 1,
                random.Next(4) == 0 ? double.NaN : GridCity.West,
                GridCity.South,
                "kind " + random.Next(i < 250 ? 5 : 9),
                random.Next(2) == 0 ? "open" : "waiting",
                random.Next(2) == 0 ? null : "es",
                opened,
                opened.AddDays(9),
                null,
                random.Next(3) == 0 ? null : "R" + random.Next(60),
                "A" + random.Next(3),
                random.Next(24),
                random.Next(5) == 0
            );
            whole.Add(row);
            (i < 250 ? first : second).Add(row);
        }
        var (one, two) = (whole.Build(Plane), CaseColumnsBuilder.Build([first, second], Plane));
        Assert.Equivalent(Told(one), Told(two), strict: true);

        static object Told(CaseColumns of) =>
            new
            {
                of.Rows,
                of.X,
                of.Y,
                of.Opened,
                of.Due,
                of.Closed,
                of.Kind,
                of.Status,
                of.Language,
                of.Agency,
                of.Hour,
                of.Rough,
                of.Reporter,
                of.Reporters,
                of.Kinds,
                of.Statuses,
                of.Languages,
                of.Agencies,
            };
    }

    private static CityPlane Plane => new(GridCity.TwoPlans().Bounds);
}

using TurfMap.Domain.Changes;
using TurfMap.Domain.Plans;

namespace TurfMap.Domain.Tests.Plans;

public sealed class PlanRowsTests
{
    private static readonly string[] Units = ["1", "2", "3"];
    private static readonly HashSet<string> People = ["L1", "L2"];

    private static PlanRow Row(long line, string unit, string turf, string? lead = null, string? backup = null) =>
        new(line, unit, turf, null, lead, backup);

    private static IReadOnlyList<string> Wrong(params PlanRow[] rows) =>
        Assert.Throws<RefusedException>(() => PlanRows.Check(rows, Units, People)).Details;

    [Fact]
    public void A_whole_plan_is_taken()
    {
        var plan = PlanRows.Check([Row(2, "1", "A", "L1"), Row(3, "2", "A", "L1", "L2"), Row(4, "3", "B")], Units, People);

        Assert.Equal(["A", "B"], plan.Turfs.Select(turf => turf.Code));
        Assert.Equal("A", plan.TurfOfUnit["2"]);
        Assert.Equal([("A", "L1", PlacementRole.Lead), ("A", "L2", PlacementRole.Backup)], plan.Placements);
    }

    [Fact]
    public void A_missing_unit_is_named() => Assert.Equal(["unit 3 is missing"], Wrong(Row(2, "1", "A"), Row(3, "2", "A")));

    [Fact]
    public void An_unknown_unit_is_named_with_its_line() =>
        Assert.Equal(["line 5: there is no unit 9"], Wrong(Row(2, "1", "A"), Row(3, "2", "A"), Row(4, "3", "A"), Row(5, "9", "A")));

    [Fact]
    public void A_unit_given_twice_is_named_with_both_lines() =>
        Assert.Equal(
            ["line 5: unit 1 is given again (first on line 2, to turf A)"],
            Wrong(Row(2, "1", "A"), Row(3, "2", "A"), Row(4, "3", "A"), Row(5, "1", "B"))
        );

    [Fact]
    public void A_turf_with_two_liaisons_is_named() =>
        Assert.Equal(
            ["line 3: turf A has liaison L2 here and L1 on line 2"],
            Wrong(Row(2, "1", "A", "L1"), Row(3, "2", "A", "L2"), Row(4, "3", "B"))
        );

    [Fact]
    public void An_unknown_liaison_is_named() =>
        Assert.Equal(
            ["line 2: there is no liaison L9 (import the liaisons first)"],
            Wrong(Row(2, "1", "A", "L9"), Row(3, "2", "A", "L9"), Row(4, "3", "B"))
        );

    [Fact]
    public void A_column_of_other_codes_gets_a_hint() =>
        Assert.Contains(
            "codes of that layer",
            Assert.Throws<RefusedException>(() => PlanRows.Check([Row(2, "x", "A")], Units, People)).Message,
            StringComparison.Ordinal
        );
}

using TurfMap.Domain.Geography;

namespace TurfMap.Domain.Tests.Geography;

public sealed class AreaCodeTests
{
    [Fact]
    public void Whole_numbers_go_by_value_and_before_all_others() =>
        Assert.Equal(["2", "10", "10A", "3C", "3C08", "BK01"], new[] { "BK01", "10", "3C08", "2", "10A", "3C" }.Order(AreaCode.Order));

    [Fact]
    public void Leading_zeros_do_not_make_two_codes_equal() => Assert.NotEqual(0, AreaCode.Order.Compare("01", "1"));

    [Fact]
    public void Numbers_of_any_length_are_compared() =>
        Assert.True(AreaCode.Order.Compare("99999999999999999999999999998", "99999999999999999999999999999") < 0);
}

using TurfMap.Statistics.Significance;

namespace TurfMap.Statistics.Tests.Significance;

public sealed class BenjaminiHochbergTests
{
    [Theory, InlineData("fdr_bh_1"), InlineData("fdr_bh_2")]
    public void Q_values_agree_with_the_reference(string name)
    {
        var reference = new Reference(name);

        Reference.Close(reference.Expected("p_bh"), BenjaminiHochberg.QValues(Reference.Numbers(reference.Input("p"))), 0, 1e-12);
    }

    /// <summary>Benjamini and Hochberg (1995), section 4.2.</summary>
    [Fact]
    public void Of_the_fifteen_published_tests_four_are_named_at_five_percent()
    {
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1];

        Assert.Equal(4, BenjaminiHochberg.QValues(p).Count(q => q <= 0.05));
    }

    [Fact]
    public void A_test_that_was_not_made_stays_missing_and_does_not_count()
    {
        var q = BenjaminiHochberg.QValues([0.04, double.NaN, 0.01, 0.04]);

        Assert.Equal([0.04, double.NaN, 0.03, 0.04], q.Select(value => Math.Round(value, 12)));
        Assert.Empty(BenjaminiHochberg.QValues([]));
    }

    [Theory, InlineData(3)]
    public void A_test_is_named_at_a_rate_exactly_when_the_step_up_procedure_names_it(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var p = Enumerable.Range(0, random.Next(1, 30)).Select(_ => Math.Round(random.NextDouble() * random.NextDouble(), 2)).ToArray();
            var rate = 0.003 + random.NextDouble() * 0.3;
            var sorted = p.Order().ToArray();
            var last = Enumerable.Range(1, p.Length).Where(k => sorted[k - 1] <= rate * k / p.Length).DefaultIfEmpty(0).Max();

            Assert.Equal(p.Select(value => last > 0 && value <= sorted[last - 1]), BenjaminiHochberg.QValues(p).Select(q => q <= rate));
        }
    }

    [Theory, InlineData(-0.1), InlineData(1.1)]
    public void A_probability_outside_its_range_is_refused(double p) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BenjaminiHochberg.QValues([p]));
}

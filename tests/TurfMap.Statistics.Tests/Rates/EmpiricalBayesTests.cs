using TurfMap.Statistics.Rates;

namespace TurfMap.Statistics.Tests.Rates;

public sealed class EmpiricalBayesTests
{
    public static TheoryData<string> Cases => ["eb_auckland", "eb_nc_sid74", "eb_synth_homog40", "eb_synth_wards40"];

    [Theory, MemberData(nameof(Cases))]
    public void Rates_drawn_to_the_mean_of_all_agree_with_the_reference(string name)
    {
        var reference = new Reference(name);
        var (events, population) = (Reference.Numbers(reference.Input("cases")), Reference.Numbers(reference.Input("population")));

        var smooth = EmpiricalBayes.Global(events, population);

        Reference.Close(reference.Expected("global_poisson", "est"), smooth.Rates, 1e-10);
        var variance = reference.Expected("global_poisson", "a").GetDouble();
        Reference.Close([variance, reference.Expected("global_poisson", "b").GetDouble()], [smooth.Variances[0], smooth.Means[0]], 1e-10);
        Assert.Equal(variance == 0, smooth.IsNoVariationBeyondChance);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Proportions_drawn_to_the_mean_agree_with_the_reference_which_keeps_negative_weights(string name)
    {
        var reference = new Reference(name);
        var (events, population) = (Reference.Numbers(reference.Input("cases")), Reference.Numbers(reference.Input("population")));

        var kept = EmpiricalBayes.Binomial(events, population, keepNegativeWeights: true);
        var usual = EmpiricalBayes.Binomial(events, population);

        Reference.Close(reference.Expected("global_binomial_martuzzi_elliott", "est"), kept.Rates, 1e-10);
        Reference.Close(usual.IsNoVariationBeyondChance ? kept.Means : kept.Rates, usual.Rates, 1e-12);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Rates_drawn_to_their_neighbourhood_agree_with_the_reference_in_both_readings(string name)
    {
        var reference = new Reference(name);
        var (events, population) = (Reference.Numbers(reference.Input("cases")), Reference.Numbers(reference.Input("population")));

        foreach (
            var (spread, key) in new[]
            {
                (LocalSpread.OwnMean, "local_geodaTRUE_marshall"),
                (LocalSpread.NeighboursMeans, "local_geodaFALSE"),
            }
        )
        {
            var smooth = EmpiricalBayes.Local(events, population, reference.Neighbours(), spread);
            Reference.Close(reference.Expected(key, "est"), smooth.Rates, 1e-10);
            // A variance is a small difference of two: relative to the mean's own variance it is as exact as the rates.
            Reference.Close(reference.Expected(key, "a"), smooth.Variances, 1e-10, 1e-17);
        }
    }

    [Fact]
    public void Marshalls_text_is_the_usual_reading()
    {
        var neighbours = NeighbourLists.Build([
            [1],
            [0, 2],
            [1],
        ]);
        double[] events = [1, 9, 30],
            population = [100, 200, 300];

        Assert.Equal(
            EmpiricalBayes.Local(events, population, neighbours, LocalSpread.OwnMean).Rates,
            EmpiricalBayes.Local(events, population, neighbours).Rates
        );
    }

    /// <summary>
    /// By hand: m = 30/1000, s2 = (100 x .02^2 + 400 x .005^2 + 500 x 0)/1000 = 5e-5, m/mean(N) = 9e-5: less than chance.
    /// </summary>
    [Fact]
    public void Rates_that_vary_less_than_chance_would_give_are_all_the_mean_and_it_is_said()
    {
        var smooth = EmpiricalBayes.Global([5, 10, 15], [100, 400, 500]);

        Assert.True(smooth.IsNoVariationBeyondChance);
        Reference.Close([0.03, 0.03, 0.03], smooth.Rates, 1e-15);
    }

    /// <summary>By hand: m = .02, s2 = .0001, A = .0001 - .02/1000 = .00008; weight of each = .00008/(.00008 + .02/1000) = .8.</summary>
    [Fact]
    public void Two_areas_by_hand()
    {
        var smooth = EmpiricalBayes.Global([10, 30], [1000, 1000]);

        Reference.Close([0.02 - 0.8 * 0.01, 0.02 + 0.8 * 0.01], smooth.Rates, 1e-12);
        Assert.False(smooth.IsNoVariationBeyondChance);
    }

    [Fact]
    public void Where_nobody_lives_there_is_no_data_and_the_others_do_not_feel_it()
    {
        var smooth = EmpiricalBayes.Global([10, 7, 30], [1000, 0, 1000]);

        Assert.Equal([true, false, true], Enumerable.Range(0, 3).Select(smooth.HasData));
        Assert.Equal(EmpiricalBayes.Global([10, 30], [1000, 1000]).Rates, [smooth.Rates[0], smooth.Rates[2]]);
    }

    [Fact]
    public void A_neighbourhood_without_events_has_no_data()
    {
        var smooth = EmpiricalBayes.Local(
            [0, 0, 8, 9],
            [100, 100, 100, 50],
            NeighbourLists.Build([
                [1],
                [0],
                [3],
                [2],
            ])
        );

        Assert.Equal([false, false, true, true], Enumerable.Range(0, 4).Select(smooth.HasData));
        Assert.All(EmpiricalBayes.Global([0, 0], [10, 10]).Rates, rate => Assert.True(double.IsNaN(rate)));
        Assert.True(EmpiricalBayes.Global([], []).IsNoVariationBeyondChance);
    }

    [Fact]
    public void A_success_each_time_is_one_and_not_missing() => Assert.Equal([1, 1], EmpiricalBayes.Binomial([10, 20], [10, 20]).Rates);

    [Fact]
    public void Numbers_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => EmpiricalBayes.Global([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => EmpiricalBayes.Global([-1], [1]));
        Assert.Throws<ArgumentException>(() => EmpiricalBayes.Global([double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => EmpiricalBayes.Binomial([3], [2]));
        Assert.Throws<ArgumentException>(() =>
            EmpiricalBayes.Local(
                [3],
                [2],
                NeighbourLists.Build([
                    [1],
                    [0],
                ])
            )
        );
    }
}

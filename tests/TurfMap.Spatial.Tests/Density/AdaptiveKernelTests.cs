using TurfMap.Spatial.Density;

namespace TurfMap.Spatial.Tests.Density;

public sealed class AdaptiveKernelTests
{
    [Fact]
    public void Widths_and_densities_agree_with_the_formula_and_with_sparr()
    {
        var reference = Reference.Case("adaptive_redwood");
        double[] queryX = reference.Numbers("input/query_x"),
            queryY = reference.Numbers("input/query_y");
        var kernel = new AdaptiveKernel(
            reference.Numbers("input/x"),
            reference.Numbers("input/y"),
            reference.Number("input/h0"),
            reference.Number("input/hp"),
            reference.Number("input/trim")
        );
        Reference.Near(reference.Numbers("expected/h"), kernel.Deviations.ToArray(), reference.Number("tolerance/formula"));
        Reference.Near(
            reference.Numbers("expected/density"),
            queryX.Select((x, i) => kernel.At(x, queryY[i])),
            reference.Number("tolerance/formula")
        );
        foreach (var (sparr, own) in reference.Numbers("expected/sparr_density").Zip(queryX.Select((x, i) => kernel.At(x, queryY[i]))))
            Assert.InRange(
                own,
                sparr * (1 - reference.Number("tolerance/sparr_density")),
                sparr * (1 + reference.Number("tolerance/sparr_density"))
            );
    }

    [Fact]
    public void Building_can_be_stopped() =>
        Assert.Throws<OperationCanceledException>(() => new AdaptiveKernel([1.0, 2], [1.0, 3], 1, 1, cancel: new(canceled: true)));
}

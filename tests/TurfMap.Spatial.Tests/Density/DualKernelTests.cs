using TurfMap.Spatial.Density;

namespace TurfMap.Spatial.Tests.Density;

public sealed class DualKernelTests
{
    [Fact]
    public void Ratio_and_log_relative_risk_agree_with_spatstat()
    {
        var reference = Reference.Case("dualkde_chorley");
        var kernel = PlaneKernel.Gaussian(reference.Number("input/sigma"));
        double[] caseX = reference.Numbers("input/case_x"),
            popX = reference.Numbers("input/pop_x"),
            queryX = reference.Numbers("input/query_x"),
            queryY = reference.Numbers("input/query_y");
        KernelSums cases = new(kernel, caseX, reference.Numbers("input/case_y")),
            population = new(kernel, popX, reference.Numbers("input/pop_y"));
        var tolerance = reference.Number("tolerance/rel");
        Reference.Near(reference.Numbers("expected/case_kernel_sum"), queryX.Select((x, i) => cases.At(x, queryY[i])), tolerance);
        Reference.Near(reference.Numbers("expected/pop_kernel_sum"), queryX.Select((x, i) => population.At(x, queryY[i])), tolerance);
        var found = queryX.Select((x, i) => DualKernel.At(cases, population, caseX.Length, popX.Length, x, queryY[i])).ToArray();
        Reference.Near(reference.Numbers("expected/ratio"), found.Select(pair => pair.Ratio), tolerance);
        Reference.Near(reference.Numbers("expected/log_rr"), found.Select(pair => pair.LogRelativeRisk), tolerance);
    }

    [Fact]
    public void A_tenth_of_the_residents_calling_everywhere_is_a_tenth_everywhere_and_blank_where_few_live()
    {
        var random = new Random(2);
        var raster = PlaneRaster.ForRadius(0, 0, 6_000, 6_000, 500);
        float[] homeX = new float[40_000],
            homeY = new float[40_000];
        for (var i = 0; i < homeX.Length; i++)
            (homeX[i], homeY[i]) = ((float)random.NextDouble() * 3_000, (float)random.NextDouble() * 6_000);
        var population = KernelSurface.Build(raster, 500, homeX, homeY);
        float[] tenth = [.. homeX.Select(_ => 0.1f)];
        var cases = KernelSurface.Build(raster, 500, homeX, homeY, tenth);
        var ratio = DualKernel.Ratio(cases, population, leastCases: 10, leastPopulation: 200);
        var logs = DualKernel.LogRelativeRisk(cases, population, leastCases: 10, leastPopulation: 200);
        var peak = PlaneKernel.Quartic(500).Peak;
        var shown = 0;
        for (var i = 0; i < ratio.Length; i++)
        {
            Assert.Equal(float.IsNaN(ratio[i]), population.Density[i] / peak < 200 || cases.Density[i] / peak < 10);
            Assert.Equal(float.IsNaN(ratio[i]), float.IsNaN(logs[i]));
            if (float.IsNaN(ratio[i]))
                continue;
            shown++;
            Assert.Equal(0.1, ratio[i], 1e-5);
            Assert.Equal(0, logs[i], 1e-4);
        }
        Assert.InRange(shown, ratio.Length / 3, ratio.Length * 3 / 4);
        Assert.True(float.IsNaN(DualKernel.LogRelativeRisk(KernelSurface.Build(raster, 500, [], []), population, 0, 0)[0]));
        Assert.Throws<ArgumentException>(() => DualKernel.Ratio(KernelSurface.Build(raster, 600, [], []), population, 0, 0));
    }
}

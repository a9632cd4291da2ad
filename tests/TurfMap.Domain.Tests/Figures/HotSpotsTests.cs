using TurfMap.Domain.Changes;
using TurfMap.Domain.Density;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Records;
using TurfMap.Statistics;

namespace TurfMap.Domain.Tests.Figures;

public sealed class HotSpotsTests
{
    private static readonly HotSpotSentences Words = new("cases", "Tracts");
    private static readonly NeighbourLists Touching = FigureCity.Layer("units").Neighbours!;
    private static readonly bool[] All = [.. Enumerable.Repeat(true, 100)];

    private static bool IsMiddle(int i) => i / 10 is >= 4 and <= 6 && i % 10 is >= 4 and <= 6;

    private static int[] Poisson(int seed, Func<int, double> mean)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, 100)
                .Select(i =>
                {
                    var count = 0;
                    for (var time = Wait(); time < mean(i); time += Wait())
                        count++;
                    return count;
                }),
        ];

        double Wait() => -Math.Log(1 - random.NextDouble());
    }

    [Fact]
    public void Nine_areas_with_three_times_the_rate_are_found_and_said_in_words()
    {
        var residents = Enumerable.Range(0, 100).Select(i => 1000.0 + 50 * (i % 7)).ToArray();
        var counts = Poisson(1, i => residents[i] / 100 * (IsMiddle(i) ? 3 : 1));
        var found = HotSpots.Find(counts, residents, All, Touching, Words, TestContext.Current.CancellationToken);

        Assert.Equal((100, true, true), (found.Tested, found.ByRate, found.Varies));
        Assert.Contains(55, found.Spots.Where(spot => spot.IsMore && spot.Sureness >= 95).Select(spot => spot.Number));
        Assert.All(
            found.Spots.Where(spot => spot.IsMore),
            spot => Assert.True(spot.Number / 10 is >= 3 and <= 7 && spot.Number % 10 is >= 3 and <= 7, $"{spot.Number}")
        );
        var middle = found.Spots.Single(spot => spot.Number == 55);
        var around = Enumerable.Range(0, 100).Where(IsMiddle).Sum(i => counts[i]);
        Assert.Equal(
            $"More cases than chance would give: {around} here and in the 8 areas around it, where "
                + $"{Enumerable.Range(0, 100).Where(IsMiddle).Sum(i => residents[i]) * counts.Sum() / residents.Sum():N0} would "
                + $"be usual. Of the places marked so, about {100 - middle.Sureness} in 100 "
                + $"{(middle.Sureness == 99 ? "is" : "are")} chance.",
            middle.Sentence
        );
        Assert.Equal(counts[55], middle.Cases);
        Assert.Equal(found.Spots, HotSpots.Find(counts, residents, All, Touching, Words, TestContext.Current.CancellationToken).Spots);
    }

    /// <summary>
    /// Among cities of one rate a place stands out in about one in twenty, were the tests independent; the rule must not find them by the
    /// dozen.
    /// </summary>
    [Fact]
    public void Where_the_rate_is_the_same_everywhere_hardly_any_city_has_a_hot_spot()
    {
        var residents = Enumerable.Range(0, 100).Select(i => 500.0 + 100 * (i % 30)).ToArray();
        var cities = Enumerable
            .Range(1, 60)
            .Count(seed =>
                HotSpots
                    .Find(Poisson(seed, i => residents[i] / 50), residents, All, Touching, Words, TestContext.Current.CancellationToken)
                    .Spots.Any(spot => spot.Sureness >= 95)
            );

        Assert.InRange(cities, 0, 8);
    }

    [Fact]
    public void Where_nothing_varies_nothing_stands_out()
    {
        var found = HotSpots.Find(
            [.. Enumerable.Repeat(7, 100)],
            [.. Enumerable.Repeat(1000.0, 100)],
            All,
            Touching,
            Words,
            TestContext.Current.CancellationToken
        );

        Assert.Equal((100, false, 0), (found.Tested, found.Varies, found.Spots.Count));
    }

    [Fact]
    public void Too_few_places_are_refused_with_a_sentence()
    {
        var seen = All.Select((_, i) => i < 29).ToArray();
        var wards = Assert.Throws<RefusedException>(() =>
            HotSpots.Find(new int[100], null, seen, Touching, Words with { Layer = "Wards" }, TestContext.Current.CancellationToken)
        );
        Assert.Equal(
            "Wards are too few: there are 29, and to tell hot spots from chance 30 are needed. Ask on a finer layer, such "
                + "as tracts, or on hexagons.",
            wards.Message
        );
        var parks = Assert.Throws<RefusedException>(() =>
            HotSpots.Find(
                new int[100],
                [
                    .. Enumerable
                        .Range(0, 100)
                        .Select(i =>
                            i < 20 ? 50.0
                            : i < 60 ? 49
                            : double.NaN
                        ),
                ],
                All,
                Touching,
                Words,
                TestContext.Current.CancellationToken
            )
        );
        Assert.StartsWith("Tracts are too few: 20 of them have 50 residents or more", parks.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_places_are_refused_before_they_are_compared()
    {
        var many = HotSpots.MostPlaces + 1;
        var refused = Assert.Throws<RefusedException>(() =>
            HotSpots.Find(
                new int[many],
                null,
                [.. Enumerable.Repeat(true, many)],
                NeighbourLists.Build([.. Enumerable.Repeat(Array.Empty<int>(), many)]),
                Words with
                {
                    Layer = null,
                },
                TestContext.Current.CancellationToken
            )
        );
        Assert.StartsWith("Hexagons are too many: there are 20,001", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_that_are_not_looked_at_take_no_part()
    {
        var seen = All.Select((_, i) => i < 50).ToArray();
        var counts = Poisson(4, _ => 20);
        var (plain, other) = ((int[])[.. counts], (int[])[.. counts.Select((count, i) => i < 50 ? count : 1000)]);

        Assert.Equal(
            HotSpots.Find(plain, null, seen, Touching, Words, TestContext.Current.CancellationToken).Spots,
            HotSpots.Find(other, null, seen, Touching, Words, TestContext.Current.CancellationToken).Spots
        );
    }

    [Fact]
    public void Hexagons_cover_the_city_once_and_hold_its_residents()
    {
        var ground = FigureCity.Ground().Hexagons(FigureCity.On);
        var residents = ground.ResidentsWithin([]);

        var city = FigureCity.Layer("wards").SquareMiles.Sum();
        var hexagon = HexCounts.FlatToFlatMetres * HexCounts.FlatToFlatMetres * Math.Sqrt(3) / 2 / (1609.344 * 1609.344);
        Assert.Equal(city, ground.Hexagons.Count * hexagon, city * 0.03);
        Assert.True(ground.HasResidents);
        // Those in hexagons of which less than half is the city's are not in it.
        Assert.Equal(
            FigureCity.Measures.Sum(one => one.Value),
            residents.Where(one => !double.IsNaN(one)).Sum(),
            FigureCity.Measures.Sum(one => one.Value) * 0.04
        );
        var west = FigureCity.Seen(FigureCity.Cases(_ => 0)).AreaConstraints(CaseFilter.None with { Turf = "A" });
        Assert.Equal(ground.Hexagons.Count / 2.0, ground.Within(west).Count(seen => seen), ground.Hexagons.Count * 0.05);
        Assert.InRange(
            ground.ResidentsWithin(west).Where(one => !double.IsNaN(one)).Sum(),
            residents.Where(one => !double.IsNaN(one)).Sum() * 0.45,
            residents.Where(one => !double.IsNaN(one)).Sum() * 0.55
        );
        for (var i = 0; i < ground.Hexagons.Count; i++)
        {
            Assert.Equal(i, ground.NumberOf(ground.Hexagons[i]));
            foreach (var j in ground.Neighbours.Of(i))
                Assert.Contains(i, ground.Neighbours.Of(j).ToArray());
        }
        Assert.Equal(6, Enumerable.Range(0, ground.Hexagons.Count).Max(i => ground.Neighbours.Of(i).Length));
        Assert.False(FigureCity.Ground([]).Hexagons(FigureCity.On).HasResidents);
    }
}

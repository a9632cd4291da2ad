using TurfMap.Domain.Density;
using TurfMap.Domain.Records;
using TurfMap.Spatial.Tiles;

namespace TurfMap.Domain.Tests.Density;

public sealed class PointTilesTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void The_numbers_of_all_tiles_of_a_zoom_add_up_to_the_placed_cases_of_the_filter(int seed)
    {
        var cases = SurfaceCity.Columns(
            SurfaceCity
                .Rows(seed, 1500)
                .Select(
                    (row, i) =>
                        i % 11 == 0 ? row with { Longitude = double.NaN }
                        : i % 7 == 0 ? row with { IsRough = true }
                        : row
                )
        );
        var (seen, tiles) = (SurfaceCity.Seen(cases), PointTiles.Build(cases));
        foreach (
            var filter in new[]
            {
                CaseFilter.None,
                CaseFilter.None with
                {
                    Kinds = ["kind 1"],
                },
                CaseFilter.None with
                {
                    Area = new("units", "8"),
                },
                CaseFilter.None with
                {
                    Kinds = ["none"],
                },
            }
        )
        {
            var drawn = seen.Draw(seen.Select(filter), withSinks: false);
            var clusters = tiles.Gather(drawn.Placed);
            Assert.Equal(drawn.Cases.Count + drawn.Rough + drawn.AtSinks, drawn.Placed.Count);
            foreach (var zoom in new[] { 0, 8, 11, 14, 17, 19 })
            {
                // Cases told apart by which tile holds them, the plain way.
                var byTile = drawn
                    .Placed.After()
                    .GroupBy(i => TileId.Holding(cases.Plane.ToLonLat(cases.X[i], cases.Y[i]), zoom))
                    .ToDictionary(tile => tile.Key, tile => tile.ToHashSet());
                var all = byTile.ToDictionary(tile => tile.Key, tile => clusters.Of(tile.Key));
                Assert.Equal(drawn.Placed.Count, all.Sum(tile => tile.Value.Sum(cluster => cluster.Count)));
                foreach (var (tile, found) in all)
                {
                    Assert.Equal(byTile[tile].Count, found.Sum(cluster => cluster.Count));
                    Assert.InRange(found.Count, 1, 16);
                    Assert.All(
                        found,
                        cluster => Assert.True(cluster is { X: >= 0 and < PointTiles.Extent, Y: >= 0 and < PointTiles.Extent })
                    );
                    Assert.All(found.Where(cluster => cluster.Point >= 0), cluster => Assert.Contains(cluster.Point, byTile[tile]));
                }
            }
        }
    }

    [Fact]
    public void A_single_case_says_its_id_and_kind_and_a_cluster_only_its_number()
    {
        var place = GridCity.Middle(1, 1);
        var cases = SurfaceCity.Columns([
            new(7, place.Longitude, place.Latitude, "noise", "open", null, null, null, null, null),
            new(8, place.Longitude, place.Latitude, "trash", "open", null, null, null, null, null),
            new(9, place.Longitude + 0.02, place.Latitude, "trash", "open", null, null, null, null, null),
        ]);
        var (seen, tiles) = (SurfaceCity.Seen(cases), PointTiles.Build(cases));
        var clusters = tiles.Gather(seen.All);
        var two = TileId.Holding(place, 16);
        var one = TileId.Holding(new(place.Longitude + 0.02, place.Latitude), 16);

        string Text(TileId tile, Func<int, string?> idOf) =>
            System.Text.Encoding.UTF8.GetString(tiles.Write("cases", clusters.Of(tile), idOf));
        Assert.All(new[] { "noise", "trash", "C" }, word => Assert.DoesNotContain(word, Text(two, _ => "C"), StringComparison.Ordinal));
        Assert.All(
            new[] { "trash", "C9" },
            word => Assert.Contains(word, Text(one, number => $"C{cases.Rows[number]}"), StringComparison.Ordinal)
        );
        Assert.Contains("trash", Text(one, _ => null), StringComparison.Ordinal);
        Assert.Empty(tiles.Write("cases", clusters.Of(new(16, 0, 0)), _ => null));
    }
}

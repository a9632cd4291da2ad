using TurfMap.Spatial.Tiles;

namespace TurfMap.Spatial.Tests.Tiles;

public sealed class TileIdTests
{
    [Theory]
    [InlineData(-73.9857, 40.7484, 14, 4824, 6157)] // Empire State Building, by the formula of the OpenStreetMap wiki
    [InlineData(-77.0365, 38.8977, 12, 1171, 1566)] // White House, likewise
    [InlineData(0, 0, 1, 1, 1)]
    [InlineData(-180, 85.2, 3, 0, 0)]
    [InlineData(180, -90, 3, 7, 7)]
    public void A_place_is_in_the_tile_that_others_number_the_same(double longitude, double latitude, int zoom, int x, int y) =>
        Assert.Equal(new TileId(zoom, x, y), TileId.Holding(new(longitude, latitude), zoom));

    [Fact]
    public void The_sides_of_a_tile_are_those_of_its_neighbours_and_half_those_of_its_parent()
    {
        var tile = new TileId(12, 1171, 1566);
        Assert.Equal((tile.East, tile.South), (new TileId(12, 1172, 1566).West, new TileId(12, 1171, 1567).North));
        Assert.Equal(new TileId(11, 585, 783), tile.Parent);
        Assert.Equal((tile.West, tile.North), (new TileId(12, 1171, 1566).At(0, 0).Longitude, tile.At(0, 0).Latitude));
        Assert.Equal((tile.East, tile.Parent.North), (tile.Parent.East, tile.North));
        Assert.Equal("12/1171/1566", tile.ToString());
        Assert.Equal(-180, new TileId(0, 0, 0).West);
        Assert.Equal(WebMercator.MostLatitude, new TileId(0, 0, 0).North, 1e-12);
        Assert.Equal(new TileId(0, 0, 0), new TileId(0, 0, 0).Parent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_place_put_into_tile_coordinates_and_back_is_within_a_unit(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var place = new LonLat(random.NextDouble() * 360 - 180, random.NextDouble() * 170 - 85);
            var zoom = random.Next(TileId.MostZoom + 1);
            var tile = TileId.Holding(place, zoom);
            Assert.True(tile.Exists);
            var (x, y) = tile.Place(place);
            Assert.InRange(x, 0, 4095);
            Assert.InRange(y, 0, 4095);
            LonLat from = tile.At(x, y),
                to = tile.At(x + 1, y + 1);
            Assert.InRange(place.Longitude, from.Longitude - 1e-9, to.Longitude + 1e-9);
            Assert.InRange(place.Latitude, to.Latitude - 1e-9, from.Latitude + 1e-9);
            Assert.Equal(place.Latitude, WebMercator.Latitude(WebMercator.Y(place.Latitude)), 1e-9);
            Assert.Equal(place.Longitude, WebMercator.Longitude(WebMercator.X(place.Longitude)), 1e-9);
        }
    }

    [Fact]
    public void There_are_no_tiles_beyond_the_world()
    {
        Assert.All(
            new[] { new TileId(-1, 0, 0), new TileId(25, 0, 0), new TileId(3, 8, 0), new TileId(3, 0, -1) },
            tile => Assert.False(tile.Exists)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => TileId.Holding(new(0, 0), 25));
    }
}

using System.Text;

namespace TurfMap.Formats.Tests.Csv;

public sealed class CoordinateColumnsTests
{
    private static CoordinateColumns Guess(string table)
    {
        using var reader = new CsvReader("t", new MemoryStream(Encoding.UTF8.GetBytes(table)));
        return CoordinateColumns.Guess(reader.Header, reader.Sample());
    }

    [Theory]
    [InlineData("Latitude,Longitude")]
    [InlineData("LAT,LON")]
    [InlineData("lat,lng")]
    [InlineData("Y,X")]
    [InlineData("point_latitude,Point Longitude")]
    [InlineData("lat_attr,lon_attr")]
    public void Degrees_are_found_under_many_names(string names)
    {
        var columns = Guess($"id,{names}\n1,38.9,-77.03\n2,38.8,-77.01\n");
        Assert.Equal((2, 1), (columns.Lon, columns.Lat));
        Assert.Null(columns.X);
        Assert.Contains("longitude is read from", columns.Explanation);
    }

    [Theory]
    [InlineData("X_COORD,Y_COORD")]
    [InlineData("XCOORD,YCOORD")]
    [InlineData("X Coordinate (State Plane),Y Coordinate (State Plane)")]
    public void Feet_and_metres_need_a_system(string names)
    {
        var columns = Guess($"{names}\n981234,197654\n\"1,004,200\",\"203,100\"\n");
        Assert.Equal((0, 1), (columns.X, columns.Y));
        Assert.Null(columns.Lon);
        Assert.True(columns.NeedCrs);
        Assert.Contains("EPSG:2263", columns.Explanation);
    }

    [Fact]
    public void A_system_in_the_header_is_taken()
    {
        var columns = Guess("x_26985,y_26985\n394693.9,139495.9\n");
        Assert.Equal((0, 1, "EPSG:26985"), (columns.X, columns.Y, columns.Crs));
        Assert.False(columns.NeedCrs);
    }

    [Theory]
    [InlineData("longitude,latitude\n38.9,-77.03\n38.8,-77.01\n", 1, 0)]
    [InlineData("longitude,latitude\n40.7,-74.0\n34.0,-118.2\n", 1, 0)]
    public void Swapped_columns_are_turned_and_said(string table, int lon, int lat)
    {
        var columns = Guess(table);
        Assert.Equal((lon, lat), (columns.Lon, columns.Lat));
        Assert.Contains("swapped", columns.Explanation);
    }

    [Fact]
    public void Degrees_win_over_feet_when_both_are_there()
    {
        var columns = Guess("X,Y,Latitude,Longitude\n1000000,200000,40.7,-74\n");
        Assert.Equal((3, 2), (columns.Lon, columns.Lat));
    }

    [Fact]
    public void Empty_degrees_give_way_to_shapes()
    {
        var columns = Guess("latitude,longitude,geom,address\n,,0101000020E6100000D44DA7FEA36D52C078CEF64C015A4440,1 Main St\n");
        Assert.Equal((2, 3), (columns.Wkt, columns.Address));
    }

    [Fact]
    public void Polygons_win_over_label_points()
    {
        var columns = Guess("latitude,longitude,the_geom\n40,-74,\"MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))\"\n");
        Assert.Equal(2, columns.Wkt);
    }

    [Fact]
    public void A_pair_after_an_address_is_found_and_read()
    {
        var table =
            "name,Location 1\nA,\"28-04 31st Street\nAstoria, NY\n(40.768, -73.92)\"\nB,\"(40.5, -74.1)\"\nC,\nD,\"(x, "
            + "y)\"\nE,\"somewhere\"\n";
        var columns = Guess(table);
        Assert.Equal(1, columns.Pair);
        using var reader = new CsvReader("t", new MemoryStream(Encoding.UTF8.GetBytes(table)));
        var found = new List<string>();
        while (reader.Read())
            found.Add(
                columns.TryPlace(reader, out var x, out var y, out var why) ? $"{x} {y}"
                : why is null ? "none"
                : "bad"
            );
        Assert.Equal(["-73.92 40.768", "-74.1 40.5", "none", "bad", "none"], found);
    }

    [Fact]
    public void Bad_coordinates_are_told_from_missing_ones()
    {
        const string table = "lon,lat\n-77,38.9\n,\nNULL,NULL\n0,0\n-77,\nabc,38\nNaN,Inf\n1e999,2\n-181,5\n";
        var columns = Guess(table);
        using var reader = new CsvReader("t", new MemoryStream(Encoding.UTF8.GetBytes(table)));
        var found = new List<string>();
        while (reader.Read())
            found.Add(columns.TryPlace(reader, out _, out _, out var why) ? "place" : why ?? "none");
        Assert.Equal(
            [
                "place",
                "none",
                "none",
                "the place is (0, 0), which stands for unknown",
                "\"lat\" is empty",
                "\"abc\" is not a number",
                "\"lon\" is empty",
                "\"1e999\" is not a number",
                "the longitude -181 lies outside -180 to 180",
            ],
            found
        );
    }

    [Theory]
    [InlineData("40,7", false)]
    [InlineData("1,234,567.5", true)]
    [InlineData("1,23,456", false)]
    [InlineData(" +12.5 ", true)]
    [InlineData("12.5.1", false)]
    [InlineData("", false)]
    [InlineData("007", true)]
    [InlineData(".5", true)]
    public void Numbers_are_read_as_people_write_them(string text, bool good) =>
        Assert.Equal(good, DecimalText.TryRead(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Numbers_are_rounded_exactly_as_the_framework_does()
    {
        var random = new Random(5);
        for (var i = 0; i < 200_000; i++)
        {
            var text = (random.NextDouble() * Math.Pow(10, random.Next(-5, 8)) * (random.Next(2) * 2 - 1)).ToString(
                random.Next(3) switch
                {
                    0 => "R",
                    1 => "F7",
                    _ => "F15",
                }
            );
            Assert.True(DecimalText.TryRead(Encoding.UTF8.GetBytes(text), out var value));
            Assert.Equal(double.Parse(text), value);
        }
    }
}

using System.Numerics;
using TurfMap.Spatial.Density;

namespace TurfMap.Spatial.Tests.Density;

public sealed class HexGridTests
{
    [Fact]
    public void Every_reference_point_is_in_the_hexagon_whose_centre_is_nearest()
    {
        var reference = Reference.Case("hexbin_1");
        var (xs, ys) = reference.Pairs("input/points");
        var origin = reference.Numbers("input/origin");
        var grid = new HexGrid(origin[0], origin[1], reference.Number("input/circumradius") * Math.Sqrt(3));
        Assert.Equal(reference.Number("input/area"), grid.Area, 1e-6);
        Assert.Equal(reference.Number("input/circumradius"), grid.Circumradius, 1e-9);
        var found = xs.Select((x, i) => grid.Find(x, ys[i])).ToArray();
        Assert.Equal(reference.Numbers("expected/q"), found.Select(hexagon => (double)hexagon.Q));
        Assert.Equal(reference.Numbers("expected/r"), found.Select(hexagon => (double)hexagon.R));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_place_belongs_to_the_nearest_centre_decided_in_whole_numbers(int seed)
    {
        var random = new Random(seed);
        var grid = new HexGrid(random.NextDouble() * 1e6, random.NextDouble() * 1e5, 1 + random.NextDouble() * 2000);
        for (var i = 0; i < 3_000; i++)
        {
            var (x, y) = Odd(grid, random);
            Assert.Equal(Nearest(grid, x, y), grid.Find(x, y));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Counts_over_columns_equal_counts_point_by_point(int seed)
    {
        var random = new Random(seed);
        var grid = new HexGrid(random.NextDouble() * 1e6, random.NextDouble() * 1e5, 100 + random.NextDouble() * 2000);
        var (left, bottom) = (1_000_000 + random.NextDouble() * 1000, 200_000 + random.NextDouble() * 1000);
        var extent = grid.Over(left, bottom, left + 40_000, bottom + 30_000);
        var points = Enumerable
            .Range(0, 20_001)
            .Select(i =>
                i % 3 == 0
                    ? Odd(grid, random, extent[random.Next(extent.Count)])
                    : (X: left + (random.NextDouble() * 1.4 - 0.2) * 40_000, Y: bottom + (random.NextDouble() * 1.4 - 0.2) * 30_000)
            )
            .ToArray();
        (points[7].X, points[8].Y, points[9], points[10].Y) = (double.NaN, double.PositiveInfinity, (1e300, 5), double.NegativeInfinity);
        double[] xs = [.. points.Select(point => point.X)],
            ys = [.. points.Select(point => point.Y)];
        float[] fx = Array.ConvertAll(xs, x => (float)x),
            fy = Array.ConvertAll(ys, y => (float)y);
        var selection = new ulong[(xs.Length + 63) / 64];
        foreach (ref var word in selection.AsSpan())
            word = (ulong)random.NextInt64(long.MinValue, long.MaxValue) | (random.Next(4) == 0 ? ulong.MaxValue : 0);
        foreach (var chosen in new[] { [], selection })
        {
            int[] counts = new int[extent.Count],
                expected = new int[extent.Count];
            Assert.Equal(Plain(extent, xs, ys, chosen, expected), extent.CountInto(xs, ys, counts, chosen));
            Assert.Equal(expected, counts);
            Assert.Equal(
                Plain(
                    extent,
                    Array.ConvertAll(fx, x => (double)x),
                    Array.ConvertAll(fy, y => (double)y),
                    chosen,
                    expected = new int[extent.Count]
                ),
                extent.CountInto(fx, fy, counts = new int[extent.Count], chosen)
            );
            Assert.Equal(expected, counts);
            var bin = extent.Bin(fx, fy);
            Assert.Equal(bin.Points, xs.Length);
            Assert.Equal(extent.CountInto(fx, fy, new int[extent.Count], chosen), bin.CountInto(counts = new int[extent.Count], chosen));
            Assert.Equal(expected, counts);
            Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(extent.NumberOf(xs[i], ys[i]), extent.Bin(xs, ys)[i]));
        }
    }

    [Fact]
    public void More_hexagons_than_two_bytes_can_number_are_kept_all_the_same()
    {
        var extent = new HexGrid(0, 0, 1).Over(0, 0, 400, 400);
        Assert.True(extent.Count > 65_536);
        float[] xs = [1, 399, -50],
            ys = [1, 399, 3];
        var counts = new int[extent.Count];
        var bin = extent.Bin(xs, ys);
        Assert.Equal(1, bin.CountInto(counts));
        Assert.Equal((2, 1, -1), (counts.Sum(), counts[extent.NumberOf(399, 399)], bin[2]));
    }

    [Fact]
    public void Numbers_and_hexagons_of_an_extent_answer_each_other_and_cover_the_box()
    {
        var grid = new HexGrid(3, -7, 2.5);
        var extent = grid.Over(-20, -30, 41, 17);
        Assert.Equal(0, extent.FirstRow % 2);
        Assert.All(Enumerable.Range(0, extent.Count), number => Assert.Equal(number, extent.NumberOf(extent[number])));
        Assert.Throws<ArgumentOutOfRangeException>(() => extent[extent.Count]);
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++)
            Assert.True(extent.NumberOf(-20 + random.NextDouble() * 61, -30 + random.NextDouble() * 47) >= 0);
        Assert.Equal(-1, extent.NumberOf(-24, 0));
    }

    [Fact]
    public void A_place_equally_near_goes_to_the_lower_row_then_to_the_left()
    {
        var grid = new HexGrid(0, 0, 2);
        Assert.Equal(new Hexagon(0, 0), grid.Find(1, 0));
        Assert.Equal(new Hexagon(-1, 0), grid.Find(-1, 0));
        // Half way between (0, 0) and (0, 1), and between (0, 0) and (0, -1).
        Assert.Equal(new Hexagon(0, 0), grid.Find(0.5, grid.RowHeight / 2));
        Assert.Equal(new Hexagon(0, -1), grid.Find(-0.5, -grid.RowHeight / 2));
        Assert.Equal(new Hexagon(1, 0), grid.Find(Math.BitIncrement(1.0), 0));
    }

    [Fact]
    public void Corners_stand_a_side_from_the_centre_and_enclose_the_area()
    {
        var grid = new HexGrid(100, 200, 1320);
        var hexagon = new Hexagon(-3, 5);
        var (x, y) = grid.Centre(hexagon);
        var corners = grid.Corners(hexagon);
        Assert.All(
            corners,
            corner => Assert.Equal(grid.Circumradius, Math.Sqrt((corner.X - x) * (corner.X - x) + (corner.Y - y) * (corner.Y - y)), 1e-9)
        );
        var area = corners.Select((a, i) => (A: a, B: corners[(i + 1) % 6])).Sum(side => side.A.X * side.B.Y - side.B.X * side.A.Y) / 2;
        Assert.Equal(grid.Area, area, 1e-3);
        Assert.Equal(1320 * 1320 * Math.Sqrt(3) / 2, grid.Area, 1e-6);
    }

    [Fact]
    public void What_makes_no_grid_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HexGrid(0, 0, 0));
        Assert.Throws<ArgumentException>(() => new HexGrid(double.NaN, 0, 1));
        var grid = new HexGrid(0, 0, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => grid.Find(double.NaN, 0));
        Assert.Throws<ArgumentException>(() => grid.Over(0, 0, 1e6, 1e6));
        Assert.Throws<ArgumentException>(() => grid.Over(1, 0, 0, 1));
        var extent = grid.Over(0, 0, 9, 9);
        Assert.Throws<ArgumentException>(() => extent.CountInto(new float[3], new float[2], new int[extent.Count]));
        Assert.Throws<ArgumentException>(() => extent.CountInto(new float[3], new float[3], new int[extent.Count + 1]));
        Assert.Throws<ArgumentException>(() => extent.CountInto(new float[65], new float[65], new int[extent.Count], new ulong[1]));
        Assert.Equal(0, extent.CountInto(ReadOnlySpan<float>.Empty, [], new int[extent.Count]));
    }

    private static int Plain(HexExtent extent, double[] xs, double[] ys, ulong[] selection, int[] counts)
    {
        var outside = 0;
        for (var i = 0; i < xs.Length; i++)
            if (selection.Length == 0 || (selection[i / 64] >> (i % 64) & 1) != 0)
                if (extent.NumberOf(xs[i], ys[i]) is >= 0 and var number)
                    counts[number]++;
                else
                    outside++;
        return outside;
    }

    /// <summary>A place anywhere, or as near as doubles allow to a border, a corner or a centre.</summary>
    private static (double X, double Y) Odd(HexGrid grid, Random random, Hexagon? of = null)
    {
        var hexagon = of ?? new Hexagon(random.Next(-200, 200), random.Next(-200, 200));
        var corners = grid.Corners(hexagon);
        var ((ax, ay), (bx, by)) = (corners[random.Next(6)], corners[random.Next(6)]);
        var part = random.Next(3) == 0 ? random.Next(3) * 0.5 : random.NextDouble();
        var (x, y) = (ax + (bx - ax) * part, ay + (by - ay) * part);
        return random.Next(3) switch
        {
            0 => (x, y),
            1 => (Math.BitIncrement(x), Math.BitDecrement(y)),
            _ => (x * (1 + (random.NextDouble() - 0.5) * 1e-12), y),
        };
    }

    /// <summary>The nearest centre among many, as fractions over a common power of two.</summary>
    private static Hexagon Nearest(HexGrid grid, double x, double y)
    {
        static BigInteger Whole(double number) =>
            new BigInteger(Math.ScaleB(number, 40)) * (BigInteger.One << 60)
            + new BigInteger(Math.ScaleB(Math.ScaleB(number, 40) - Math.Truncate(Math.ScaleB(number, 40)), 60));
        var (px, py) = (Whole(x) - Whole(grid.OriginX), Whole(y) - Whole(grid.OriginY));
        var (w, h) = (Whole(grid.FlatToFlat), Whole(grid.RowHeight));
        var row = (int)Math.Round((y - grid.OriginY) / grid.RowHeight);
        var column = (int)Math.Round((x - grid.OriginX) / grid.FlatToFlat - row * 0.5);
        return (
            from r in Enumerable.Range(row - 2, 5)
            from q in Enumerable.Range(column - 3, 7)
            let dx = 2 * px - w * (2 * q + r)
            let dy = 2 * (py - h * r)
            orderby dx * dx + dy * dy, r, q
            select new Hexagon(q, r)
        ).First();
    }
}

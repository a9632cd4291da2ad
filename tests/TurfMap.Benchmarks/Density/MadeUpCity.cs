namespace TurfMap.Benchmarks.Density;

/// <summary>
/// Points in a plane in metres, most about four hundred centres, some piled on one spot, in no order; and where they would be about
/// Washington.
/// </summary>
internal sealed class MadeUpCity
{
    public MadeUpCity(int count, double width, double height, int seed)
    {
        var random = new Random(seed);
        var centres = Enumerable.Range(0, 400).Select(_ => (X: random.NextDouble() * width, Y: random.NextDouble() * height)).ToArray();
        (X, Y, Keys, Longitude, Latitude) = (new float[count], new float[count], new int[count], new double[count], new double[count]);
        Third = new ulong[(count + 63) / 64];
        for (var i = 0; i < count; i++)
        {
            var (x, y) = random.Next(100) switch
            {
                0 => (width / 3, height / 3),
                < 30 => (random.NextDouble() * width, random.NextDouble() * height),
                _ => About(centres[random.Next(centres.Length)], random),
            };
            (X[i], Y[i]) = ((float)Math.Clamp(x, 0, width), (float)Math.Clamp(y, 0, height));
            Keys[i] = random.Next(10) == 0 ? -1 : random.Next(count);
            (Longitude[i], Latitude[i]) = (-77.3 + X[i] / 86_500, 38.6 + Y[i] / 111_000);
            Third[i / 64] |= random.Next(3) == 0 ? 1UL << (i % 64) : 0;
        }
    }

    public int Count => X.Length;

    public float[] X { get; }

    public float[] Y { get; }

    public int[] Keys { get; }

    public double[] Longitude { get; }

    public double[] Latitude { get; }

    /// <summary>A selection of about one point in three.</summary>
    public ulong[] Third { get; }

    private static (double X, double Y) About((double X, double Y) centre, Random random)
    {
        double far = 1_500 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())),
            angle = random.NextDouble() * 2 * Math.PI;
        return (centre.X + far * Math.Cos(angle), centre.Y + far * Math.Sin(angle));
    }
}

using System.Globalization;
using System.Text;

namespace TurfMap.Formats.Tests;

public sealed class CentimetreTextTests
{
    private static string Write(double metres)
    {
        Span<byte> text = stackalloc byte[CentimetreText.MaxLength];
        return Encoding.ASCII.GetString(text[..CentimetreText.Write(metres, text)]);
    }

    [
        Theory,
        InlineData(0, "0.00"),
        InlineData(-0.001, "0.00"),
        InlineData(0.005, "0.01"),
        InlineData(-8.484, "-8.48"),
        InlineData(1234.5, "1234.50"),
        InlineData(double.NaN, ""),
        InlineData(double.PositiveInfinity, "")
    ]
    public void Metres_have_two_decimals(double metres, string expected) => Assert.Equal(expected, Write(metres));

    [Theory, InlineData(1), InlineData(2)]
    public void It_reads_back_within_half_a_centimetre(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++)
        {
            var metres = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(12));
            Assert.True(
                Math.Abs(double.Parse(Write(metres), CultureInfo.InvariantCulture) - metres) <= 0.00501,
                $"seed {seed}: {metres:R} became {Write(metres)}"
            );
        }
    }
}

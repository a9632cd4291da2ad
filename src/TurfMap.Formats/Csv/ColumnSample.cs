using System.Text;
using TurfMap.Formats.Binary;

namespace TurfMap.Formats.Csv;

/// <summary>What the first values of a column look like.</summary>
internal sealed class ColumnSample
{
    private readonly List<double> numbers = [];

    public ColumnSample(IReadOnlyList<IReadOnlyList<string>> rows, int column)
    {
        foreach (var row in rows)
        {
            if (column >= row.Count)
                continue;
            var cell = row[column];
            var text = Encoding.UTF8.GetBytes(cell.Length > 400 ? cell[..400] : cell);
            if (CoordinateColumns.IsBlank(text))
                continue;
            Filled++;
            if (DecimalText.TryRead(text, out var number))
            {
                if (number != 0)
                    numbers.Add(number);
            }
            else if (WellKnownText.LooksLikeShape(cell))
            {
                Shapes++;
                Areas += cell.Contains("POLYGON", StringComparison.OrdinalIgnoreCase) || (cell[0] == '0' && cell[3] is '3' or '6') ? 1 : 0;
            }
            else if (PairText.TryRead(text, out var lon, out var lat) && lat is >= -90 and <= 90 && lon is >= -180 and <= 180)
                Pairs++;
        }
        numbers.Sort();
        // A few stray values (a swapped row, a typo) do not decide: the ends are the 5th and 95th per cent.
        var spare = numbers.Count / 20;
        if (numbers.Count > 0)
            (Lowest, Middle, Highest) = (numbers[spare], numbers[numbers.Count / 2], numbers[^(1 + spare)]);
    }

    public int Filled { get; }

    public int Shapes { get; }

    /// <summary>How many of the shapes are polygons.</summary>
    public int Areas { get; }

    public int Pairs { get; }

    /// <summary>Numbers other than zero.</summary>
    public int Numbers => numbers.Count;

    public double Lowest { get; }

    public double Middle { get; }

    public double Highest { get; }

    public bool FitsDegrees(double limit) => Lowest >= -limit && Highest <= limit;

    public string Range() => $"{Lowest:0.###} to {Highest:0.###}";
}

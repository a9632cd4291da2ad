using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Projections;

/// <summary>
/// A coordinate system over one city, read from tables of exact answers with straight lines between them: for millions of places.
/// </summary>
/// <remarks>
/// The tables are made so fine that what lies between differs from <see cref="Crs"/> by less than a millimetre, as second differences tell
/// it. Places beyond the box are asked
/// of the system itself, one by one. Built in some 50 ms for a city; a place costs some 5 ns. 16 bytes a node, two tables. Never changed,
/// safe to share between threads.
/// </remarks>
public sealed class CrsTable
{
    private const double ToleranceMetres = 0.0005,
        MetresPerDegree = 111_320;

    private readonly Crs _crs;
    private readonly Table? _there,
        _back;

    /// <summary>Makes the tables.</summary>
    /// <param name="crs">The system.</param>
    /// <param name="box">The city, in degrees.</param>
    public CrsTable(Crs crs, Envelope box)
    {
        ArgumentNullException.ThrowIfNull(crs);
        ArgumentNullException.ThrowIfNull(box);
        _crs = crs;
        _there = Table.Build(crs.FromLonLat, box, ToleranceMetres / crs.MetresPerUnit);
        if (_there?.Bounds is { } plane)
            _back = Table.Build(crs.ToLonLat, plane, ToleranceMetres / MetresPerDegree);
    }

    /// <summary>Turns degrees into map coordinates, in place, as <see cref="Crs.FromLonLat(Span{double}, Span{double})"/> does.</summary>
    public void FromLonLat(Span<double> lons, Span<double> lats) => Turn(_there, _crs.FromLonLat, lons, lats);

    /// <summary>Turns map coordinates into degrees, in place, as <see cref="Crs.ToLonLat(Span{double}, Span{double})"/> does.</summary>
    public void ToLonLat(Span<double> xs, Span<double> ys) => Turn(_back, _crs.ToLonLat, xs, ys);

    private delegate void Exact(Span<double> xs, Span<double> ys);

    private static void Turn(Table? table, Exact exact, Span<double> xs, Span<double> ys)
    {
        if (xs.Length != ys.Length)
            throw new ArgumentException("Both coordinate columns must have the same length.");
        for (var i = 0; i < xs.Length; i++)
            if (table is null || !table.TryTurn(ref xs[i], ref ys[i]))
                exact(xs.Slice(i, 1), ys.Slice(i, 1));
    }

    private sealed class Table
    {
        private const int First = 17,
            Most = 2049;

        private readonly double _left,
            _bottom,
            _perX,
            _perY;
        private readonly int _columns,
            _rows;
        private readonly (double X, double Y)[] _nodes;

        private Table(Exact exact, Envelope box, int columns, int rows)
        {
            (_left, _bottom, _columns, _rows) = (box.MinX, box.MinY, columns, rows);
            (_perX, _perY) = ((columns - 1) / box.Width, (rows - 1) / box.Height);
            double[] xs = new double[columns * rows],
                ys = new double[columns * rows];
            for (var i = 0; i < xs.Length; i++)
                (xs[i], ys[i]) = (box.MinX + i % columns / _perX, box.MinY + i / columns / _perY);
            exact(xs, ys);
            _nodes = [.. xs.Zip(ys)];
        }

        /// <summary>What the nodes span; null when one of them has no answer.</summary>
        public Envelope? Bounds =>
            _nodes.Any(node => !double.IsFinite(node.X) || !double.IsFinite(node.Y))
                ? null
                : new(_nodes.Min(node => node.X), _nodes.Max(node => node.X), _nodes.Min(node => node.Y), _nodes.Max(node => node.Y));

        /// <summary>As fine as it takes, told by a coarse one; null when that would be too fine, or there is nothing to span.</summary>
        public static Table? Build(Exact exact, Envelope box, double tolerance)
        {
            if (!(box.Width > 0 && box.Height > 0))
                return null;
            var coarse = new Table(exact, box, First, First);
            if (coarse.Bounds is null)
                return null;
            // A straight line misses by an eighth of the second difference, which falls with the square of the step; half the tolerance for
            // each direction.
            int Finer(double bent) => 1 + (int)Math.Ceiling((First - 1) * Math.Max(1, Math.Sqrt(1.1 * bent / 8 / (tolerance / 2))));
            var (columns, rows) = (Finer(coarse.Bent(1, 0)), Finer(coarse.Bent(0, 1)));
            return columns > Most || rows > Most ? null : new(exact, box, columns, rows);
        }

        public bool TryTurn(ref double x, ref double y)
        {
            double across = (x - _left) * _perX,
                up = (y - _bottom) * _perY;
            // False for what is not a number.
            if (!(across >= 0 && up >= 0 && across < _columns - 1 && up < _rows - 1))
                return false;
            var (column, row) = ((int)across, (int)up);
            var (partX, partY, at) = (across - column, up - row, row * _columns + column);
            (double X, double Y) a = _nodes[at],
                b = _nodes[at + 1],
                c = _nodes[at + _columns],
                d = _nodes[at + _columns + 1];
            double lowX = a.X + (b.X - a.X) * partX,
                highX = c.X + (d.X - c.X) * partX,
                lowY = a.Y + (b.Y - a.Y) * partX,
                highY = c.Y + (d.Y - c.Y) * partX;
            (x, y) = (lowX + (highX - lowX) * partY, lowY + (highY - lowY) * partY);
            return true;
        }

        /// <summary>The largest second difference in a direction.</summary>
        private double Bent(int byColumn, int byRow)
        {
            var (most, step) = (0.0, byRow * _columns + byColumn);
            for (var row = byRow; row < _rows - byRow; row++)
            for (var column = byColumn; column < _columns - byColumn; column++)
            {
                var at = row * _columns + column;
                (double X, double Y) before = _nodes[at - step],
                    here = _nodes[at],
                    after = _nodes[at + step];
                most = Math.Max(most, Math.Max(Math.Abs(before.X - 2 * here.X + after.X), Math.Abs(before.Y - 2 * here.Y + after.Y)));
            }
            return most;
        }
    }
}

using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Topology;

/// <summary>The search for the widest place in one polygon.</summary>
internal sealed class LabelSearch
{
    private const int MaxSquares = 20_000;
    private readonly LocalMetres _frame;
    private readonly double _precision;
    private readonly double[] _x0,
        _y0,
        _x1,
        _y1;
    private readonly double _left,
        _right,
        _bottom,
        _top;
    private readonly PriorityQueue<(double X, double Y, double Half), double> _queue = new();
    private (double X, double Y, double Radius) _best;

    public LabelSearch(Polygon polygon, double precision)
    {
        _precision = precision;
        var box = polygon.EnvelopeInternal;
        _frame = new LocalMetres(new LonLat(box.Centre.X, box.Centre.Y));
        var count = polygon.NumPoints - 1 - polygon.NumInteriorRings;
        (_x0, _y0, _x1, _y1) = (new double[count], new double[count], new double[count], new double[count]);
        var at = 0;
        Take(polygon.Shell);
        foreach (var hole in polygon.Holes)
            Take(hole);
        (_left, _right) = (_frame.X(box.MinX), _frame.X(box.MaxX));
        (_bottom, _top) = (_frame.Y(box.MinY), _frame.Y(box.MaxY));

        void Take(LineString ring)
        {
            var points = ring.CoordinateSequence;
            for (var i = 1; i < points.Count; i++, at++)
            {
                (_x0[at], _y0[at]) = (_frame.X(points.GetX(i - 1)), _frame.Y(points.GetY(i - 1)));
                (_x1[at], _y1[at]) = (_frame.X(points.GetX(i)), _frame.Y(points.GetY(i)));
            }
        }
    }

    /// <summary>The widest place, or null when it is not wider than the best so far.</summary>
    public LabelPoint? Run(double radiusToBeat)
    {
        var side = Math.Min(_right - _left, _top - _bottom);
        if (side / 2 <= radiusToBeat || side <= 0)
            return null;
        _best = (0, 0, radiusToBeat);
        for (var x = _left; x < _right; x += side)
        for (var y = _bottom; y < _top; y += side)
            Push(x + side / 2, y + side / 2, side / 2);
        Centroid();
        var squares = 0;
        while (_queue.TryDequeue(out var square, out var reach) && squares++ < MaxSquares)
        {
            if (-reach <= _best.Radius * (1 + _precision))
                break;
            var half = square.Half / 2;
            Push(square.X - half, square.Y - half, half);
            Push(square.X + half, square.Y - half, half);
            Push(square.X - half, square.Y + half, half);
            Push(square.X + half, square.Y + half, half);
        }
        return _best.Radius > radiusToBeat ? new LabelPoint(_frame.Back(_best.X, _best.Y), _best.Radius) : null;
    }

    private void Push(double x, double y, double half)
    {
        var distance = Distance(x, y);
        if (distance > _best.Radius)
            _best = (x, y, distance);
        // Nothing in the square is farther from the boundary than its middle by more than half a diagonal.
        var reach = distance + half * Math.Sqrt(2);
        if (reach > _best.Radius * (1 + _precision))
            _queue.Enqueue((x, y, half), -reach);
    }

    private void Centroid()
    {
        var (area, cx, cy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < _x0.Length; i++)
        {
            var cross = _x0[i] * _y1[i] - _x1[i] * _y0[i];
            area += cross;
            cx += (_x0[i] + _x1[i]) * cross;
            cy += (_y0[i] + _y1[i]) * cross;
        }
        if (area != 0)
            Push(cx / (3 * area), cy / (3 * area), 0);
    }

    /// <summary>The distance to the boundary, negative outside.</summary>
    private double Distance(double x, double y)
    {
        var (inside, nearest) = (false, double.PositiveInfinity);
        for (var i = 0; i < _x0.Length; i++)
        {
            var (ax, ay, bx, by) = (_x0[i], _y0[i], _x1[i], _y1[i]);
            var (dx, dy, vx, vy) = (bx - ax, by - ay, x - ax, y - ay);
            if (ay > y != by > y && vx < dx * vy / dy)
                inside = !inside;
            var square = dx * dx + dy * dy;
            var t = square > 0 ? Math.Clamp((vx * dx + vy * dy) / square, 0, 1) : 0;
            var (ox, oy) = (vx - t * dx, vy - t * dy);
            nearest = Math.Min(nearest, ox * ox + oy * oy);
        }
        return inside ? Math.Sqrt(nearest) : -Math.Sqrt(nearest);
    }
}

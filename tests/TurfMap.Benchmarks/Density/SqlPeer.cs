using Npgsql;
using TurfMap.Spatial.Tiles;
using TurfMap.Tests;

namespace TurfMap.Benchmarks.Density;

/// <summary>The same points in PostGIS, in memory, one process for each question: hexagons, heat tiles and point tiles by SQL.</summary>
internal sealed class SqlPeer : IDisposable
{
    /// <summary>A square of clusters: a quarter of a tile's side, as ours.</summary>
    private const int SquaresAcross = 4;

    private readonly NpgsqlConnection _connection;
    private readonly int _process;

    public SqlPeer(PostgresCluster cluster, MadeUpCity city, int joined)
    {
        _connection = new NpgsqlConnection(cluster.Connection(cluster.CreateDatabase()) + ";Command Timeout=0;Pooling=false");
        _connection.Open();
        _process = (int)Ask("select pg_backend_pid()");
        Do("create table given (id int, x float8, y float8, lon float8, lat float8, third bool)");
        using (var copy = _connection.BeginBinaryImport("copy given from stdin (format binary)"))
        {
            for (var i = 0; i < city.Count; i++)
            {
                copy.StartRow();
                copy.Write(i);
                copy.Write((double)city.X[i]);
                copy.Write((double)city.Y[i]);
                copy.Write(city.Longitude[i]);
                copy.Write(city.Latitude[i]);
                copy.Write((city.Third[i >> 6] >> i & 1) != 0);
            }
            copy.Complete();
        }
        // Columns of numbers for arithmetic, shapes with an index for tiles, and fewer of them for the join, which is slow.
        Do("create table plane as select x, y, third from given");
        Do("create table merc as select id, third, ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4326), 3857) geom from given");
        Do("create index on merc using gist (geom)");
        Do($"create table few as select ST_MakePoint(x, y) geom from given where id < {joined}");
        Do("create index on few using gist (geom)");
        Do("drop table given");
        Do("vacuum analyze");
    }

    /// <summary>
    /// Counts by hexagon in arithmetic over plain columns: the nearer of the nearest centres of even and of odd rows, as ours.
    /// </summary>
    public double Hexagons(double width, double height, bool third, Dictionary<(int Column, int Row), int>? counts = null) =>
        Seconds(
            $"""
            select case when odd < even then floor(a)::int else round(a)::int end, case when odd < even then 2 * floor(t)::int + 1 else 2
                * round(t)::int end, count(*)::int
            from (select a, t, (a - round(a)) ^ 2 + 3 * (t - round(t)) ^ 2 even, (a - floor(a) - 0.5) ^ 2 + 3 * (t - floor(t) - 0.5) ^ 2 odd
                from (select x / {width:R} a, y / {2 * height:R} t from plane {(third ? "where third" : "")} offset 0) scaled offset 0) near
            group by 1, 2
            """,
            row => counts?.Add((row.GetInt32(0), row.GetInt32(1)), row.GetInt32(2))
        );

    /// <summary>Counts by hexagon as the manual has it: a join with hexagons of the same size.</summary>
    public double HexagonJoin(double width, double right, double top) =>
        Seconds(
            $"select h.i, h.j, count(*) from ST_HexagonGrid({width / Math.Sqrt(3):R}, ST_MakeEnvelope(0, 0, {right}, "
                + $"{top})) h join few p on ST_Intersects(h.geom, p.geom) group by 1, 2"
        );

    /// <summary>A tile's points counted in cells.</summary>
    public double Heat(TileId tile, int side, int[]? counts = null) =>
        Seconds(
            $"""
            select floor((ST_X(geom) - {Left(tile):R}) / {Width(tile) / side:R})::int, floor(({Top(tile):R} - ST_Y(geom)) / {Width(tile)
                / side:R})::int, count(*)::int
            from merc where geom && ST_TileEnvelope({tile.Zoom}, {tile.X}, {tile.Y}) group by 1, 2
            """,
            row =>
            {
                if (counts is not null && row.GetInt32(0) is >= 0 and var x && x < side && row.GetInt32(1) is >= 0 and var y && y < side)
                    counts[y * side + x] += row.GetInt32(2);
            }
        );

    /// <summary>A tile of clusters like ours: points by square, at their mean.</summary>
    public double ClusterTile(TileId tile, string which = "") =>
        Seconds(
            $"""
            select ST_AsMVT(t, 'cases', 4096, 'geom') from (
                select ST_AsMVTGeom(ST_SetSRID(ST_MakePoint(avg(x), avg(y)), 3857), ST_TileEnvelope({tile.Zoom}, {tile.X}, {tile.Y}),
                    4096, 0) geom, count(*) n, case when count(*) = 1 then min(id) end id
                from (select id, ST_X(geom) x, ST_Y(geom) y from merc where geom && ST_TileEnvelope({tile.Zoom}, {tile.X}, {tile.Y})
                    {which.Replace(
                "where",
                "and"
            )}) p
                group by floor((x - {Left(tile):R}) / {Width(tile) / SquaresAcross:R}), floor(({Top(tile):R} - y) / {Width(tile)
                / SquaresAcross:R})) t
            """
        );

    /// <summary>A tile of all its points, not clustered.</summary>
    public double PointTile(TileId tile) =>
        Seconds(
            $"""
            select ST_AsMVT(t, 'cases', 4096, 'geom') from (
                select id, ST_AsMVTGeom(geom, ST_TileEnvelope({tile.Zoom}, {tile.X}, {tile.Y}), 4096, 0) geom from merc where geom &&
                    ST_TileEnvelope({tile.Zoom}, {tile.X}, {tile.Y})) t
            """
        );

    public void Dispose() => _connection.Dispose();

    private const double HalfWorld = 20037508.342789244;

    private static double Width(TileId tile) => 2 * HalfWorld / (1 << tile.Zoom);

    private static double Left(TileId tile) => tile.X * Width(tile) - HalfWorld;

    private static double Top(TileId tile) => HalfWorld - tile.Y * Width(tile);

    /// <summary>The processor seconds of the server process, which counts in hundredths; what is quick is asked several times.</summary>
    private double Seconds(string sql, Action<NpgsqlDataReader>? each = null)
    {
        var before = Timing.ProcessSeconds(_process);
        for (var times = 1; ; times++)
        {
            using (var command = new NpgsqlCommand(sql, _connection))
            using (var rows = command.ExecuteReader())
                while (rows.Read())
                    each?.Invoke(rows);
            if (Timing.ProcessSeconds(_process) - before is var spent && (spent > 0.2 || each is not null || times == 200))
                return spent / times;
        }
    }

    private void Do(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        command.ExecuteNonQuery();
    }

    private long Ask(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        return Convert.ToInt64(command.ExecuteScalar());
    }
}

using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using TurfMap.Tests;

namespace TurfMap.Benchmarks.Coverage;

/// <summary>
/// The same question as a join in PostGIS: areas cut into small parts drive it, and points are found through their index.
/// </summary>
internal sealed class PostGisPeer : IDisposable
{
    private static readonly int[] MostCorners = [32, 64, 128, 256];

    private readonly NpgsqlConnection _connection;
    private readonly int _process;
    private readonly string _parts;

    public PostGisPeer(PostgresCluster cluster, IReadOnlyList<Geometry> areas, double[] x, double[] y)
    {
        _connection = new NpgsqlConnection(cluster.Connection(cluster.CreateDatabase()) + ";Command Timeout=0;Pooling=false");
        _connection.Open();
        _process = (int)Ask("select pg_backend_pid()");
        Load(areas, x, y);
        // Which size of parts is best depends on the layer; the fastest is the peer.
        _parts = MostCorners.Select(most => $"parts_{most}").Prepend("whole").MinBy(parts => Join(parts).Seconds)!;
    }

    public string Plan => _parts.Replace("parts_", "subdivided at ").Replace("whole", "whole polygons");

    /// <summary>Joins once; how many pairs there are and the processor seconds of the server process.</summary>
    public (long Pairs, double Seconds) Join() => Join(_parts);

    /// <summary>The lowest area that intersects each point, or -1.</summary>
    public int[] Answers(int count)
    {
        var answers = new int[count];
        Array.Fill(answers, -1);
        using var command = new NpgsqlCommand(
            "select p.id, min(a.area) from whole a join points p on ST_Intersects(a.geom, p.geom) group by p.id",
            _connection
        );
        using var rows = command.ExecuteReader();
        while (rows.Read())
            answers[rows.GetInt32(0)] = rows.GetInt32(1);
        return answers;
    }

    public void Dispose() => _connection.Dispose();

    private (long Pairs, double Seconds) Join(string parts)
    {
        var before = Timing.ProcessSeconds(_process);
        var pairs = Ask($"select count(*) from {parts} a join points p on ST_Intersects(a.geom, p.geom)");
        return (pairs, Timing.ProcessSeconds(_process) - before);
    }

    private void Load(IReadOnlyList<Geometry> areas, double[] x, double[] y)
    {
        Do("drop table if exists whole, points, given");
        Do("create table whole (area int, geom geometry)");
        var writer = new WKBWriter(ByteOrder.LittleEndian, handleSRID: true);
        using (var copy = _connection.BeginTextImport("copy whole from stdin"))
            for (var area = 0; area < areas.Count; area++)
            {
                areas[area].SRID = 4326;
                copy.WriteLine($"{area}\t{WKBWriter.ToHex(writer.Write(areas[area]))}");
            }
        Do("create table given (id int, x float8, y float8)");
        using (var copy = _connection.BeginBinaryImport("copy given from stdin (format binary)"))
        {
            for (var i = 0; i < x.Length; i++)
            {
                copy.StartRow();
                copy.Write(i);
                copy.Write(x[i]);
                copy.Write(y[i]);
            }
            copy.Complete();
        }
        Do("create table points as select id, ST_SetSRID(ST_MakePoint(x, y), 4326) geom from given");
        Do("create index on points using gist (geom)");
        foreach (var most in MostCorners)
            Do($"drop table if exists parts_{most}; create table parts_{most} as select area, ST_Subdivide(geom, {most}) geom from whole");
        // The parts have no index, so the planner can only let them drive.
        Do("vacuum analyze");
        Do("set enable_seqscan to on; set enable_mergejoin to off; set enable_hashjoin to off");
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

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using TurfMap.Spatial.Tiles;
using TurfMap.Tests;

namespace TurfMap.Benchmarks.Density;

/// <summary>The same points in npm's supercluster, in a process of node that is asked for tiles in turn.</summary>
internal sealed class SuperclusterPeer : IDisposable
{
    private const string Packages = "supercluster@9 vt-pbf@3";

    private readonly string _folder = Directory.CreateTempSubdirectory("turfmap-peer-").FullName;
    private readonly Process _node;

    /// <exception cref="InvalidOperationException">There is no node or npm, the packages cannot be fetched, or node gave up; the message
    /// says which.</exception>
    public SuperclusterPeer(MadeUpCity city, int points)
    {
        Run("npm", ["install", "--prefix", _folder, "--no-audit", "--no-fund", "--silent", .. Packages.Split(' ')]);
        var script = Path.Combine(_folder, "peer.mjs");
        File.Copy(Path.Combine(RealData.Checkout, "tests", "TurfMap.Benchmarks", "Density", "supercluster.mjs"), script);
        var file = Path.Combine(_folder, "points");
        using (var stream = File.Create(file))
            for (var i = 0; i < points; i++)
                stream.Write(MemoryMarshal.AsBytes<double>([city.Longitude[i], city.Latitude[i]]));
        _node = Process.Start(
            new ProcessStartInfo("node", ["--expose-gc", "--max-old-space-size=12000", script, file, "64", "16"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        var loaded = Answer();
        (LoadSeconds, BytesEach, Megabytes) = (
            loaded.GetProperty("cpu").GetDouble(),
            loaded.GetProperty("bytes").GetDouble(),
            loaded.GetProperty("all").GetDouble()
        );
    }

    /// <summary>Processor seconds to load the points into the index, the features being there.</summary>
    public double LoadSeconds { get; }

    /// <summary>What the process grew by for each point, beside the features.</summary>
    public double BytesEach { get; }

    /// <summary>What the process holds with the features.</summary>
    public double Megabytes { get; }

    /// <summary>Processor seconds for a tile, written, in the mean of some.</summary>
    public double Tile(IEnumerable<TileId> tiles)
    {
        _node.StandardInput.WriteLine($"[{string.Join(',', tiles.Select(tile => $"[{tile.Zoom},{tile.X},{tile.Y}]"))}]");
        return Answer().GetProperty("seconds").GetDouble();
    }

    public void Dispose()
    {
        if (!_node.HasExited)
        {
            _node.Kill();
            _node.WaitForExit();
        }
        _node.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private JsonElement Answer() =>
        _node.StandardOutput.ReadLine() is { } line
            ? JsonSerializer.Deserialize<JsonElement>(line)
            : throw new InvalidOperationException("node ended without an answer; its own words stand above.");

    private static void Run(string program, string[] arguments)
    {
        try
        {
            var (code, output, errors) = Tools.RunAsync(program, arguments).GetAwaiter().GetResult();
            if (code != 0)
                throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {(errors + output).Trim()}");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"{program} is not on this machine ({missing.Message}).", missing);
        }
    }
}

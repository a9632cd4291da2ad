using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TurfMap.Spatial.Coverage;

/// <summary>Finds the line nearest to a place.</summary>
/// <remarks>
/// Lines lie in leaves of four along a Hilbert curve, with boxes over them in nodes of eight; both are compared with vector instructions.
/// Boxes
/// are in single precision and rounded outwards, lines in double.
/// </remarks>
internal sealed class LineTree(double originX, double originY, double height, double[] leaves, int[] numbers, float[] boxes, int[] levels)
{
    public const int LeafSize = 4;
    public const int NodeSize = 8;
    private const int LevelShift = 27;
    private const int MostWaiting = 96;

    public long MemoryBytes => 8L * leaves.Length + 4L * (numbers.Length + boxes.Length);

    /// <summary>Looks for the nearest line; what is found stays in the search.</summary>
    /// <param name="search">The place and the limit; its leaf, if it has one, is tried first.</param>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Run(ref LineSearch search)
    {
        if (search.Leaf >= 0)
            TryLeaf(search.Leaf, ref search);
        if (levels.Length == 0)
            return;
        var waiting = stackalloc int[MostWaiting];
        var floors = stackalloc float[MostWaiting];
        var distances = stackalloc float[NodeSize];
        var floorOf = search.Floors(originX, originY, height);
        var count = 1;
        (waiting[0], floors[0]) = ((levels.Length - 1) << LevelShift, 0);
        while (count > 0)
        {
            if (floors[--count] > search.Bound)
                continue;
            int level = waiting[count] >> LevelShift,
                node = waiting[count] & ((1 << LevelShift) - 1);
            ref var box = ref boxes[(levels[level] + node) * NodeSize * 4];
            var floor = floorOf.Of(ref box);
            floor.Store(distances);
            var hits = Vector256.LessThanOrEqual(floor, Vector256.Create((float)search.Bound)).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                var child = BitOperations.TrailingZeroCount(hits);
                if (level > 0)
                    (waiting[count], floors[count++]) = ((level - 1) << LevelShift | (node * NodeSize + child), distances[child]);
                else if (distances[child] <= search.Bound)
                    TryLeaf(node * NodeSize + child, ref search);
            }
        }
    }

    /// <summary>Measures the distance to each line of a leaf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TryLeaf(int leaf, ref LineSearch search)
    {
        ref var line = ref leaves[leaf * LeafSize * 4];
        Vector256<double> x = Vector256.Create(search.X),
            y = Vector256.Create(search.Y);
        Vector256<double> east1 = Vector256.LoadUnsafe(ref line) - x,
            north1 = Vector256.LoadUnsafe(ref line, 4) - y;
        Vector256<double> east2 = Vector256.LoadUnsafe(ref line, 8) - x,
            north2 = Vector256.LoadUnsafe(ref line, 12) - y;
        Vector256<double> scaleX = Vector256.Create(search.Metres.X),
            changeX = Vector256.Create(search.Metres.XChange);
        Vector256<double> scaleY = Vector256.Create(search.Metres.Y),
            changeY = Vector256.Create(search.Metres.YChange);
        Vector256<double> x1 = east1 * (scaleX + changeX * north1),
            y1 = north1 * (scaleY + changeY * north1);
        Vector256<double> alongX = east2 * (scaleX + changeX * north2) - x1,
            alongY = north2 * (scaleY + changeY * north2) - y1;
        var perLength = Vector256<double>.One / Vector256.MaxNative(alongX * alongX + alongY * alongY, Vector256.Create(1e-300));
        var part = Clamp(-(x1 * alongX + y1 * alongY) * perLength);
        Vector256<double> nearX = x1 + part * alongX,
            nearY = y1 + part * alongY;
        // In metres the line is very slightly bent, by at most a quarter of this at its middle; most leaves are out of reach even so.
        Vector256<double> eastward = east2 - east1,
            northward = north2 - north1;
        var bend = Vector256.Abs(changeX * eastward * northward) + Vector256.Abs(changeY) * northward * northward;
        var reach = Vector256.Create(search.BoundMetres) + bend;
        if (Vector256.GreaterThanAll(nearX * nearX + nearY * nearY, reach * reach))
            return;
        // The nearest point of the chord is a first guess; one step from there is enough.
        Vector256<double> nearEast = east1 + part * eastward,
            nearNorth = north1 + part * northward;
        (nearX, nearY) = (nearEast * (scaleX + changeX * nearNorth), nearNorth * (scaleY + changeY * nearNorth));
        part = Clamp(part - (nearX * alongX + nearY * alongY) * perLength);
        (nearEast, nearNorth) = (east1 + part * eastward, north1 + part * northward);
        (nearX, nearY) = (nearEast * (scaleX + changeX * nearNorth), nearNorth * (scaleY + changeY * nearNorth));
        var squares = nearX * nearX + nearY * nearY;
        for (
            var hits = Vector256.LessThan(squares, Vector256.Create(search.Bound)).ExtractMostSignificantBits();
            hits != 0;
            hits &= hits - 1
        )
        {
            var lane = BitOperations.TrailingZeroCount(hits);
            search.Take(squares.GetElement(lane), numbers[leaf * LeafSize + lane], leaf);
        }
    }

    private static Vector256<double> Clamp(Vector256<double> part) =>
        Vector256.MinNative(Vector256.MaxNative(part, Vector256<double>.Zero), Vector256<double>.One);
}

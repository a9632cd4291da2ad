namespace TurfMap.Spatial.Coverage;

/// <summary>Sorts lines along a Hilbert curve and stacks boxes on them, level by level, until one node is left.</summary>
internal static class LineTreeBuilder
{
    public static LineTree Build(CoverageLine[] lines, CellGrid grid)
    {
        if (lines.Length == 0)
            return new(0, 0, 0, [], [], [], []);
        var order = AlongCurve(lines, grid);
        var leafCount = (lines.Length + LineTree.LeafSize - 1) / LineTree.LeafSize;
        var leaves = new double[leafCount * LineTree.LeafSize * 4];
        var numbers = new int[leafCount * LineTree.LeafSize];
        var leafBoxes = new Box[leafCount];
        Array.Fill(leafBoxes, Box.Nothing);
        for (var i = 0; i < numbers.Length; i++)
        {
            // The last leaf is filled up with its last line.
            numbers[i] = order[Math.Min(i, order.Length - 1)];
            ref readonly var line = ref lines[numbers[i]];
            int leaf = i / LineTree.LeafSize,
                at = leaf * LineTree.LeafSize * 4 + i % LineTree.LeafSize;
            (leaves[at], leaves[at + 4], leaves[at + 8], leaves[at + 12]) = (line.X1, line.Y1, line.X2, line.Y2);
            leafBoxes[leaf] = leafBoxes[leaf].With(new(line.X1, line.Bottom, line.X2, line.Top));
        }
        var (boxes, levels) = Stack(leafBoxes, grid);
        return new(grid.MinX, grid.MinY, grid.MaxY - grid.MinY, leaves, numbers, boxes, levels);
    }

    private static int[] AlongCurve(CoverageLine[] lines, CellGrid grid)
    {
        double width = grid.MaxX - grid.MinX,
            height = grid.MaxY - grid.MinY;
        double scaleX = width > 1e-200 ? 65535 / width : 0,
            scaleY = height > 1e-200 ? 65535 / height : 0;
        var keys = new ulong[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var x = (uint)(((lines[i].X1 - grid.MinX) + (lines[i].X2 - grid.MinX)) / 2 * scaleX);
            var y = (uint)(((lines[i].Y1 - grid.MinY) + (lines[i].Y2 - grid.MinY)) / 2 * scaleY);
            keys[i] = (ulong)HilbertKey(Math.Min(x, 65535), Math.Min(y, 65535)) << 32 | (uint)i;
        }
        Array.Sort(keys);
        return Array.ConvertAll(keys, key => (int)(uint)key);
    }

    private static uint HilbertKey(uint x, uint y)
    {
        var key = 0u;
        for (var side = 1u << 15; side > 0; side >>= 1)
        {
            uint right = (x & side) != 0 ? 1u : 0,
                upper = (y & side) != 0 ? 1u : 0;
            key = key << 2 | ((3 * right) ^ upper);
            if (upper == 0)
            {
                if (right == 1)
                    (x, y) = (~x, ~y);
                (x, y) = (y, x);
            }
        }
        return key;
    }

    private static (float[] Boxes, int[] Levels) Stack(Box[] children, CellGrid grid)
    {
        var boxes = new List<float>();
        var levels = new List<int>();
        var slack = 2e-7 * Math.Max(grid.MaxX - grid.MinX, grid.MaxY - grid.MinY);
        do
        {
            levels.Add(boxes.Count / (LineTree.NodeSize * 4));
            var parents = new Box[(children.Length + LineTree.NodeSize - 1) / LineTree.NodeSize];
            for (var node = 0; node < parents.Length; node++)
            {
                parents[node] = Box.Nothing;
                var own = new Box[LineTree.NodeSize];
                for (var i = 0; i < own.Length; i++)
                {
                    var child = node * LineTree.NodeSize + i;
                    own[i] = child < children.Length ? children[child] : Box.Nothing;
                    parents[node] = parents[node].With(own[i]);
                }
                boxes.AddRange(own.Select(box => MathF.BitDecrement((float)(box.MinX - grid.MinX - slack))));
                boxes.AddRange(own.Select(box => MathF.BitDecrement((float)(box.MinY - grid.MinY - slack))));
                boxes.AddRange(own.Select(box => MathF.BitIncrement((float)(box.MaxX - grid.MinX + slack))));
                boxes.AddRange(own.Select(box => MathF.BitIncrement((float)(box.MaxY - grid.MinY + slack))));
            }
            children = parents;
        } while (children.Length > 1);
        return ([.. boxes], [.. levels]);
    }

    private readonly record struct Box(double MinX, double MinY, double MaxX, double MaxY)
    {
        public static Box Nothing =>
            new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

        public Box With(in Box other) =>
            new(Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));
    }
}

using System.Buffers.Binary;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.GeoPackage;

/// <summary>Writes SQLite's R-tree as a whole: boxes along a Hilbert curve, full nodes from the leaves up.</summary>
/// <remarks>
/// One by one, a million boxes take longer than all else of an import. The form is that of SQLite's own tables behind an R-tree
/// (<c>_node</c>, <c>_parent</c>, <c>_rowid</c>; documented in rtree.c, and unchanged since it was first published): a node is its depth
/// (root only), its
/// number of cells, then cells of an id and four floats, all big-endian; the root is node 1. <c>rtreecheck()</c> proves the result in the
/// tests and in <c>check</c>.
/// </remarks>
internal static class PackedRTree
{
    private const int CellBytes = 24;

    /// <summary>Replaces what the tree holds. The boxes are put in another order.</summary>
    public static void Write(Session session, string tree, Span<Box> boxes)
    {
        var nodeBytes = (int)session.Scalar<long>($"SELECT length(data) FROM {tree}_node WHERE nodeno = 1");
        var fanout = Math.Min(51, (nodeBytes - 4) / CellBytes);
        session.Run($"DELETE FROM {tree}_node; DELETE FROM {tree}_parent; DELETE FROM {tree}_rowid");
        Sort(boxes);
        using var node = new Prepared(session, $"INSERT INTO {tree}_node VALUES (?, ?)");
        using var parent = new Prepared(session, $"INSERT INTO {tree}_parent VALUES (?, ?)");
        var leafOf = new LeafOf(boxes);
        var level = new Box[(boxes.Length + fanout - 1) / fanout];
        Span<Box> below = boxes;
        var bytes = new byte[nodeBytes];
        var next = 2;
        for (var depth = 0; ; depth++)
        {
            var isRoot = below.Length <= fanout;
            var count = 0;
            for (var start = 0; start < Math.Max(below.Length, 1); start += fanout)
            {
                var cells = below.Slice(start, Math.Min(fanout, below.Length - start));
                var number = isRoot ? 1 : next++;
                Fill(bytes, isRoot ? depth : 0, cells);
                node.Bind(1, (long)number);
                node.Bind(2, bytes);
                node.Run();
                for (var i = 0; i < cells.Length; i++)
                    if (depth == 0)
                    {
                        leafOf.Set(cells[i].Fid, number);
                    }
                    else
                    {
                        parent.Bind(1, cells[i].Fid);
                        parent.Bind(2, (long)number);
                        parent.Run();
                    }
                if (!isRoot)
                    level[count++] = Around(number, cells);
            }
            if (isRoot)
                break;
            below = level.AsSpan(0, count);
            level = new Box[(count + fanout - 1) / fanout];
        }
        WriteRows(session, tree, leafOf);
    }

    private static void WriteRows(Session session, string tree, LeafOf leafOf)
    {
        using var row = new Prepared(session, $"INSERT INTO {tree}_rowid VALUES (?, ?)");
        foreach (var (fid, leaf) in leafOf.All())
        {
            row.Bind(1, fid);
            row.Bind(2, (long)leaf);
            row.Run();
        }
    }

    private static void Fill(Span<byte> bytes, int depth, ReadOnlySpan<Box> cells)
    {
        bytes.Clear();
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)depth);
        BinaryPrimitives.WriteInt16BigEndian(bytes[2..], (short)cells.Length);
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = bytes.Slice(4 + i * CellBytes, CellBytes);
            BinaryPrimitives.WriteInt64BigEndian(cell, cells[i].Fid);
            BinaryPrimitives.WriteSingleBigEndian(cell[8..], cells[i].West);
            BinaryPrimitives.WriteSingleBigEndian(cell[12..], cells[i].East);
            BinaryPrimitives.WriteSingleBigEndian(cell[16..], cells[i].South);
            BinaryPrimitives.WriteSingleBigEndian(cell[20..], cells[i].North);
        }
    }

    private static Box Around(int number, ReadOnlySpan<Box> cells)
    {
        var (west, east, south, north) = (cells[0].West, cells[0].East, cells[0].South, cells[0].North);
        foreach (var cell in cells[1..])
            (west, east, south, north) = (
                Math.Min(west, cell.West),
                Math.Max(east, cell.East),
                Math.Min(south, cell.South),
                Math.Max(north, cell.North)
            );
        return new(number, west, east, south, north);
    }

    /// <summary>Along a Hilbert curve through the middles of the boxes, so that those of a node lie together.</summary>
    private static void Sort(Span<Box> boxes)
    {
        if (boxes.Length == 0)
            return;
        var whole = Around(0, boxes);
        var (width, height) = (Math.Max(whole.East - whole.West, 1e-9), Math.Max(whole.North - whole.South, 1e-9));
        var keys = new uint[boxes.Length];
        for (var i = 0; i < boxes.Length; i++)
            keys[i] = Hilbert(
                (uint)(((boxes[i].West + (double)boxes[i].East) / 2 - whole.West) / width * 0xFFFF),
                (uint)(((boxes[i].South + (double)boxes[i].North) / 2 - whole.South) / height * 0xFFFF)
            );
        keys.AsSpan().Sort(boxes);
    }

    /// <summary>The place of a cell of a 65,536 by 65,536 grid along the curve.</summary>
    private static uint Hilbert(uint x, uint y)
    {
        uint place = 0;
        for (var side = 0x8000u; side > 0; side >>= 1)
        {
            var right = (x & side) != 0 ? 1u : 0;
            var up = (y & side) != 0 ? 1u : 0;
            place += side * side * ((3 * right) ^ up);
            if (up == 0)
            {
                if (right == 1)
                    (x, y) = (0xFFFF - x, 0xFFFF - y);
                (x, y) = (y, x);
            }
        }
        return place;
    }
}

/// <summary>
/// The leaf of each row, by the row's number: an array, for numbers are given one after another; those far apart stand in a sorted table.
/// </summary>
internal sealed class LeafOf
{
    private readonly long first;
    private readonly int[]? dense;
    private readonly SortedDictionary<long, int>? sparse;

    public LeafOf(ReadOnlySpan<Box> boxes)
    {
        var (least, most) = (long.MaxValue, long.MinValue);
        foreach (var box in boxes)
            (least, most) = (Math.Min(least, box.Fid), Math.Max(most, box.Fid));
        first = least;
        if (boxes.Length > 0 && most - least < 8L * boxes.Length)
            dense = new int[most - least + 1];
        else
            sparse = [];
    }

    public void Set(long fid, int leaf)
    {
        if (dense is not null)
            dense[fid - first] = leaf;
        else
            sparse![fid] = leaf;
    }

    public IEnumerable<(long Fid, int Leaf)> All() =>
        dense is not null
            ? dense.Select((leaf, i) => (first + i, leaf)).Where(one => one.leaf != 0)
            : sparse!.Select(pair => (pair.Key, pair.Value));
}

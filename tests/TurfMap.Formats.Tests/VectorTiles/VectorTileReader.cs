using System.Buffers.Binary;
using System.Text;

namespace TurfMap.Formats.Tests.VectorTiles;

/// <summary>A plain reading of vector tiles, after the specification and not after the writer.</summary>
internal sealed class VectorTileReader
{
    public sealed record Layer(string Name, int Version, int Extent, string[] Keys, object[] Values, List<Feature> Features);

    public sealed record Feature(ulong? Id, int Kind, List<(string Key, object Value)> Tags, List<int[]> Parts, int Closed);

    public static List<Layer> Read(ReadOnlySpan<byte> tile)
    {
        var layers = new List<Layer>();
        foreach (var (field, bytes, _) in Fields(tile.ToArray()))
            if (field == 3)
                layers.Add(ReadLayer(bytes));
            else
                throw new InvalidDataException($"Field {field} in a tile.");
        return layers;
    }

    private static Layer ReadLayer(byte[] layer)
    {
        var fields = Fields(layer);
        string[] keys = [.. fields.Where(f => f.Field == 3).Select(f => Encoding.UTF8.GetString(f.Bytes))];
        object[] values = [.. fields.Where(f => f.Field == 4).Select(f => ReadValue(f.Bytes))];
        var features = fields.Where(f => f.Field == 2).Select(f => ReadFeature(f.Bytes, keys, values)).ToList();
        return new(
            Encoding.UTF8.GetString(fields.Single(f => f.Field == 1).Bytes),
            (int)fields.Single(f => f.Field == 15).Number,
            (int)fields.Single(f => f.Field == 5).Number,
            keys,
            values,
            features
        );
    }

    private static object ReadValue(byte[] value)
    {
        var (field, bytes, number) = Fields(value).Single();
        return field switch
        {
            1 => Encoding.UTF8.GetString(bytes),
            2 => BitConverter.UInt32BitsToSingle((uint)number),
            3 => BitConverter.UInt64BitsToDouble(number),
            4 => (long)number,
            5 => number,
            6 => (long)(number >> 1) ^ -(long)(number & 1),
            7 => number == 1,
            _ => throw new InvalidDataException($"Field {field} in a value."),
        };
    }

    private static Feature ReadFeature(byte[] feature, string[] keys, object[] values)
    {
        var fields = Fields(feature);
        ulong? id = fields.Any(f => f.Field == 1) ? fields.Single(f => f.Field == 1).Number : null;
        var tags = Packed(fields.SingleOrDefault(f => f.Field == 2).Bytes ?? []);
        var commands = Packed(fields.Single(f => f.Field == 4).Bytes);
        var (parts, part, x, y, closed) = (new List<int[]>(), new List<int>(), 0, 0, 0);
        for (var i = 0; i < commands.Count; )
        {
            var (command, count) = (commands[i] & 7, commands[i++] >> 3);
            if (command == 7)
                closed++;
            else
                for (; count > 0; count--)
                {
                    if (command == 1 && part.Count > 0)
                    {
                        parts.Add([.. part]);
                        part.Clear();
                    }
                    x += (int)(commands[i] >> 1) ^ -(int)(commands[i++] & 1);
                    y += (int)(commands[i] >> 1) ^ -(int)(commands[i++] & 1);
                    part.AddRange([x, y]);
                }
        }
        parts.Add([.. part]);
        return new(
            id,
            (int)fields.Single(f => f.Field == 3).Number,
            [.. tags.Chunk(2).Select(pair => (keys[(int)pair[0]], values[(int)pair[1]]))],
            parts,
            closed
        );
    }

    private static List<uint> Packed(byte[] bytes)
    {
        var numbers = new List<uint>();
        for (var at = 0; at < bytes.Length; )
            numbers.Add((uint)Number(bytes, ref at));
        return numbers;
    }

    private static List<(int Field, byte[] Bytes, ulong Number)> Fields(byte[] message)
    {
        var fields = new List<(int, byte[], ulong)>();
        for (var at = 0; at < message.Length; )
        {
            var head = Number(message, ref at);
            switch (head & 7)
            {
                case 0:
                    fields.Add(((int)(head >> 3), [], Number(message, ref at)));
                    break;
                case 1:
                    fields.Add(((int)(head >> 3), [], BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at))));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Number(message, ref at);
                    fields.Add(((int)(head >> 3), message.AsSpan(at, length).ToArray(), 0));
                    at += length;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {head & 7}.");
            }
        }
        return fields;
    }

    private static ulong Number(byte[] bytes, ref int at)
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            number |= (ulong)(bytes[at] & 0x7f) << shift;
            if (bytes[at++] < 0x80)
                return number;
        }
    }
}

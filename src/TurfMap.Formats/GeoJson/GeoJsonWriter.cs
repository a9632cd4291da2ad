using System.Text.Encodings.Web;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace TurfMap.Formats;

/// <summary>Writes features as they come: a FeatureCollection (RFC 7946), or a sequence with one feature per line.</summary>
/// <remarks>
/// Longitude and latitude are expected; rings are turned by the right-hand rule; no "crs" is written. Constant memory. Dispose to write the
/// end; the stream stays open. One thread.
/// </remarks>
public sealed class GeoJsonWriter : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
    private readonly Stream output;
    private readonly Utf8JsonWriter json;
    private readonly bool sequence,
        recordMarks;
    private readonly int decimals;
    private readonly MemoryStream buffer = new();
    private bool any,
        ended;

    /// <summary>Starts a file.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="sequence">One feature per line instead of a collection.</param>
    /// <param name="recordMarks">With a sequence: put the record separator of RFC 8142 before each feature.</param>
    /// <param name="decimals">Decimals of coordinates; 7 is one centimetre.</param>
    public GeoJsonWriter(Stream output, bool sequence = false, bool recordMarks = false, int decimals = 7)
    {
        (this.output, this.sequence, this.recordMarks, this.decimals) = (output, sequence, recordMarks, decimals);
        json = new Utf8JsonWriter(buffer, Options);
        if (!sequence)
            buffer.Write("{\"type\":\"FeatureCollection\",\"features\":["u8);
    }

    /// <summary>Writes one feature.</summary>
    public void Write(Feature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        Write(feature.Geometry, feature.Fields, feature.Id);
    }

    /// <summary>Writes one feature from its parts.</summary>
    /// <param name="geometry">The shape, or null.</param>
    /// <param name="fields">Text, numbers, booleans, dates or null; other values are written as their text.</param>
    /// <param name="id">The id, or null for none.</param>
    public void Write(Geometry? geometry, IEnumerable<KeyValuePair<string, object?>> fields, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ObjectDisposedException.ThrowIf(ended, this);
        if (sequence && recordMarks)
            buffer.WriteByte(0x1E);
        if (!sequence)
            buffer.Write(any ? ",\n"u8 : "\n"u8);
        any = true;
        json.Reset();
        json.WriteStartObject();
        json.WriteString("type"u8, "Feature"u8);
        if (id is not null)
            json.WriteString("id"u8, id);
        json.WritePropertyName("geometry"u8);
        GeoJsonGeometry.Write(json, geometry, decimals);
        json.WriteStartObject("properties"u8);
        foreach (var (name, value) in fields)
        {
            json.WritePropertyName(name);
            WriteValue(value);
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        if (sequence)
            buffer.WriteByte((byte)'\n');
        if (buffer.Length > 64 << 10)
            Flush();
    }

    /// <summary>Hands what is buffered to the stream.</summary>
    public void Flush()
    {
        buffer.WriteTo(output);
        buffer.SetLength(0);
        output.Flush();
    }

    /// <summary>Writes the end of the file. Leaves the stream open.</summary>
    public void Dispose()
    {
        if (ended)
            return;
        ended = true;
        if (!sequence)
            buffer.Write("\n]}\n"u8);
        Flush();
        json.Dispose();
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int or short or byte or long:
                json.WriteNumberValue(Convert.ToInt64(value));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double or float:
                json.WriteNullValue();
                break;
            case decimal exact:
                json.WriteNumberValue(exact);
                break;
            case IFormattable formattable:
                json.WriteStringValue(formattable.ToString(value is DateTime or DateTimeOffset or DateOnly ? "O" : null, null));
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }
}

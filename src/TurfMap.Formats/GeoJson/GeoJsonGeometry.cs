using System.Text.Json;
using System.Text.Json.Serialization;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace TurfMap.Formats;

/// <summary>Writes one geometry as GeoJSON (RFC 7946).</summary>
public static class GeoJsonGeometry
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters =
        {
            new GeoJsonConverterFactory(
                Shapes.Factory,
                writeGeometryBBox: false,
                GeoJsonConverterFactory.DefaultIdPropertyName,
                RingOrientationOption.EnforceRfc9746
            ),
        },
    };

    private static readonly JsonConverter<Geometry> Converter = (JsonConverter<Geometry>)Options.GetConverter(typeof(Geometry));

    /// <summary>Writes a geometry object: outer rings counter-clockwise, holes clockwise, numbers rounded.</summary>
    /// <param name="writer">Where to; the caller has written the property name.</param>
    /// <param name="geometry">Longitude first, two dimensions; an empty shape has an empty list; null writes null. Not changed.</param>
    /// <param name="decimals">Decimals kept; 7 is one centimetre.</param>
    public static void Write(Utf8JsonWriter writer, Geometry? geometry, int decimals = 7)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (geometry is null)
        {
            writer.WriteNullValue();
            return;
        }
        var rounded = geometry.Copy();
        rounded.Apply(new Rounding(decimals));
        Converter.Write(writer, rounded, Options);
    }

    private sealed class Rounding(int decimals) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        /// <summary>Nobody asks the copy for its envelope.</summary>
        public bool GeometryChanged => false;

        /// <summary>Adding zero turns -0 into 0.</summary>
        public void Filter(CoordinateSequence places, int i)
        {
            places.SetX(i, Math.Round(places.GetX(i), decimals) + 0.0);
            places.SetY(i, Math.Round(places.GetY(i), decimals) + 0.0);
        }
    }
}

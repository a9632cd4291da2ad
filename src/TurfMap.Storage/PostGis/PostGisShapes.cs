using System.Data.Common;
using NetTopologySuite.Geometries;
using Npgsql;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Importing;
using TurfMap.Spatial;

namespace TurfMap.Storage.PostGis;

/// <summary>Shapes on their way to and from PostGIS by Npgsql's plugin for NetTopologySuite, in EPSG 4326.</summary>
internal static class PostGisShapes
{
    private const int LonLatSystem = 4326;

    /// <summary>
    /// Two dimensions, as the columns have them: without saying so an empty point would be sent with a height, and refused.
    /// </summary>
    public static NpgsqlDataSourceBuilder With(NpgsqlConnectionStringBuilder connection)
    {
        var builder = new NpgsqlDataSourceBuilder(connection.ToString());
        builder.UseNetTopologySuite(LonLatGeometry.Factory.CoordinateSequenceFactory, LonLatGeometry.Factory.PrecisionModel, Ordinates.XY);
        return builder;
    }

    /// <summary>
    /// What each piece of work begins with, by which <see cref="AreKnown"/> tells whether the connection knows the type of shapes.
    /// </summary>
    /// <remarks>
    /// Npgsql reads the types of a server once. A server whose PostGIS came later (this program adds it to a new database, a replica
    /// replays that, a database is restored in the place of another) would be one without shapes until the program is started again.
    /// </remarks>
    public const string Probe = "SELECT NULL::geometry";

    public static bool AreKnown(DbDataReader probe) => probe.GetDataTypeName(0).EndsWith("geometry", StringComparison.Ordinal);

    /// <summary>A shape of the row, labelled with its system, and its parts too.</summary>
    /// <exception cref="RefusedException">It is of a kind that this program does not write.</exception>
    public static Geometry Read(DbDataReader row, int column, string location)
    {
        try
        {
            return Labelled(row.GetFieldValue<Geometry>(column));
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidCastException or EndOfStreamException)
        {
            throw new RefusedException(
                Refusal.StoreUnusable,
                $"{location} holds a shape that this program does not write, for it is damaged or another program changed it. "
                    + "Run check on it, and restore a backup."
            );
        }
    }

    public static Geometry Of(LonLat place) => LonLatGeometry.Factory.CreatePoint(new Coordinate(place.Longitude, place.Latitude));

    /// <summary>A shape to send; one of another system is a copy, for it is somebody else's.</summary>
    public static Geometry Of(Geometry shape) => shape.SRID == LonLatSystem ? shape : Labelled(shape.Copy());

    /// <summary>
    /// The plugin's reader is shared by all connections and remembers the system of the shape before: parts of a shape come without one,
    /// and beside another thread a whole shape can.
    /// </summary>
    private static Geometry Labelled(Geometry shape)
    {
        shape.SRID = LonLatSystem;
        if (shape is GeometryCollection several)
            foreach (var part in several.Geometries)
                Labelled(part);
        return shape;
    }
}

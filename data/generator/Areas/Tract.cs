using NetTopologySuite.Geometries;

namespace SampleCity.Areas;

/// <summary>One unit of the city.</summary>
internal sealed class Tract
{
    public required int Index { get; init; }

    public required Neighbourhood Place { get; init; }

    /// <summary>Longitude and latitude, seven decimals; shares every vertex with its neighbours.</summary>
    public required Geometry Shape { get; init; }

    /// <summary>Before the bend, in metres.</summary>
    public required Polygon Drawn { get; init; }

    /// <summary>In the drawn plane, metres.</summary>
    public required Coordinate Centre { get; init; }

    public required double Km2 { get; init; }

    public string Code { get; set; } = "";

    public string? Park { get; set; }

    public int Population { get; set; }

    public int Ward { get; set; }

    public int OldWard { get; set; }

    public string District => $"{Place.Borough}{Place.District:00}";
}

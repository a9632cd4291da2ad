using NetTopologySuite.Geometries;
using TurfMap.Tests;

namespace TurfMap.Formats.Tests;

/// <summary>Every real city file is read whole; counts as known, and twins in two formats agree.</summary>
public sealed class RealFileTests
{
    [Theory]
    [InlineData("nyc/tracts_2010.geojson.gz", 2165, FileFormat.GeoJson)]
    [InlineData("nyc/nyct2010_15b_2263/nyct2010.shp", 2166, FileFormat.Shapefile)]
    [InlineData("nyc/nta_2010_2263/nta_2010_2263.shp", 195, FileFormat.Shapefile)]
    [InlineData("nyc/dwillis_boroughs.geojson.gz", 5, FileFormat.GeoJson)]
    [InlineData("nyc/dwillis_community_districts.geojson.gz", 71, FileFormat.GeoJson)]
    [InlineData("nyc/council_2013.geojson.gz", 51, FileFormat.GeoJson)]
    [InlineData("nyc/election_districts.topojson.gz", 5199, FileFormat.TopoJson)]
    [InlineData("nyc/election_districts_coarse.geojson.gz", 5199, FileFormat.GeoJson)]
    [InlineData("nyc/open_streets_2022.geojson.gz", 542, FileFormat.GeoJson)]
    [InlineData("nyc/nta_health_lep.csv", 195, FileFormat.Csv)]
    [InlineData("nyc/nyc_housing_2022.csv.gz", 5362, FileFormat.Csv)]
    [InlineData("nyc/nyc_linknyc_2022.csv.gz", 1832, FileFormat.Csv)]
    [InlineData("nyc/nyc_open_restaurants.csv.gz", 12819, FileFormat.Csv)]
    [InlineData("nyc/permitted_events_2022.csv.gz", 8448, FileFormat.Csv)]
    [InlineData("nyc/block_census_data.csv.gz", 39148, FileFormat.Csv)]
    [InlineData("dc/wards_2012_webmercator_shp/Wards_from_2012.shp", 8, FileFormat.Shapefile)]
    [InlineData("dc/ward-2012.geojson.gz", 8, FileFormat.GeoJson)]
    [InlineData("dc/single-member-district-2013.geojson.gz", 296, FileFormat.GeoJson)]
    [InlineData("la/nc_boundary_2019.geojson.gz", 99, FileFormat.GeoJson)]
    [InlineData("la/city_council_districts_2012_coarse.geojson", 15, FileFormat.GeoJson)]
    public void Counts_are_as_known(string file, int count, FileFormat format)
    {
        using var reader = Open.Path(RealData.Path(["data", .. file.Split('/')]));
        Assert.Equal(count, reader.Read().Count());
        Assert.Equal(format, reader.Format);
    }

    [Fact]
    public void Every_file_of_the_three_cities_is_read()
    {
        foreach (var city in new[] { "nyc", "dc", "la", "other" })
        foreach (var path in Directory.GetFiles(RealData.Path("data", city), "*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(path) is ".dbf" or ".prj" or ".cpg" or ".shx" or ".gpkg" or ".md")
                continue;
            using var reader = Open.Path(path);
            var count = 0;
            foreach (var feature in reader.Read())
                Assert.Equal(++count, feature.Number);
            Assert.True(count > 0, path);
            Assert.True(reader.Format != FileFormat.Unknown && reader.BytesRead > 0, path);
        }
    }

    [Fact]
    public void Tracts_from_shapefile_and_geojson_are_the_same_places()
    {
        using var shapes = Open.Path(RealData.Path("data", "nyc", "nyct2010_15b_2263", "nyct2010.shp"));
        using var twin = Open.Path(RealData.Path("data", "nyc", "tracts_2010.geojson.gz"));
        Assert.StartsWith("PROJCS[\"NAD_1983_StatePlane_New_York_Long_Island_FIPS_3104_Feet\"", shapes.DeclaredCrs);
        Assert.Contains("CRS84", twin.DeclaredCrs);
        var byCode = twin.Read().ToDictionary(f => (string)f.Fields["BoroCT2010"]!);
        var missing = 0;
        foreach (var feature in shapes.Read())
        {
            // Two tracts of the shapefile have another code in the twin.
            if (!byCode.TryGetValue((string)feature.Fields["BoroCT2010"]!, out var other))
            {
                missing++;
                continue;
            }
            // The file states each area in square feet; shells and holes grouped wrongly would not give it.
            Assert.Equal(
                Convert.ToDouble(feature.Fields["Shape_Area"]),
                feature.Geometry!.Area,
                Convert.ToDouble(feature.Fields["Shape_Area"]) * 1e-3
            );
            Assert.Equal(Holes(other.Geometry!), Holes(feature.Geometry));
            Assert.Equal(other.Fields["NTAName"], feature.Fields["NTAName"]);
        }
        Assert.Equal(2, missing);
    }

    [Fact]
    public void Washingtons_wards_are_the_same_in_both_formats()
    {
        using var shapes = Open.Path(RealData.Path("data", "dc", "wards_2012_webmercator_shp", "Wards_from_2012.shp"));
        using var twin = Open.Path(RealData.Path("data", "dc", "ward-2012.geojson.gz"));
        var names = twin.Read().Select(f => (string)f.Fields["NAME"]!).Order();
        Assert.Equal(names, shapes.Read().Select(f => (string)f.Fields["NAME"]!).Order());
    }

    [Theory]
    [InlineData("nyc/nyc_housing_2022.csv.gz", 4293)]
    [InlineData("nyc/nyc_open_restaurants.csv.gz", 11525)]
    [InlineData("nyc/nyc_linknyc_2022.csv.gz", 1832)]
    [InlineData("nyc/facdb_facilities_unmapped.csv.gz", 801)]
    public void Tables_have_as_many_places_as_known(string file, int places)
    {
        using var reader = Open.Path(RealData.Path(["data", .. file.Split('/')]));
        Assert.Equal(places, reader.Read().Count(f => f.Geometry is Point { IsEmpty: false }));
    }

    [Theory]
    [InlineData("dc/dc_311_2016-08_half_A.csv.gz", "lon", "lat")]
    [InlineData("nyc/flu_vaccination_sites_2022.csv.gz", "Longitude", "Latitude")]
    [InlineData("nyc/dycd_rhy_2022.csv", "Longitude", "Latitude")]
    [InlineData("nyc/nyc_schools_points.csv", "longitude", "latitude")]
    [InlineData("nyc/nyc_housing_2022.csv.gz", "lon", "lat")]
    public void Columns_of_real_tables_are_found(string file, string lon, string lat)
    {
        using var table = new CsvReader(file, File.OpenRead(RealData.Path(["data", .. file.Split('/')])));
        var columns = CoordinateColumns.Guess(table.Header, table.Sample());
        Assert.Equal((lon, lat), (table.Header[columns.Lon!.Value], table.Header[columns.Lat!.Value]));
    }

    private static int Holes(Geometry shape) =>
        Enumerable.Range(0, shape.NumGeometries).Sum(i => ((Polygon)shape.GetGeometryN(i)).NumInteriorRings);
}

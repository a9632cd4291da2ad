using TurfMap.Spatial.Projections;
using TurfMap.Tests;

namespace TurfMap.Spatial.Tests.Projections;

public sealed class CrsDeclarationTests
{
    [Theory]
    [InlineData("EPSG:2263", 2263)]
    [InlineData(" epsg:2263 ", 2263)]
    [InlineData("2263", 2263)]
    [InlineData("urn:ogc:def:crs:EPSG::2263", 2263)]
    [InlineData("urn:ogc:def:crs:EPSG:6.9:26985", 26985)]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/3857", 3857)]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", 4326)]
    [InlineData("OGC:CRS84", 4326)]
    [InlineData("ESRI:102718", 2263)]
    [InlineData("EPSG:900913", 3857)]
    public void A_named_system_is_found_by_any_of_its_names(string declaration, int epsg) =>
        Assert.Equal(epsg, Crs.Recognise(declaration)!.Epsg);

    [Theory]
    [InlineData("")]
    [InlineData("EPSG:27700")]
    [InlineData("EPSG:99999999999999999999")]
    [InlineData("local grid 7")]
    [InlineData("PROJCS[")]
    [InlineData("LOCAL_CS[\"site\",UNIT[\"metre\",1]]")]
    public void An_unknown_system_is_none_and_the_sentence_says_so(string declaration)
    {
        var read = CrsDeclaration.Read(declaration);
        Assert.Null(read.Crs);
        Assert.EndsWith(".", read.Sentence);
    }

    [Theory]
    [InlineData(2263, "data", "nyc", "nta_2010_2263", "nta_2010_2263.prj")]
    [InlineData(2263, "data", "nyc", "nyct2010_15b_2263", "nyct2010.prj")]
    [InlineData(3857, "data", "dc", "wards_2012_webmercator_shp", "Wards_from_2012.prj")]
    public void Real_prj_files_are_recognised_with_parallels_in_either_order(int epsg, params string[] parts) =>
        Assert.Equal(epsg, Crs.Recognise(File.ReadAllText(RealData.Path(parts)))!.Epsg);

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_description_is_understood_by_its_parameters_known_by_number_or_not(
        int epsg,
        double lon,
        double lat,
        double x,
        double y,
        string wkt
    )
    {
        var crs = Crs.FromWkt(wkt)!;
        Assert.Equal(epsg, crs.Epsg);
        var there = crs.FromLonLat(new LonLat(lon, lat));
        Assert.InRange(Math.Abs(there.X - x) * crs.MetresPerUnit, 0, 1e-3);
        Assert.InRange(Math.Abs(there.Y - y) * crs.MetresPerUnit, 0, 1e-3);
    }

    public static TheoryData<int, double, double, double, double, string> Texts => WktReference.Texts;

    [Fact]
    public void A_foot_that_is_not_the_survey_foot_is_another_system() => Assert.Equal(0, Crs.FromWkt(Wkt("0.3048", "984250"))!.Epsg);

    [Theory]
    [InlineData("NaN", "984250")]
    [InlineData("0", "984250")]
    [InlineData("-1", "984250")]
    [InlineData("0.3048", "1e400")]
    [InlineData("0.3048", "NaN")]
    public void Numbers_that_make_no_sense_are_refused(string unit, string easting) => Assert.Null(Crs.FromWkt(Wkt(unit, easting)));

    [Fact]
    public void An_old_datum_is_refused_with_its_name()
    {
        var read = CrsDeclaration.Read(
            "GEOGCS[\"NAD27\",DATUM[\"North_American_Datum_1927\",SPHEROID[\"Clarke "
                + "1866\",6378206.4,294.978698213898]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]"
        );
        Assert.Null(read.Crs);
        Assert.Contains("NAD27", read.Sentence);
    }

    [Fact]
    public void Hostile_descriptions_are_refused_at_once()
    {
        Assert.Null(Crs.FromWkt(string.Concat(Enumerable.Repeat("PROJCS[", 100_000))));
        Assert.Null(Crs.FromWkt(string.Concat(Enumerable.Repeat("A[", 20_000))));
        Assert.Null(Crs.FromWkt("PROJCS[\"" + new string('x', 10_000_000) + "\"]"));
        Assert.Null(Crs.FromWkt("A[" + string.Join(',', Enumerable.Repeat("1", 30_000)) + "]"));
        var random = new Random(11);
        var good = Wkt("0.3048006096012192", "984250");
        for (var i = 0; i < 5000; i++)
        {
            var text = good.ToCharArray();
            for (var j = 0; j < 4; j++)
                text[random.Next(text.Length)] = "[](),\"0129.-eEN \0"[random.Next(17)];
            _ = CrsDeclaration.Read(new string(text)).Sentence;
        }
    }

    private static string Wkt(string unit, string easting) =>
        "PROJCS[\"x\",GEOGCS[\"GCS_North_American_1983\",DATUM[\"D_North_American_1983\",SPHEROID[\"GRS_1980\",6378137.0,"
        + "298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],"
        + $"PROJECTION[\"Lambert_Conformal_Conic\"],PARAMETER[\"False_Easting\",{easting}],PARAMETER[\"False_Northing\",0.0],"
        + "PARAMETER[\"Central_Meridian\",-74.0],"
        + "PARAMETER[\"Standard_Parallel_1\",40.66666666666666],PARAMETER[\"Standard_Parallel_2\",41.03333333333333],"
        + $"PARAMETER[\"Latitude_Of_Origin\",40.16666666666666],UNIT[\"u\",{unit}]]";
}

namespace TurfMap.Spatial.Tests.Projections;

/// <summary>
/// Descriptions as GDAL 3.6 writes them, with the number they should be recognised as (0 for none known here) and a place by PROJ 9.1.1.
/// </summary>
internal static class WktReference
{
    public static TheoryData<int, double, double, double, double, string> Texts =>
        new()
        {
            {
                2263,
                -73.9,
                40.7,
                1011978.076764,
                194321.165971,
                "PROJCS[\"NAD83 / New York Long Island "
                    + "(ftUS)\",GEOGCS[\"NAD83\",DATUM[\"North_American_Datum_1983\",SPHEROID[\"GRS "
                    + "1980\",6378137,298.257222101,AUTHORITY[\"EPSG\",\"7019\"]],AUTHORITY[\"EPSG\",\"6269\"]],"
                    + "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
                    + "AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4269\"]],PROJECTION[\"Lambert_Conformal_Conic_2SP\"],"
                    + "PARAMETER[\"latitude_of_origin\",40.1666666666667],PARAMETER[\"central_meridian\",-74],"
                    + "PARAMETER[\"standard_parallel_1\",41.0333333333333],PARAMETER[\"standard_parallel_2\",40.6666666666667],"
                    + "PARAMETER[\"false_easting\",984250],PARAMETER[\"false_northing\",0],UNIT[\"US survey "
                    + "foot\",0.304800609601219,AUTHORITY[\"EPSG\",\"9003\"]],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH],"
                    + "AUTHORITY[\"EPSG\",\"2263\"]]"
            },
            {
                0,
                -73.57,
                45.5,
                -396346.533306,
                181200.434439,
                "PROJCS[\"NAD83 / Quebec Lambert\",GEOGCS[\"NAD83\",DATUM[\"North_American_Datum_1983\",SPHEROID[\"GRS "
                    + "1980\",6378137,298.257222101,AUTHORITY[\"EPSG\",\"7019\"]],AUTHORITY[\"EPSG\",\"6269\"]],"
                    + "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
                    + "AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4269\"]],PROJECTION[\"Lambert_Conformal_Conic_2SP\"],"
                    + "PARAMETER[\"latitude_of_origin\",44],PARAMETER[\"central_meridian\",-68.5],"
                    + "PARAMETER[\"standard_parallel_1\",60],PARAMETER[\"standard_parallel_2\",46],PARAMETER[\"false_easting\","
                    + "0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],AXIS[\"Easting\",EAST],"
                    + "AXIS[\"Northing\",NORTH],AUTHORITY[\"EPSG\",\"32198\"]]"
            },
            {
                0,
                -96.5,
                39,
                -42900.740268,
                1775022.971151,
                "PROJCS[\"NAD83 / Conus Albers\",GEOGCS[\"NAD83\",DATUM[\"North_American_Datum_1983\",SPHEROID[\"GRS "
                    + "1980\",6378137,298.257222101,AUTHORITY[\"EPSG\",\"7019\"]],AUTHORITY[\"EPSG\",\"6269\"]],"
                    + "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
                    + "AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4269\"]],PROJECTION[\"Albers_Conic_Equal_Area\"],"
                    + "PARAMETER[\"latitude_of_center\",23],PARAMETER[\"longitude_of_center\",-96],"
                    + "PARAMETER[\"standard_parallel_1\",29.5],PARAMETER[\"standard_parallel_2\",45.5],"
                    + "PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1,"
                    + "AUTHORITY[\"EPSG\",\"9001\"]],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH],"
                    + "AUTHORITY[\"EPSG\",\"5070\"]]"
            },
            {
                0,
                2.35,
                48.85,
                652301.564831,
                6861302.725900,
                "PROJCS[\"RGF93 v1 / Lambert-93\",GEOGCS[\"RGF93 "
                    + "v1\",DATUM[\"Reseau_Geodesique_Francais_1993_v1\",SPHEROID[\"GRS "
                    + "1980\",6378137,298.257222101,AUTHORITY[\"EPSG\",\"7019\"]],AUTHORITY[\"EPSG\",\"6171\"]],"
                    + "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
                    + "AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4171\"]],PROJECTION[\"Lambert_Conformal_Conic_2SP\"],"
                    + "PARAMETER[\"latitude_of_origin\",46.5],PARAMETER[\"central_meridian\",3],"
                    + "PARAMETER[\"standard_parallel_1\",49],PARAMETER[\"standard_parallel_2\",44],PARAMETER[\"false_easting\","
                    + "700000],PARAMETER[\"false_northing\",6600000],UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],"
                    + "AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH],AUTHORITY[\"EPSG\",\"2154\"]]"
            },
            {
                26914,
                -99.3,
                38.9,
                473985.922087,
                4305722.338406,
                "PROJCS[\"NAD83 / UTM zone 14N\",GEOGCS[\"NAD83\",DATUM[\"North_American_Datum_1983\",SPHEROID[\"GRS "
                    + "1980\",6378137,298.257222101,AUTHORITY[\"EPSG\",\"7019\"]],AUTHORITY[\"EPSG\",\"6269\"]],"
                    + "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
                    + "AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4269\"]],PROJECTION[\"Transverse_Mercator\"],"
                    + "PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",-99],PARAMETER[\"scale_factor\","
                    + "0.9996],PARAMETER[\"false_easting\",500000],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1,"
                    + "AUTHORITY[\"EPSG\",\"9001\"]],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH],"
                    + "AUTHORITY[\"EPSG\",\"26914\"]]"
            },
            {
                2263,
                -73.9,
                40.7,
                1011978.076764,
                194321.165971,
                "PROJCS[\"NAD_1983_StatePlane_New_York_Long_Island_FIPS_3104_Feet\",GEOGCS[\"GCS_North_American_1983\","
                    + "DATUM[\"D_North_American_1983\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
                    + "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Lambert_Conformal_Conic\"],PARAMETER[\"False_Easting\","
                    + "984250.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",-74.0],"
                    + "PARAMETER[\"Standard_Parallel_1\",41.0333333333333],PARAMETER[\"Standard_Parallel_2\",40.6666666666667],"
                    + "PARAMETER[\"Latitude_Of_Origin\",40.1666666666667],UNIT[\"US survey foot\",0.304800609601219]]"
            },
            {
                0,
                -73.57,
                45.5,
                -396346.533306,
                181200.434439,
                "PROJCS[\"NAD_1983_Quebec_Lambert\",GEOGCS[\"GCS_North_American_1983\",DATUM[\"D_North_American_1983\","
                    + "SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\","
                    + "0.0174532925199433]],PROJECTION[\"Lambert_Conformal_Conic\"],PARAMETER[\"False_Easting\",0.0],"
                    + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",-68.5],PARAMETER[\"Standard_Parallel_1\","
                    + "60.0],PARAMETER[\"Standard_Parallel_2\",46.0],PARAMETER[\"Latitude_Of_Origin\",44.0],UNIT[\"Meter\",1.0]]"
            },
            {
                0,
                -96.5,
                39,
                -42900.740268,
                1775022.971151,
                "PROJCS[\"NAD_1983_Contiguous_USA_Albers\",GEOGCS[\"GCS_North_American_1983\","
                    + "DATUM[\"D_North_American_1983\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
                    + "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Albers\"],PARAMETER[\"False_Easting\",0.0],"
                    + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",-96.0],PARAMETER[\"Standard_Parallel_1\","
                    + "29.5],PARAMETER[\"Standard_Parallel_2\",45.5],PARAMETER[\"Latitude_Of_Origin\",23.0],UNIT[\"Meter\",1.0]]"
            },
            {
                0,
                2.35,
                48.85,
                652301.564831,
                6861302.725900,
                "PROJCS[\"RGF_1993_Lambert_93\",GEOGCS[\"GCS_RGF_1993\",DATUM[\"D_RGF_1993\",SPHEROID[\"GRS_1980\","
                    + "6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],"
                    + "PROJECTION[\"Lambert_Conformal_Conic\"],PARAMETER[\"False_Easting\",700000.0],"
                    + "PARAMETER[\"False_Northing\",6600000.0],PARAMETER[\"Central_Meridian\",3.0],"
                    + "PARAMETER[\"Standard_Parallel_1\",49.0],PARAMETER[\"Standard_Parallel_2\",44.0],"
                    + "PARAMETER[\"Latitude_Of_Origin\",46.5],UNIT[\"Meter\",1.0]]"
            },
            {
                26914,
                -99.3,
                38.9,
                473985.922087,
                4305722.338406,
                "PROJCS[\"NAD_1983_UTM_Zone_14N\",GEOGCS[\"GCS_North_American_1983\",DATUM[\"D_North_American_1983\","
                    + "SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\","
                    + "0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000.0],"
                    + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",-99.0],PARAMETER[\"Scale_Factor\","
                    + "0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"
            },
            {
                2263,
                -73.9,
                40.7,
                1011978.076764,
                194321.165971,
                "PROJCRS[\"NAD83 / New York Long Island (ftUS)\",BASEGEOGCRS[\"NAD83\",DATUM[\"North American Datum "
                    + "1983\",ELLIPSOID[\"GRS "
                    + "1980\",6378137,298.257222101,LENGTHUNIT[\"metre\",1]]],PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\","
                    + "0.0174532925199433]],ID[\"EPSG\",4269]],CONVERSION[\"SPCS83 New York Long Island zone (US Survey "
                    + "feet)\",METHOD[\"Lambert Conic Conformal (2SP)\",ID[\"EPSG\",9802]],PARAMETER[\"Latitude of false "
                    + "origin\",40.1666666666667,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8821]],"
                    + "PARAMETER[\"Longitude of false "
                    + "origin\",-74,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8822]],PARAMETER[\"Latitude of 1st "
                    + "standard parallel\",41.0333333333333,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8823]],"
                    + "PARAMETER[\"Latitude of 2nd standard "
                    + "parallel\",40.6666666666667,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8824]],"
                    + "PARAMETER[\"Easting at false origin\",984250,LENGTHUNIT[\"US survey "
                    + "foot\",0.304800609601219],ID[\"EPSG\",8826]],PARAMETER[\"Northing at false origin\",0,LENGTHUNIT[\"US "
                    + "survey foot\",0.304800609601219],ID[\"EPSG\",8827]]],CS[Cartesian,2],AXIS[\"easting "
                    + "(X)\",east,ORDER[1],LENGTHUNIT[\"US survey foot\",0.304800609601219]],AXIS[\"northing "
                    + "(Y)\",north,ORDER[2],LENGTHUNIT[\"US survey foot\",0.304800609601219]],USAGE[SCOPE[\"Engineering survey, "
                    + "topographic mapping.\"],AREA[\"United States (USA) - New York - counties of Bronx; Kings; Nassau; New "
                    + "York; Queens; Richmond; Suffolk.\"],BBOX[40.47,-74.26,41.3,-71.8]],ID[\"EPSG\",2263]]"
            },
            {
                0,
                -73.57,
                45.5,
                -396346.533306,
                181200.434439,
                "PROJCRS[\"NAD83 / Quebec Lambert\",BASEGEOGCRS[\"NAD83\",DATUM[\"North American Datum "
                    + "1983\",ELLIPSOID[\"GRS "
                    + "1980\",6378137,298.257222101,LENGTHUNIT[\"metre\",1]]],PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\","
                    + "0.0174532925199433]],ID[\"EPSG\",4269]],CONVERSION[\"Quebec Lambert Projection\",METHOD[\"Lambert Conic "
                    + "Conformal (2SP)\",ID[\"EPSG\",9802]],PARAMETER[\"Latitude of false "
                    + "origin\",44,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8821]],PARAMETER[\"Longitude of false "
                    + "origin\",-68.5,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8822]],PARAMETER[\"Latitude of 1st "
                    + "standard parallel\",60,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8823]],PARAMETER[\"Latitude "
                    + "of 2nd standard parallel\",46,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8824]],"
                    + "PARAMETER[\"Easting at false origin\",0,LENGTHUNIT[\"metre\",1],ID[\"EPSG\",8826]],PARAMETER[\"Northing "
                    + "at false origin\",0,LENGTHUNIT[\"metre\",1],ID[\"EPSG\",8827]]],CS[Cartesian,2],AXIS[\"easting "
                    + "(X)\",east,ORDER[1],LENGTHUNIT[\"metre\",1]],AXIS[\"northing "
                    + "(Y)\",north,ORDER[2],LENGTHUNIT[\"metre\",1]],USAGE[SCOPE[\"Topographic mapping (medium and small "
                    + "scale).\"],AREA[\"Canada - Quebec.\"],BBOX[44.99,-79.85,62.62,-57.1]],ID[\"EPSG\",32198]]"
            },
            {
                0,
                -96.5,
                39,
                -42900.740268,
                1775022.971151,
                "PROJCRS[\"NAD83 / Conus Albers\",BASEGEOGCRS[\"NAD83\",DATUM[\"North American Datum "
                    + "1983\",ELLIPSOID[\"GRS "
                    + "1980\",6378137,298.257222101,LENGTHUNIT[\"metre\",1]]],PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\","
                    + "0.0174532925199433]],ID[\"EPSG\",4269]],CONVERSION[\"Conus Albers\",METHOD[\"Albers Equal "
                    + "Area\",ID[\"EPSG\",9822]],PARAMETER[\"Latitude of false "
                    + "origin\",23,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8821]],PARAMETER[\"Longitude of false "
                    + "origin\",-96,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8822]],PARAMETER[\"Latitude of 1st "
                    + "standard parallel\",29.5,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8823]],PARAMETER[\"Latitude "
                    + "of 2nd standard parallel\",45.5,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8824]],"
                    + "PARAMETER[\"Easting at false origin\",0,LENGTHUNIT[\"metre\",1],ID[\"EPSG\",8826]],PARAMETER[\"Northing "
                    + "at false origin\",0,LENGTHUNIT[\"metre\",1],ID[\"EPSG\",8827]]],CS[Cartesian,2],AXIS[\"easting "
                    + "(X)\",east,ORDER[1],LENGTHUNIT[\"metre\",1]],AXIS[\"northing "
                    + "(Y)\",north,ORDER[2],LENGTHUNIT[\"metre\",1]],USAGE[SCOPE[\"Data analysis and small scale data "
                    + "presentation for contiguous lower 48 states.\"],AREA[\"United States (USA) - CONUS onshore - Alabama; "
                    + "Arizona; Arkansas; California; Colorado; Connecticut; Delaware; Florida; Georgia; Idaho; Illinois; "
                    + "Indiana; Iowa; Kansas; Kentucky; Louisiana; Maine; Maryland; Massachusetts; Michigan; Minnesota; "
                    + "Mississippi; Missouri; Montana; Nebraska; Nevada; New Hampshire; New Jersey; New Mexico; New York; North "
                    + "Carolina; North Dakota; Ohio; Oklahoma; Oregon; Pennsylvania; Rhode Island; South Carolina; South Dakota; "
                    + "Tennessee; Texas; Utah; Vermont; Virginia; Washington; West Virginia; Wisconsin; "
                    + "Wyoming.\"],BBOX[24.41,-124.79,49.38,-66.91]],ID[\"EPSG\",5070]]"
            },
            {
                0,
                2.35,
                48.85,
                652301.564831,
                6861302.725900,
                "PROJCRS[\"RGF93 v1 / Lambert-93\",BASEGEOGCRS[\"RGF93 v1\",DATUM[\"Reseau Geodesique Francais 1993 "
                    + "v1\",ELLIPSOID[\"GRS "
                    + "1980\",6378137,298.257222101,LENGTHUNIT[\"metre\",1]]],PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\","
                    + "0.0174532925199433]],ID[\"EPSG\",4171]],CONVERSION[\"Lambert-93\",METHOD[\"Lambert Conic Conformal "
                    + "(2SP)\",ID[\"EPSG\",9802]],PARAMETER[\"Latitude of false "
                    + "origin\",46.5,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8821]],PARAMETER[\"Longitude of false "
                    + "origin\",3,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8822]],PARAMETER[\"Latitude of 1st "
                    + "standard parallel\",49,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8823]],PARAMETER[\"Latitude "
                    + "of 2nd standard parallel\",44,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8824]],"
                    + "PARAMETER[\"Easting at false "
                    + "origin\",700000,LENGTHUNIT[\"metre\",1],ID[\"EPSG\",8826]],PARAMETER[\"Northing at false "
                    + "origin\",6600000,LENGTHUNIT[\"metre\",1],ID[\"EPSG\",8827]]],CS[Cartesian,2],AXIS[\"easting "
                    + "(X)\",east,ORDER[1],LENGTHUNIT[\"metre\",1]],AXIS[\"northing "
                    + "(Y)\",north,ORDER[2],LENGTHUNIT[\"metre\",1]],USAGE[SCOPE[\"Engineering survey, topographic "
                    + "mapping.\"],AREA[\"France - onshore and offshore, mainland and Corsica (France métropolitaine including "
                    + "Corsica).\"],BBOX[41.15,-9.86,51.56,10.38]],ID[\"EPSG\",2154]]"
            },
            {
                26914,
                -99.3,
                38.9,
                473985.922087,
                4305722.338406,
                "PROJCRS[\"NAD83 / UTM zone 14N\",BASEGEOGCRS[\"NAD83\",DATUM[\"North American Datum "
                    + "1983\",ELLIPSOID[\"GRS "
                    + "1980\",6378137,298.257222101,LENGTHUNIT[\"metre\",1]]],PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\","
                    + "0.0174532925199433]],ID[\"EPSG\",4269]],CONVERSION[\"UTM zone 14N\",METHOD[\"Transverse "
                    + "Mercator\",ID[\"EPSG\",9807]],PARAMETER[\"Latitude of natural "
                    + "origin\",0,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8801]],PARAMETER[\"Longitude of natural "
                    + "origin\",-99,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8802]],PARAMETER[\"Scale factor at "
                    + "natural origin\",0.9996,SCALEUNIT[\"unity\",1],ID[\"EPSG\",8805]],PARAMETER[\"False "
                    + "easting\",500000,LENGTHUNIT[\"metre\",1],ID[\"EPSG\",8806]],PARAMETER[\"False "
                    + "northing\",0,LENGTHUNIT[\"metre\",1],ID[\"EPSG\",8807]]],CS[Cartesian,2],AXIS[\"(E)\",east,ORDER[1],"
                    + "LENGTHUNIT[\"metre\",1]],AXIS[\"(N)\",north,ORDER[2],LENGTHUNIT[\"metre\",1]],USAGE[SCOPE[\"Engineering "
                    + "survey, topographic mapping.\"],AREA[\"North America - between 102°W and 96°W - onshore and offshore. "
                    + "Canada - Manitoba; Nunavut; Saskatchewan. United States (USA) - Iowa; Kansas; Minnesota; Nebraska; North "
                    + "Dakota; Oklahoma; South Dakota; Texas.\"],BBOX[25.83,-102,84,-96]],ID[\"EPSG\",26914]]"
            },
            {
                3857,
                -77,
                38.9,
                -8571600.791082,
                4707357.536268,
                "PROJCS[\"WGS 84 / Pseudo-Mercator\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS "
                    + "84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],"
                    + "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
                    + "AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4326\"]],PROJECTION[\"Mercator_1SP\"],"
                    + "PARAMETER[\"central_meridian\",0],PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",0],"
                    + "PARAMETER[\"false_northing\",0],UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],AXIS[\"Easting\",EAST],"
                    + "AXIS[\"Northing\",NORTH],EXTENSION[\"PROJ4\",\"+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 "
                    + "+y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs\"],AUTHORITY[\"EPSG\",\"3857\"]]"
            },
            {
                3857,
                -77,
                38.9,
                -8571600.791082,
                4707357.536268,
                "PROJCRS[\"WGS 84 / Pseudo-Mercator\",BASEGEOGCRS[\"WGS 84\",ENSEMBLE[\"World Geodetic System 1984 "
                    + "ensemble\",MEMBER[\"World Geodetic System 1984 (Transit)\"],MEMBER[\"World Geodetic System 1984 "
                    + "(G730)\"],MEMBER[\"World Geodetic System 1984 (G873)\"],MEMBER[\"World Geodetic System 1984 "
                    + "(G1150)\"],MEMBER[\"World Geodetic System 1984 (G1674)\"],MEMBER[\"World Geodetic System 1984 "
                    + "(G1762)\"],MEMBER[\"World Geodetic System 1984 (G2139)\"],ELLIPSOID[\"WGS "
                    + "84\",6378137,298.257223563,LENGTHUNIT[\"metre\",1]],ENSEMBLEACCURACY[2.0]],PRIMEM[\"Greenwich\",0,"
                    + "ANGLEUNIT[\"degree\",0.0174532925199433]],ID[\"EPSG\",4326]],CONVERSION[\"Popular Visualisation "
                    + "Pseudo-Mercator\",METHOD[\"Popular Visualisation Pseudo "
                    + "Mercator\",ID[\"EPSG\",1024]],PARAMETER[\"Latitude of natural "
                    + "origin\",0,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8801]],PARAMETER[\"Longitude of natural "
                    + "origin\",0,ANGLEUNIT[\"degree\",0.0174532925199433],ID[\"EPSG\",8802]],PARAMETER[\"False "
                    + "easting\",0,LENGTHUNIT[\"metre\",1],ID[\"EPSG\",8806]],PARAMETER[\"False "
                    + "northing\",0,LENGTHUNIT[\"metre\",1],ID[\"EPSG\",8807]]],CS[Cartesian,2],AXIS[\"easting "
                    + "(X)\",east,ORDER[1],LENGTHUNIT[\"metre\",1]],AXIS[\"northing "
                    + "(Y)\",north,ORDER[2],LENGTHUNIT[\"metre\",1]],USAGE[SCOPE[\"Web mapping and "
                    + "visualisation.\"],AREA[\"World between 85.06°S and "
                    + "85.06°N.\"],BBOX[-85.06,-180,85.06,180]],ID[\"EPSG\",3857]]"
            },
            {
                0,
                -112.5,
                43.5,
                567723.661032,
                668300.560448,
                "PROJCS[\"NAD_1983_StatePlane_Idaho_East_FIPS_1101_Feet\",GEOGCS[\"GCS_North_American_1983\","
                    + "DATUM[\"D_North_American_1983\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
                    + "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\","
                    + "656166.667],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",-112.166666666667],"
                    + "PARAMETER[\"Scale_Factor\",0.999947368],PARAMETER[\"Latitude_Of_Origin\",41.6666666666667],UNIT[\"US "
                    + "survey foot\",0.304800609601219]]"
            },
            {
                0,
                -84.5,
                38.5,
                1568870.414619,
                364260.859026,
                "PROJCS[\"NAD_1983_StatePlane_Kentucky_North_FIPS_1601_Feet\",GEOGCS[\"GCS_North_American_1983\","
                    + "DATUM[\"D_North_American_1983\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
                    + "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Lambert_Conformal_Conic\"],PARAMETER[\"False_Easting\","
                    + "1640416.667],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",-84.25],"
                    + "PARAMETER[\"Standard_Parallel_1\",37.9666666666667],PARAMETER[\"Standard_Parallel_2\",38.9666666666667],"
                    + "PARAMETER[\"Latitude_Of_Origin\",37.5],UNIT[\"US survey foot\",0.304800609601219]]"
            },
        };
}

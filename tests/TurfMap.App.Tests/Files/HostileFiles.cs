using System.Globalization;
using System.Text;

namespace TurfMap.App.Tests.Files;

/// <summary>Small files that ask for very much.</summary>
internal static class HostileFiles
{
    /// <summary>Thin rectangles, half of them lying and half standing, so that each crosses half: joining takes minutes.</summary>
    public static string CrossingRectangles(int count, string code)
    {
        var text = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        for (var i = 0; i < count; i++)
        {
            var at = 0.5 * i / count;
            var (west, south, east, north) = i % 2 == 0 ? (-73.0, 39 + at, -72.0, 39.00003 + at) : (-72.9 + at, 38.9, -72.89997 + at, 39.6);
            text.Append(i == 0 ? "" : ",")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{code}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[["
                )
                .Append(
                    CultureInfo.InvariantCulture,
                    $"[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}"
                );
        }
        return text.Append("]}").ToString();
    }

    /// <summary>Polygons of very many corners, which take far more memory than their text packed.</summary>
    public static string ManyCorners(int polygons, int corners)
    {
        var text = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        for (var i = 0; i < polygons; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{i}\"}},")
                .Append("\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,1]");
            for (var corner = 1; corner < corners; corner++)
                text.Append(CultureInfo.InvariantCulture, $",[{corner * 1e-5},{corner % 2 * 1e-6}]");
            text.Append(",[1,1],[0,1]]]}}");
        }
        return text.Append("]}").ToString();
    }
}

using System.Net;
using System.Text;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;

namespace TurfMap.App.Http.Deployment;

/// <summary>Where several cities are hosted: which ones, for people and for programs.</summary>
internal static class CitiesRoutes
{
    private const string Slot = "<!-- cities -->";

    public static void MapCities(this IEndpointRouteBuilder routes, TurfMapOptions options, HostedCities cities)
    {
        routes
            .MapGet("/api/cities", () => View(cities))
            .AllowAnonymous()
            .WithTags("Cities")
            .WithSummary("Where several cities are served: each city, and whether it can answer");
        if (PageFiles.FindRoot(options) is not null)
            routes
                .MapGet("/", (HttpContext http, PageFiles files) => List(http, files.Look().Files["/cities.html"], View(cities)))
                .AllowAnonymous()
                .WithSummary("Where several cities are served: the list of cities as a page")
                .ExcludeFromDescription();
    }

    private static CitiesView View(HostedCities cities) =>
        new([
            .. cities.All.Select(city => new HostedCityView(
                city.Key,
                city.Name,
                city.State.ToString().ToLowerInvariant(),
                city.Path + "/"
            )),
        ]);

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult List(HttpContext http, string page, CitiesView cities)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(
            page.Replace(Slot, string.Concat(cities.Cities.Select(Item)), StringComparison.Ordinal),
            "text/html",
            Encoding.UTF8
        );
    }

    private static string Item(HostedCityView city) =>
        $"<li><a href=\"{WebUtility.HtmlEncode(city.Key)}/\">{WebUtility.HtmlEncode(city.Name)}</a><span class=\"state "
        + $"{city.State}\">{Words(city.State)}</span></li>";

    private static string Words(string state) =>
        state switch
        {
            "ready" => "Answers",
            "starting" => "Being read, a moment",
            _ => "Cannot answer now",
        };
}

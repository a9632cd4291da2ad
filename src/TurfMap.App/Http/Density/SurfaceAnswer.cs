using System.IO.Compression;
using System.Text.Json;
using TurfMap.App.Http.Records;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Density;

namespace TurfMap.App.Http.Density;

/// <summary>A surface as JSON: what it is of, and its classes row by row.</summary>
internal static class SurfaceAnswer
{
    /// <summary>Makes the surface, or says that there are too few cases for one: fewer than thirty, or none with a day.</summary>
    public static MapPayload Of(
        RecordQueryContext asked,
        SurfaceQuery query,
        string tag,
        Func<SurfaceWindow, Spatial.Density.KernelSurface>? residents
    )
    {
        var surface =
            asked.Drawn.Cases.Count >= Surface.LeastCases && asked.Period is { } time ? Make(asked, query, time.Months, residents) : null;
        return new(
            tag,
            "application/json",
            MapPayload.Pack(
                stream =>
                {
                    using var writer = new Utf8JsonWriter(stream);
                    Write(writer, asked, query, surface);
                },
                CompressionLevel.Fastest
            ),
            isOwn: true
        );
    }

    private static Surface Make(
        RecordQueryContext asked,
        SurfaceQuery query,
        double months,
        Func<SurfaceWindow, Spatial.Density.KernelSurface>? residents
    )
    {
        var (cases, least) = (asked.Held.Columns, asked.Of.Rule.LeastConstituents);
        var window = SurfaceWindows.Of(asked.City.Cache, asked.Seen.City, cases.Plane, query.RadiusFeet);
        var issues = asked.Held.Issues.First(asked.Drawn.Cases);
        return residents is null
            ? Surface.PerArea(cases, issues, window, months, least)
            : Surface.PerResidents(cases, issues, window, residents(window), months, least);
    }

    private static void Write(Utf8JsonWriter writer, RecordQueryContext asked, SurfaceQuery query, Surface? surface)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("about");
        JsonSerializer.Serialize(writer, asked.About(), DensityJsonContext.Default.CasesAboutView);
        writer.WriteString("kernel", "quartic");
        writer.WriteNumber("radiusFeet", query.RadiusFeet);
        writer.WriteNumber("cellFeet", query.RadiusFeet / 10);
        writer.WriteString(
            "unit",
            query.IsPerResidents ? $"{asked.Of} per 1,000 residents per year" : $"{asked.Of} per square mile and month"
        );
        writer.WriteStartArray("breaks");
        foreach (var end in query.IsPerResidents ? SurfaceClasses.OfResidents : SurfaceClasses.OfArea)
            writer.WriteNumberValue(end);
        writer.WriteEndArray();
        writer.WriteNumber("constituents", asked.Of.Rule.LeastConstituents);
        writer.WriteBoolean("tooFew", surface is null);
        if (surface is not null)
        {
            var picture = surface.Window.Picture;
            writer.WriteNumber("issues", surface.Issues);
            writer.WriteString("outline", surface.Window.Land.Outline.Layer.Key);
            writer.WriteStartArray("water");
            foreach (var layer in surface.Window.Land.Water)
                writer.WriteStringValue(layer.Layer.Key);
            writer.WriteEndArray();
            writer.WriteNumber("width", picture.Width);
            writer.WriteNumber("height", picture.Height);
            writer.WriteStartArray("box");
            foreach (var side in picture.Box)
                writer.WriteNumberValue(Math.Round(side, 8));
            writer.WriteEndArray();
            writer.WriteBase64String("classes", surface.Draw());
        }
        writer.WriteEndObject();
    }
}

/// <summary>Which surface is asked for.</summary>
internal sealed record SurfaceQuery(int RadiusFeet, bool IsPerResidents)
{
    private const int Usual = 2640;

    public static SurfaceQuery Of(string? radius, string? per)
    {
        var isPerResidents = per switch
        {
            null or "" or "area" => false,
            "residents" => true,
            _ => throw new BadInputException(
                $"A surface is of cases per area or per residents, not per \"{Short(per)}\".",
                ("per", "area or residents is needed.")
            ),
        };
        if (string.IsNullOrEmpty(radius))
            return new(isPerResidents ? Surface.RadiusOfResidents : Usual, isPerResidents);
        var feet = Array.Find(SurfaceWindow.Radii, one => radius == $"{one}");
        return feet == 0
                ? throw new BadInputException(
                    $"A surface has a radius of {string.Join(", ", SurfaceWindow.Radii[..^1])} or {SurfaceWindow.Radii[^1]} "
                        + $"feet, not \"{Short(radius)}\": with others two pictures could not be laid side by side.",
                    ("radius", "A radius such as 2640 is needed.")
                )
            : isPerResidents && feet != Surface.RadiusOfResidents
                ? throw new BadInputException(
                    $"A surface per residents has a radius of {Surface.RadiusOfResidents} feet: within a smaller one live "
                        + "too few. Leave the radius out.",
                    ("radius", $"{Surface.RadiusOfResidents}, or none.")
                )
            : new(feet, isPerResidents);
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

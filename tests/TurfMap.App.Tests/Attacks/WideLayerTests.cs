using System.Net;
using System.Text;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Attacks;

/// <summary>Whoever imports a layer can make the city as wide as the world; what is laid over it then says so.</summary>
public sealed class WideLayerTests(BesiegedCity city) : IClassFixture<BesiegedCity>
{
    [Fact]
    public async Task A_layer_many_degrees_wide_gives_a_sentence_where_hexagons_are_asked_for()
    {
        using var program = city.Visitor();
        await ImportAsync(
            "layer?layer=wide&code=code",
            "wide.geojson",
            """
            {"type":"Feature","properties":{"code":"1"},"geometry":{"type":"Polygon",
            "coordinates":[[[-120,25],[-60,25],[-60,55],[-120,55],[-120,25]]]}}
            """
        );
        await ImportAsync("cases", "cases.csv", "id,kind,status,opened,lon,lat\nW-1,noise,open,2026-01-02,-73.5,40.5\n");

        foreach (
            var path in new[]
            {
                "hexagons",
                "hexagons?format=csv",
                "hotspots",
                "hotspots?on=hexagons",
                "compare?first=2026-01-01..2026-01-31&second=2026-02-01..2026-02-28",
                "surface",
            }
        )
        {
            var answer = await program.GetAsync($"/api/cases/{path}", Token(Role.Manager));
            if (path != "surface" || answer.StatusCode != HttpStatusCode.OK)
                await Visitor.RefusedAsync(answer, HttpStatusCode.BadRequest, HttpStatusCode.Conflict);
        }
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/cases/counts?by=kind", Token(Role.Manager))).StatusCode);

        async Task ImportAsync(string kind, string name, string content) =>
            Assert.Equal(
                HttpStatusCode.Created,
                (
                    await program.AskAsync(
                        "POST",
                        $"/api/imports/{kind}",
                        new StringContent(content, Encoding.UTF8, "application/octet-stream"),
                        Token(Role.Client),
                        ("Idempotency-Key", $"{Guid.NewGuid()}"),
                        ("X-File-Name", name)
                    )
                ).StatusCode
            );
    }

    private static (string, string) Token(Role role) => ("Authorization", $"Bearer {TestAccess.TokenOf(role)}");
}

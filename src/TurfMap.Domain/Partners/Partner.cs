using TurfMap.Domain.Changes;
using TurfMap.Spatial;

namespace TurfMap.Domain.Partners;

/// <summary>An organisation that can help.</summary>
public sealed record Partner(
    string Id,
    string Name,
    string Kind,
    IReadOnlyList<string> Services,
    IReadOnlyList<string> Languages,
    LonLat? Place,
    string? Address,
    string? Phone,
    string? Hours,
    string? ServiceArea,
    DateOnly? VerifiedOn,
    string? Accessible
)
{
    /// <summary>Refuses what cannot be a partner.</summary>
    public Partner Checked()
    {
        Validate.Text("id", Id, 100);
        Validate.Text("name", Name, 200);
        Validate.Text("kind", Kind, 100);
        Validate.List("services", Services);
        Validate.List("languages", Languages);
        foreach (
            var (field, text) in new[]
            {
                ("address", Address),
                ("phone", Phone),
                ("hours", Hours),
                ("serviceArea", ServiceArea),
                ("accessible", Accessible),
            }
        )
            Validate.Text(field, text, 500, mayBeEmpty: true);
        Validate.Date("verifiedOn", VerifiedOn);
        if (Place is { } place && !(place.IsOnEarth && place != default))
            throw new RefusedException(
                Refusal.Invalid,
                "place is not on the map: a longitude from -180 to 180 and a latitude from -90 to 90 are needed, and not 0, 0."
            );
        return this;
    }
}

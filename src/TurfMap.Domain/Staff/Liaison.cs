using TurfMap.Domain.Changes;

namespace TurfMap.Domain.Staff;

/// <summary>A person of the office who covers a turf.</summary>
/// <param name="Id">The office's own id.</param>
/// <param name="Name">Name.</param>
/// <param name="Languages">Languages spoken, as the office writes them.</param>
/// <param name="HoursPerWeek">Hours a week; null when not told.</param>
/// <param name="HomeUnit">The unit they live in, as coarse as that; never an address.</param>
/// <param name="Phone">Office phone.</param>
/// <param name="Email">Office e-mail.</param>
/// <param name="Since">In the office since.</param>
public sealed record Liaison(
    string Id,
    string Name,
    IReadOnlyList<string> Languages,
    double? HoursPerWeek,
    string? HomeUnit,
    string? Phone,
    string? Email,
    DateOnly? Since
)
{
    /// <summary>Refuses what cannot be a liaison.</summary>
    public Liaison Checked()
    {
        Validate.Text("id", Id, 100);
        Validate.Text("name", Name, 200);
        Validate.List("languages", Languages);
        Validate.Number("hoursPerWeek", HoursPerWeek, 0, 168);
        Validate.Text("homeUnit", HomeUnit, 100, mayBeEmpty: true);
        Validate.Text("phone", Phone, 100, mayBeEmpty: true);
        Validate.Text("email", Email, 200, mayBeEmpty: true);
        Validate.Date("since", Since);
        return this;
    }
}

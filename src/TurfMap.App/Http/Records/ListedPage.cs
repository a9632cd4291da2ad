using System.Buffers.Text;
using System.Globalization;
using System.Text;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Records;

namespace TurfMap.App.Http.Records;

/// <summary>A page of a list of cases or events: newest first by the day they were opened, then by id; undated ones last.</summary>
/// <param name="Rows">The rows in their order.</param>
/// <param name="Next">Where the next page begins; null when there is none.</param>
/// <remarks>
/// A place in the list is a day and an id, as text that nobody needs to read. It stays good when cases come and go, and names nothing that
/// its reader was not shown.
/// Columns hold no ids, so those of the days on a page are read from the store.
/// </remarks>
internal sealed record ListedPage(IReadOnlyList<int> Rows, string? Next)
{
    private const int MostAtOnce = 500;

    public static async Task<ListedPage> OfAsync(
        RecordQueryContext asked,
        string? after,
        int limit,
        Func<IReadOnlyList<int>, CancellationToken, Task<IReadOnlyDictionary<int, string>>> readIds,
        CancellationToken cancel
    )
    {
        var (cases, wanted, place) = (asked.Held.Columns, Math.Clamp(limit, 1, MostAtOnce), Read(after));
        var numbers = NewestFirst.Days(asked.Chosen, cases.Opened, place?.Day ?? ushort.MaxValue, wanted + 1);
        var ids = await readIds([.. numbers.Select(number => cases.Rows[number])], cancel);
        var page = numbers
            .Where(number => ids.ContainsKey(cases.Rows[number]))
            .Select(number => (Number: number, Day: cases.Opened[number], Id: ids[cases.Rows[number]]))
            .Where(one => place is not { } from || one.Day < from.Day || string.CompareOrdinal(one.Id, from.Id) > 0)
            .OrderByDescending(one => one.Day)
            .ThenBy(one => one.Id, StringComparer.Ordinal)
            .Take(wanted + 1)
            .ToArray();
        return new(
            [.. page.Take(wanted).Select(one => cases.Rows[one.Number])],
            page.Length > wanted ? Write(page[wanted - 1].Day, page[wanted - 1].Id) : null
        );
    }

    /// <summary>A place in the list as text.</summary>
    internal static string Write(ushort day, string id) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{day} {id}")));

    private static (ushort Day, string Id)? Read(string? after)
    {
        if (string.IsNullOrEmpty(after))
            return null;
        if (
            Base64Url.IsValid(after)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(after)) is var text
            && text.IndexOf(' ') is > 0 and var space
            && ushort.TryParse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var day)
        )
            return (day, text[(space + 1)..]);
        throw new BadInputException(
            "The place in the list is not one that this list gave. Begin without \"after\", and pass on what \"next\" says.",
            ("after", "What \"next\" said is needed.")
        );
    }
}

using TurfMap.App.Hosting;
using TurfMap.Domain.Access;
using TurfMap.Domain.Records;
using TurfMap.Storage;

namespace TurfMap.App.Http.Records;

/// <summary>The cases of a city or its events: the same questions are asked of both.</summary>
/// <param name="Name">What they are called in addresses and answers.</param>
/// <param name="Tag">What they are called in the description of the API.</param>
/// <param name="Permission">Who may ask.</param>
/// <param name="Columns">Where they are counted.</param>
/// <param name="Scope">Which of them an asker may see.</param>
/// <param name="Rule">What may be shown of them.</param>
/// <param name="ReadIdsAsync">The ids of some rows.</param>
internal sealed record RecordSet(
    string Name,
    string Tag,
    Permission Permission,
    Func<HostedCity, RecordColumnsCache> Columns,
    Func<Caller, CaseScope> Scope,
    DisclosureRule Rule,
    Func<ReadOnlyStore, IReadOnlyList<int>, CancellationToken, Task<IReadOnlyDictionary<int, string>>> ReadIdsAsync
)
{
    /// <summary>Cases: a liaison sees those of the turfs they lead or back up.</summary>
    public static RecordSet Cases { get; } =
        new(
            "cases",
            "Cases",
            Permission.ReadCases,
            city => city.Cases,
            Rules.CasesOf,
            DisclosureRule.OfCases,
            (store, rows, cancel) => store.Cases.ReadIdsAsync(rows, cancel)
        );

    /// <summary>Events: whoever is signed in sees all.</summary>
    public static RecordSet Events { get; } =
        new(
            "events",
            "Events",
            Permission.ReadPartners,
            city => city.Events,
            _ => CaseScope.All,
            DisclosureRule.OfEvents,
            (store, rows, cancel) => store.Events.ReadIdsAsync(rows, cancel)
        );

    /// <summary>Whether a look at single ones is noted in the audit.</summary>
    public bool IsAudited => this == Cases;

    /// <summary>The group of its routes.</summary>
    public RouteGroupBuilder MapGroup(IEndpointRouteBuilder routes, string under = "/api") =>
        routes.MapGroup($"{under}/{Name}").RequireAuthorization(Permission.ToString()).WithTags(Tag);

    public override string ToString() => Name;
}

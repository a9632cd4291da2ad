using TurfMap.App.Access;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Http.SavedViews;

/// <summary>Views that people keep: their own, and those that others share with all who are signed in.</summary>
internal static class ViewRoutes
{
    public static void MapViews(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/views").RequireAuthorization(nameof(Permission.OwnAccount)).WithTags("Views");
        api.MapGet("/", List).WithSummary("Your saved views, and those that others share");
        api.MapPost("/", Add).WithSummary("Saves a view under a name: the query of the page's address").Produces<SavedViewView>(201);
        api.MapDelete("/{id}", Remove).WithSummary("Deletes one of your views. An administrator can delete shared views of others");
    }

    private static async Task<IReadOnlyList<SavedViewView>> List(HttpContext http, HostedCity city)
    {
        http.Response.Headers.CacheControl = "no-store";
        var account = http.NeedCaller().AccountId;
        return [.. (await city.Store.Views.ListViewsAsync(account, http.RequestAborted)).Select(view => SavedViewView.Of(view, account))];
    }

    private static async Task<IResult> Add(HttpContext http, HostedCity city, SavedViewForm form)
    {
        var account = http.NeedCaller().AccountId;
        var view = new SavedView(
            Secrets.NewId(),
            account,
            form.Name ?? "",
            form.Link ?? "",
            form.Shared ?? false,
            city.Access.Clock.GetUtcNow()
        ).Checked();
        await city.Store.Views.AddViewAsync(view, http.RequestAborted);
        return TypedResults.Created((string?)null, SavedViewView.Of(view, account));
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.NoContent> Remove(HttpContext http, HostedCity city, string id)
    {
        var caller = http.NeedCaller();
        var (account, cancel) = (caller.AccountId, http.RequestAborted);
        // Another's view that is not shared and one that is not there get the same answer.
        var isRemoved =
            await city.Store.Views.TryRemoveViewAsync(id, account, cancel)
            || caller.May(Permission.ManageAccounts)
                && (await city.Store.Views.ListViewsAsync(account, cancel)).Any(view => view.Id == id)
                && await city.Store.Views.TryRemoveViewAsync(id, null, cancel);
        return isRemoved ? TypedResults.NoContent() : throw new RefusedException(Refusal.NotFound, "There is no such view among yours.");
    }
}

/// <summary>A view as it is sent.</summary>
internal sealed record SavedViewForm(string? Name, string? Link, bool? Shared);

/// <summary>A view as it is answered.</summary>
internal sealed record SavedViewView(string Id, string Name, string Link, bool Mine, bool Shared)
{
    public static SavedViewView Of(SavedView view, string account) =>
        new(view.Id, view.Name, view.Link, view.Account == account, view.IsShared);
}

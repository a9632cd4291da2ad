using System.Data.Common;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>
/// Saved views. Always asked of the primary: who saved one a moment ago sees it. They are no part of the city's data: no batch keeps them,
/// and the city's version stays.
/// </summary>
public sealed class ViewQueries
{
    private readonly Engine engine;
    private readonly Batches batches;

    internal ViewQueries(Engine engine, Batches batches) => (this.engine, this.batches) = (engine, batches);

    /// <summary>The views of an account and those that others share, by name.</summary>
    public Task<IReadOnlyList<SavedView>> ListViewsAsync(string account, CancellationToken cancel) =>
        engine.ReadAsync<IReadOnlyList<SavedView>>(
            session =>
                [
                    .. session
                        .List(
                            "SELECT * FROM saved_view WHERE account = @account OR shared = @yes",
                            Shape,
                            ("@account", account),
                            ("@yes", true)
                        )
                        .OrderBy(view => view.Name, StringComparer.OrdinalIgnoreCase)
                        .ThenBy(view => view.Id, StringComparer.Ordinal),
                ],
            Freshness.Newest,
            cancel
        );

    /// <summary>Keeps a view. Writers come one after another, so what was counted still holds when the row is written.</summary>
    /// <exception cref="RefusedException">The account has one of this name, or as many as it may.</exception>
    public Task AddViewAsync(SavedView view, CancellationToken cancel) =>
        batches.WriteAsync(
            session =>
            {
                if (
                    session.Scalar<long>(
                        "SELECT count(*) FROM saved_view WHERE account = @account AND name = @name",
                        ("@account", view.Account),
                        ("@name", view.Name)
                    ) > 0
                )
                    throw new RefusedException(
                        Refusal.Conflict,
                        $"You have a view called \"{view.Name}\" already. Give this one another name, or delete that one first."
                    );
                if (
                    session.Scalar<long>("SELECT count(*) FROM saved_view WHERE account = @account", ("@account", view.Account))
                    >= SavedView.Most
                )
                    throw new RefusedException(
                        Refusal.Conflict,
                        $"You keep {SavedView.Most} views already, which is as many as there may be. Delete one that is not "
                            + "needed any more."
                    );
                StampRows.Move(session, CityPart.Views);
                return session.Run(
                    "INSERT INTO saved_view (id, account, name, link, shared, made_at) VALUES (@id, @account, @name, "
                        + "@link, @shared, @made)",
                    ("@id", view.Id),
                    ("@account", view.Account),
                    ("@name", view.Name),
                    ("@link", view.Link),
                    ("@shared", view.IsShared),
                    ("@made", Batches.ToMillisecond(view.MadeAt))
                );
            },
            cancel
        );

    /// <summary>Takes a view away; false when there is none of this id that the account has. Without an account, whoever has it.</summary>
    public Task<bool> TryRemoveViewAsync(string id, string? account, CancellationToken cancel) =>
        batches.WriteAsync(
            session =>
            {
                var isGone =
                    session.Run(
                        "DELETE FROM saved_view WHERE id = @id AND (account = @account OR @any = @yes)",
                        ("@id", id),
                        ("@account", account ?? ""),
                        ("@any", account is null),
                        ("@yes", true)
                    ) == 1;
                if (isGone)
                    StampRows.Move(session, CityPart.Views);
                return isGone;
            },
            cancel
        );

    private static SavedView Shape(DbDataReader row) =>
        new(row.Text("id"), row.Text("account"), row.Text("name"), row.Text("link"), row.Flag("shared"), row.Moment("made_at"));
}

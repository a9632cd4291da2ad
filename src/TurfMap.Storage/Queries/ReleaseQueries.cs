using System.Text.Json;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Figures.Releases;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>Months that were released: added, listed, never changed.</summary>
public sealed class ReleaseQueries
{
    private readonly Engine engine;
    private readonly Batches batches;
    private readonly Freshness freshness;

    internal ReleaseQueries(Engine engine, Batches batches, Freshness freshness) =>
        (this.engine, this.batches, this.freshness) = (engine, batches, freshness);

    /// <summary>All months that were released, in order.</summary>
    public Task<IReadOnlyList<ReleasedMonth>> ListAsync(CancellationToken cancel) =>
        engine.ReadAsync<IReadOnlyList<ReleasedMonth>>(
            session =>
                session.List(
                    "SELECT * FROM released_month ORDER BY month",
                    row => new ReleasedMonth(
                        row.Date("month"),
                        row.Text("layer"),
                        row.Whole("vintage"),
                        row.Moment("made_at"),
                        row.Text("author"),
                        JsonSerializer.Deserialize<MonthFigures>(row.Text("content"))!
                    )
                ),
            freshness,
            cancel
        );

    /// <summary>Keeps months, all or none; one that stands already is refused.</summary>
    public Task AddAsync(IReadOnlyList<ReleasedMonth> months, ChangeRequest by, CancellationToken cancel) =>
        batches.WriteAsync(
            session =>
            {
                foreach (var one in months)
                {
                    if (session.Scalar<long>("SELECT count(*) FROM released_month WHERE month = @month", ("@month", one.Month)) > 0)
                        throw Releasing.Twice(one.Month);
                    session.Run(
                        "INSERT INTO released_month (month, layer, vintage, made_at, author, content) VALUES (@month, "
                            + "@layer, @vintage, @at, @author, @content)",
                        ("@month", one.Month),
                        ("@layer", one.Layer),
                        ("@vintage", one.Vintage),
                        ("@at", one.MadeAt),
                        ("@author", one.Author),
                        ("@content", JsonSerializer.Serialize(one.Figures))
                    );
                    AuditTrail.Append(
                        session,
                        [
                            batches.Entry(
                                by,
                                "release month",
                                $"{one.Month:yyyy-MM}",
                                null,
                                JsonSerializer.Serialize(new { figures = one.Figures.Count, hidden = one.Figures.Hidden })
                            ),
                        ]
                    );
                }
                StampRows.Move(session, CityPart.Releases);
                return months.Count;
            },
            cancel
        );
}

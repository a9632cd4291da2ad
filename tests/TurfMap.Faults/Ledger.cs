using System.Data.Common;
using System.Net.Http.Json;
using System.Text.Json;

namespace TurfMap.Faults;

/// <summary>What is wrong with a store after a fault.</summary>
internal sealed class Findings
{
    public List<string> Lost { get; } = [];

    public List<string> Doubled { get; } = [];

    /// <summary>
    /// Half there; or there although the answer was that nothing was changed; or answered with something no fault excuses.
    /// </summary>
    public List<string> Half { get; } = [];

    public IEnumerable<string> All =>
        Lost.Select(one => "lost: " + one).Concat(Doubled.Select(one => "doubled: " + one)).Concat(Half.Select(one => "half: " + one));
}

/// <summary>Compares what was acknowledged with what stands: in the tables themselves, and in the program's own answers.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<(string Table, long Batch), int> rows = [];
    private readonly ILookup<string, (long Number, string State)> batches;
    private readonly HashSet<string> plans;
    private readonly ILookup<string, long> edits;

    private Ledger(DbConnection store)
    {
        foreach (var table in new[] { "partner", "case_record", "assignment" })
        foreach (
            var (batch, count) in List(
                store,
                $"SELECT batch, count(*) FROM {table} GROUP BY batch",
                row => (row.GetInt64(0), row.GetInt32(1))
            )
        )
            rows[(table, batch)] = count;
        batches = List(
                store,
                "SELECT source, fid, state FROM import_batch WHERE kind <> 'edit' AND state <> 'Refused'",
                row => (row.GetString(0), (row.GetInt64(1), row.GetString(2)))
            )
            .ToLookup(one => one.Item1, one => one.Item2);
        plans = [.. List(store, "SELECT key FROM plan", row => row.GetString(0))];
        edits = List(store, "SELECT name, batch FROM liaison", row => (row.GetString(0), row.GetInt64(1)))
            .ToLookup(one => one.Item1, one => one.Item2);
    }

    /// <summary>Looks at everything that was ever sent.</summary>
    public static async Task VerifyAsync(DbConnection store, HttpClient client, IReadOnlyList<Change> sent, Findings findings)
    {
        var ledger = new Ledger(store);
        var undone = sent.Where(one => one.What == What.Undo).ToLookup(one => one.Target!);
        foreach (var change in sent)
        {
            if (change.Wrong is { } wrong)
                findings.Half.Add(wrong);
            if (change.What == What.Edit)
                ledger.LookAtEdit(change, findings);
            else if (change.What != What.Undo)
                ledger.LookAtImport(change, [.. undone[change]], findings);
        }
        await LookAtAnswersAsync(client, sent, findings);
    }

    private void LookAtEdit(Change edit, Findings findings)
    {
        var kept = edits[edit.Mark].ToArray();
        if (kept.Length > 1)
            findings.Doubled.Add($"edit {edit.Key} was written {kept.Length} times");
        if (edit.Outcome == Outcome.Acknowledged && !kept.Contains(edit.Number))
            findings.Lost.Add($"edit {edit.Key} of {edit.Liaison}, acknowledged as version {edit.Number}");
        LookAtNo(edit, kept.Length > 0, findings);
    }

    private void LookAtImport(Change import, Change[] undos, Findings findings)
    {
        var kept = batches[import.Mark].ToArray();
        if (kept.Length > 1)
            findings.Doubled.Add($"{import.What} {import.Key} was made {kept.Length} times");
        if (import.Outcome == Outcome.Acknowledged && !kept.Any(one => one.Number == import.Number))
            findings.Lost.Add($"{import.What} {import.Key}, acknowledged as import {import.Number}");
        LookAtNo(import, kept.Length > 0, findings);
        foreach (var (number, state) in kept)
        {
            if (state == "Done" && undos.Any(undo => undo.Outcome == Outcome.Acknowledged))
                findings.Lost.Add($"the undo of import {number}, which was acknowledged");
            if (
                state == "Undone"
                && undos.All(undo => undo.Outcome == Outcome.Refused || undo.SaidUnchanged && undo.Outcome == Outcome.InFlight)
            )
                findings.Lost.Add($"import {number}, which nobody took back, or who did was told that nothing was changed");
            var (table, whole) = import.What == What.Publish ? ("assignment", 2) : import.Brings;
            var there = rows.GetValueOrDefault((table, number));
            if (there != (state == "Done" ? whole : 0))
                findings.Half.Add($"import {number} is {state} with {there} of {whole} rows");
            if (import.What == What.Publish && plans.Contains($"plan-{number}") != (state == "Done"))
                findings.Half.Add($"import {number} is {state} and its plan is {(state == "Done" ? "not " : "")}there");
        }
    }

    private static void LookAtNo(Change change, bool isThere, Findings findings)
    {
        if (isThere && (change.Outcome == Outcome.Refused || change is { Outcome: Outcome.InFlight, SaidUnchanged: true }))
            findings.Half.Add($"{change.What} {change.Key} is there, although the answer was that nothing was changed");
    }

    /// <summary>
    /// The same through the front door: each liaison stands in its last acknowledged edit or in one that was in flight, and imports are
    /// listed as they were acknowledged.
    /// </summary>
    private static async Task LookAtAnswersAsync(HttpClient client, IReadOnlyList<Change> sent, Findings findings)
    {
        foreach (var line in sent.Where(one => one is { What: What.Edit, Outcome: not Outcome.Refused }).GroupBy(one => one.Liaison))
        {
            var last = line.Where(one => one.Outcome == Outcome.Acknowledged).MaxBy(one => one.Number);
            using var answer = await client.GetAsync($"/api/liaisons/{line.Key}");
            if (!answer.IsSuccessStatusCode && last is null)
                continue;
            var state = answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default;
            var name = answer.IsSuccessStatusCode ? state.GetProperty("liaison").GetProperty("name").GetString() : "nothing";
            if (name != last?.Mark && !line.Any(one => one.Outcome == Outcome.InFlight && one.Mark == name))
                findings.Lost.Add($"liaison {line.Key} stands in \"{name}\", and the last acknowledged edit is {last?.Key}");
        }
        var listed = (await client.GetFromJsonAsync<JsonElement>("/api/imports"))
            .GetProperty("imports")
            .EnumerateArray()
            .ToDictionary(one => one.GetProperty("id").GetInt64());
        foreach (var change in sent.Where(one => one is { What: What.Import or What.Publish, Outcome: Outcome.Acknowledged }))
            if (
                !listed.TryGetValue(change.Number, out var one)
                || one.GetProperty("source").GetString() != change.Mark
                || change.What == What.Import && one.GetProperty("taken").GetInt32() != change.Brings.Rows
            )
                findings.Lost.Add($"{change.What} {change.Key} is not listed with its rows");
    }

    private static List<T> List<T>(DbConnection store, string sql, Func<DbDataReader, T> shape)
    {
        using var command = store.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var list = new List<T>();
        while (reader.Read())
            list.Add(shape(reader));
        return list;
    }
}

using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Tests;

/// <summary>The same file again and again: what is new, what changed, what is as before.</summary>
public abstract partial class StoreContract
{
    private const string Week =
        "id,kind,status,opened,closed,lon,lat,agency,address\nA,noise,open,2026-01-01T09:15,,-72.5,40.5,DPW,1 Elm "
        + "Street\nB,heat,open,2026-01-02,,,,,\nC,rats,open,2026-01-03,,-72.6,40.5,,\n";

    [Fact]
    public async Task A_file_that_comes_again_writes_nothing_and_says_so()
    {
        await ImportLayerAsync("wards", First, Squares(3));
        var first = await ImportTableAsync("cases", Week);
        var change = await Store.Cases.ReadChangeAsync(Cancel);
        var again = await ImportTableAsync("cases", Week);

        Assert.Equal("Cases: 3 new, 0 changed, 0 as before; 1 without a place.", first.Sentence);
        Assert.Equal(("Cases: 0 new, 0 changed, 3 as before; 1 without a place.", 3L, 3L), (again.Sentence, again.Rows, again.Taken));
        Assert.NotEqual(change, await Store.Cases.ReadChangeAsync(Cancel));
        Assert.Equal(3, CountCaseRows());
        Assert.Equal("DPW", (await Store.Cases.FindCaseAsync("A", Cancel))!.Value.Case.Agency);
        Assert.Equal(new TimeOnly(9, 15), (await Store.Cases.FindCaseAsync("A", Cancel))!.Value.Case.OpenedAt);
        await Store.Imports.UndoAsync(again.Id, Cancel);
        Assert.Equal(3, CountCaseRows());
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Theory]
    [
        InlineData("A,noise,open", "A,noise,closed"),
        InlineData("-72.5,40.5", "-72.5,40.500001"),
        InlineData("-72.5,40.5", ","),
        InlineData("B,heat,open,2026-01-02,,,", "B,heat,open,2026-01-02,,-72.5,40.5"),
        InlineData("T09:15", "T09:16")
    ]
    [
        InlineData("T09:15", ""),
        InlineData("DPW", "DDOT"),
        InlineData("DPW", ""),
        InlineData("1 Elm Street", "1 Elm  Street"),
        InlineData("heat", "Heat"),
        InlineData("2026-01-03,", "2026-01-03,2026-01-09")
    ]
    public async Task One_cell_that_differs_is_one_change_and_undoing_it_brings_back_what_stood(string from, string to)
    {
        await ImportLayerAsync("wards", First, Squares(3));
        await ImportTableAsync("cases", Week);
        var before = await AllCasesAsync();
        var next = await ImportTableAsync(
            "cases",
            Week.Replace(from, to, StringComparison.Ordinal) + "D,new,open,2026-01-04,,-72.5,40.5,,\n"
        );

        Assert.StartsWith("Cases: 1 new, 1 changed, 2 as before", next.Sentence, StringComparison.Ordinal);
        var after = await AllCasesAsync();
        Assert.Equal((4, 2), (after.Count, after.Intersect(before).Count()));
        Assert.Equal(5, CountCaseRows());
        Assert.Empty(await Store.CheckAsync(Cancel));
        await Store.Imports.UndoAsync(next.Id, Cancel);
        Assert.Equal(before, await AllCasesAsync());
        Assert.Equal(3, CountCaseRows());
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task Of_an_id_that_a_file_gives_twice_the_last_row_stands_and_it_counts_once()
    {
        await ImportTableAsync("cases", "id,kind,opened\nA,noise,2026-01-01\nB,noise,2026-01-01\n");
        var batch = await ImportTableAsync(
            "cases",
            "id,kind,opened\nA,noise,2026-01-01\nA,heat,2026-01-01\nB,rats,2026-01-01\nB,mice,2026-01-01\nC,one,"
                + "2026-01-01\nC,two,2026-01-01\nC,two,2026-01-01\n"
        );

        Assert.Equal("Cases: 1 new, 2 changed, 0 as before; 7 without a place, 4 given again further down the file.", batch.Sentence);
        Assert.Equal([("A", "heat"), ("B", "mice"), ("C", "two")], (await AllCasesAsync()).Select(one => (one.Id, one.Kind)));
        Assert.Contains(
            "Line 3, column id: A stands on line 2 too",
            (await Store.Imports.ListProblemsAsync(batch.Id, Cancel)).Select(problem => problem.Sentence).First(),
            StringComparison.Ordinal
        );
        Assert.Empty(await Store.CheckAsync(Cancel));
        await Store.Imports.UndoAsync(batch.Id, Cancel);
        Assert.Equal([("A", "noise"), ("B", "noise")], (await AllCasesAsync()).Select(one => (one.Id, one.Kind)));
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task Every_kind_of_table_leaves_what_stands_as_it_is()
    {
        foreach (
            var (kind, text) in new[]
            {
                ("liaisons", "id,name,hours,since\nL1,Ana,35.5,2024-05-06\nL2,Bo,,\n"),
                ("addresses", "id,number,street,lon,lat\n1,12,Elm Street,-72.5,40.5\n"),
                ("measures", "area,measure,value,moe,year\n1,population,200,1.5,2020\n1,households,90,,\n"),
                ("partners", "id,name,lon,lat,verified,services\n1,Harbor Aid,-72.5,40.5,2026-01-01,a;b\n2,Anchor,,,,\n"),
                ("events", "id,kind,starts,ends,attendance,languages\n1,fair,2026-01-01T10:00,2026-01-01T12:30,12,es\n2,fair,,,,\n"),
            }
        )
        {
            await ImportTableAsync(kind, text);
            var again = await ImportTableAsync(kind, text);
            Assert.Contains(
                $": 0 new, 0 changed, {text.Count(letter => letter == '\n') - 1} as before",
                again.Sentence,
                StringComparison.Ordinal
            );
        }
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Weeks_of_files_leave_what_a_plain_list_would_and_count_as_it_does(int seed)
    {
        var random = new Random(seed);
        await ImportLayerAsync("wards", First, Squares(3));
        var (kept, batches, states) = (new SortedDictionary<string, string>(StringComparer.Ordinal), new List<long>(), new List<string>());
        for (var week = 0; week < 5; week++)
        {
            states.Add(string.Join('\n', kept.Values));
            var rows = new List<string>();
            var (news, changed, same, repeated) = (0, 0, 0, 0);
            // The third week is large enough for the ways in which engines load many rows.
            var ids = Enumerable.Range(0, week == 2 ? 22_000 : 400).OrderBy(_ => random.Next()).ToArray();
            foreach (var id in ids)
            {
                var row = $"C{id},{"noise heat rats".Split(' ')[random.Next(3)]},2026-01-01,{(random.Next(4) == 0 ? "," : "-72.5,40.5")}";
                if (kept.TryGetValue($"C{id}", out var stood) && random.Next(3) > 0)
                    row = stood;
                else if (row != stood && random.Next(20) == 0)
                {
                    rows.Add($"C{id},first,2026-01-01,,");
                    repeated++;
                }
                rows.Add(row);
                _ =
                    stood is null ? news++
                    : stood == row ? same++
                    : changed++;
                kept[$"C{id}"] = row;
            }
            var batch = await ImportTableAsync("cases", "id,kind,opened,lon,lat\n" + string.Join('\n', rows) + "\n");
            Assert.Contains(
                FormattableString.Invariant($"Cases: {news:N0} new, {changed:N0} changed, {same:N0} as before"),
                batch.Sentence,
                StringComparison.Ordinal
            );
            Assert.Equal(
                repeated > 0,
                batch.Sentence.Contains(FormattableString.Invariant($"{repeated:N0} given again"), StringComparison.Ordinal)
            );
            Assert.Equal(string.Join('\n', kept.Values), await PlainAsync());
            batches.Add(batch.Id);
        }
        Assert.Empty(await Store.CheckAsync(Cancel));
        for (var week = 4; week >= 0; week--)
        {
            await Store.Imports.UndoAsync(batches[week], Cancel);
            Assert.Equal(states[week], await PlainAsync());
        }
        Assert.Equal(0, CountCaseRows());
    }

    private async Task<string> PlainAsync() =>
        string.Join(
            '\n',
            (await AllCasesAsync()).Select(one =>
                FormattableString.Invariant($"{one.Id},{one.Kind},{one.Opened:yyyy-MM-dd},{one.Place?.Longitude},{one.Place?.Latitude}")
            )
        );

    private async Task<List<Domain.Records.CaseRecord>> AllCasesAsync() =>
        [.. (await Store.Cases.ReadRowsAsync((await ColumnsAsync()).Rows, Cancel)).OrderBy(one => one.Id, StringComparer.Ordinal)];

    /// <summary>All rows, also those that do not stand any more.</summary>
    private long CountCaseRows() =>
        Store
            .Engine.ReadAsync(session => session.Scalar<long>("SELECT count(*) FROM case_record"), Freshness.Newest, Cancel)
            .GetAwaiter()
            .GetResult();
}

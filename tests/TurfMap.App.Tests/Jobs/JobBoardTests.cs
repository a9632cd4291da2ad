using Microsoft.Extensions.Logging.Abstractions;
using TurfMap.App.Hosting.Jobs;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Tests.Jobs;

/// <summary>The queue of one city, without anything that runs it.</summary>
public sealed class JobBoardTests : IDisposable
{
    private static readonly AssignQuery Nothing = new(null, null, null, null, null, null, null, null, null, null, null);

    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-board-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private JobBoard Open(string store = "mine", long mostWaitingBytes = 1000, TimeProvider? clock = null)
    {
        var board = new JobBoard(
            new(folder, store, clock ?? TimeProvider.System, NullLogger<JobFiles>.Instance),
            (_, _) => throw new InvalidOperationException("Nothing runs here."),
            mostWaitingBytes,
            clock ?? TimeProvider.System,
            NullLogger<JobBoard>.Instance
        );
        board.Restore();
        return board;
    }

    private const string Owner = "somebody";

    private static Job Add(JobBoard board, int bytes = 1, string owner = Owner)
    {
        var id = JobFiles.NewId();
        File.WriteAllBytes(board.Files.Upload(id), new byte[bytes]);
        return board.Add(id, "points.csv", Nothing, owner);
    }

    [Fact]
    public void One_account_fills_its_own_share_of_the_queue_and_nobody_else_s()
    {
        using var board = Open();
        for (var i = 0; i < JobBoard.MostWaitingOfOne; i++)
            Add(board);

        var busy = Assert.Throws<BusyException>(() => Add(board));
        Add(board, owner: "another");

        Assert.Contains("of your files", busy.Message, StringComparison.Ordinal);
        Assert.Equal(JobBoard.MostWaitingOfOne + 1, Directory.GetFiles(folder, "*.upload").Length);
    }

    [Fact]
    public void One_account_fills_its_own_share_of_the_waiting_bytes_and_nobody_else_s()
    {
        using var board = Open();
        Add(board, 200);

        Assert.Throws<BusyException>(() => Add(board, 51));
        Add(board, 51, owner: "another");
        Add(board, 50);
    }

    [Fact]
    public void Results_of_one_account_push_out_its_own_and_no_other_s()
    {
        using var board = Open();
        var other = Add(board, owner: "another");
        board.Cancel(other);
        var first = Add(board);
        board.Cancel(first);
        for (var i = 0; i <= JobBoard.KeptOfOne; i++)
            board.Cancel(Add(board));
        Add(board);

        Assert.Equal(JobState.Cancelled, board.Get(other.Id, "another").State);
        Assert.Throws<RefusedException>(() => board.Get(first.Id, Owner));
    }

    [Fact]
    public void Only_so_many_jobs_may_wait_and_one_that_is_stopped_makes_room()
    {
        using var board = Open();
        var jobs = Enumerable.Range(0, JobBoard.MostWaiting).Select(i => Add(board, owner: $"account {i}")).ToList();

        var busy = Assert.Throws<BusyException>(() => Add(board));
        Assert.Throws<BusyException>(() => board.NeedRoom(0, Owner));
        Assert.Equal(JobBoard.MostWaiting, Directory.GetFiles(folder, "*.upload").Length);
        board.Cancel(jobs[0]);
        Add(board);

        Assert.StartsWith("100 files wait to be placed already", busy.Message, StringComparison.Ordinal);
        Assert.Equal((503, "/problems/busy"), (Problems.Of(busy).Status, Problems.Of(busy).Type));
        Assert.False(File.Exists(board.Files.Upload(jobs[0].Id)));
    }

    [Fact]
    public void Only_so_many_bytes_may_wait()
    {
        using var board = Open();
        Add(board, 600, owner: "another");

        Assert.Throws<BusyException>(() => Add(board, 401));
        Assert.Throws<BusyException>(() => board.NeedRoom(401, Owner));
        Add(board, 400);
    }

    [Fact]
    public void What_waited_waits_again_after_a_restart_and_what_was_stopped_does_not()
    {
        string waits,
            stopped;
        using (var board = Open())
        {
            (waits, stopped) = (Add(board).Id, Add(board).Id);
            board.Cancel(board.Get(stopped, Owner));
        }

        using var again = Open();

        Assert.Equal((JobState.Queued, JobState.Cancelled), (again.Get(waits, Owner).State, again.Get(stopped, Owner).State));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", again.Get(waits, Owner).Query.At);
    }

    [
        Theory,
        InlineData("{\"id\":"),
        InlineData(""),
        InlineData("null"),
        InlineData("{}"),
        InlineData("[1]"),
        InlineData("{\"id\":null,\"store\":\"mine\"}")
    ]
    public void A_record_that_is_half_there_is_dropped(string text)
    {
        File.WriteAllText(Path.Combine(folder, "turfmap-half.json"), text);
        File.WriteAllText(Path.Combine(folder, "turfmap-half.upload"), "lon,lat\n");

        using var board = Open();

        Assert.Throws<RefusedException>(() => board.Get("half", Owner));
        Assert.Empty(Directory.GetFiles(folder, "turfmap-*"));
    }

    [Fact]
    public void A_job_without_its_upload_and_one_that_is_too_old_are_dropped_with_all_their_files()
    {
        string lost,
            old;
        using (var board = Open())
        {
            (lost, old) = (Add(board).Id, Add(board).Id);
            File.Delete(board.Files.Upload(lost));
        }
        using (var soon = Open())
        {
            Assert.Throws<RefusedException>(() => soon.Get(lost, Owner));
            Assert.Equal(JobState.Queued, soon.Get(old, Owner).State);
        }

        using var late = Open(clock: new Later());

        Assert.Throws<RefusedException>(() => late.Get(old, Owner));
        Assert.Empty(Directory.GetFiles(folder, "turfmap-*"));
    }

    [Fact]
    public void Jobs_of_another_store_are_neither_taken_nor_removed()
    {
        string id;
        using (var board = Open())
            id = Add(board).Id;
        using (var other = Open(store: "another"))
            Assert.Throws<RefusedException>(() => other.Get(id, Owner));

        using var again = Open();

        Assert.Equal(JobState.Queued, again.Get(id, Owner).State);
    }

    [Fact]
    public void Two_programs_on_one_folder_do_not_take_each_others_jobs()
    {
        using var first = Open();
        var id = Add(first).Id;
        string own;
        using (var second = Open())
        {
            Assert.Throws<RefusedException>(() => second.Get(id, Owner));
            own = second.Files.Upload(Add(second).Id);
            Assert.NotEqual(folder, Path.GetDirectoryName(own));
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(own)));
        Assert.True(File.Exists(first.Files.Upload(id)));
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddHours(13);
    }
}

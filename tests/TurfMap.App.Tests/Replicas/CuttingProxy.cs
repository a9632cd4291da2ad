using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TurfMap.App.Tests.Replicas;

/// <summary>Where the connection between the program and the database is cut, once.</summary>
internal enum Cut
{
    /// <summary>The end of the transaction does not reach the server.</summary>
    BeforeCommit,

    /// <summary>It is sent to the server, and the line breaks at once.</summary>
    AfterCommit,

    /// <summary>The server has answered, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>The rows are on their way.</summary>
    InCopy,

    /// <summary>The answer has come, and then every line breaks.</summary>
    AfterAnswer,
}

/// <summary>
/// Stands between the program and PostgreSQL and reads just enough of what the program says to cut the connection at a chosen place.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private const int WithoutType = 8;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, Task> open = [];
    private readonly CancellationTokenSource ending = new();
    private readonly Lock arming = new();
    private readonly int server;
    private readonly Task accepting;
    private (Cut Cut, int CopyMessages, TimeSpan Refusing)? armed;
    private long refusesUntil;

    public CuttingProxy(int server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whether the cut that was asked for is still to come.</summary>
    public bool IsArmed
    {
        get
        {
            lock (arming)
                return armed is not null;
        }
    }

    /// <summary>Cuts the next connection that comes to this place; then takes no new ones for a while.</summary>
    public void Arm(Cut cut, int copyMessages, TimeSpan refusing)
    {
        lock (arming)
            armed = (cut, copyMessages, refusing);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting;
        foreach (var client in open.Keys)
            client.Dispose();
        await Task.WhenAll(open.Values);
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(ending.Token);
                if (Environment.TickCount64 < Interlocked.Read(ref refusesUntil))
                    client.Dispose();
                else
                    open[client] = Task.Run(() => CarryAsync(client));
            }
        }
        catch (Exception wrong) when (wrong is OperationCanceledException or SocketException)
        {
            // The test ends.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var upstream = new TcpClient();
        try
        {
            await upstream.ConnectAsync(IPAddress.Loopback, server);
            (client.NoDelay, upstream.NoDelay) = (true, true);
            var state = new Line();
            var back = BackAsync(upstream.GetStream(), client.GetStream(), state);
            if (await ForthAsync(client, upstream.GetStream(), state) == Cut.AfterCommit)
                upstream.LingerState = new(true, 0);
            else
                upstream.Client.Shutdown(SocketShutdown.Send);
            client.Dispose();
            if (upstream.LingerState is { Enabled: true })
                upstream.Dispose();
            await back.WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (Exception wrong) when (wrong is IOException or SocketException or ObjectDisposedException or TimeoutException)
        {
            // One of the two went away.
        }
        finally
        {
            client.Dispose();
            open.TryRemove(client, out _);
        }
    }

    /// <summary>Carries what the server says, until nobody is to hear it any more.</summary>
    private static async Task BackAsync(NetworkStream from, NetworkStream to, Line line)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            if (!line.IsMuted)
                await to.WriteAsync(buffer.AsMemory(0, read));
            if (line.IsCommitting)
                line.Answered.TrySetResult();
        }
        line.Answered.TrySetResult();
    }

    /// <summary>Carries the program's messages one by one, and returns when it is to be cut.</summary>
    private async Task<Cut?> ForthAsync(TcpClient client, NetworkStream to, Line line)
    {
        var copies = 0;
        for (var isBegun = false; await ReadAsync(client.GetStream(), isBegun) is { } message; isBegun |= IsStart(message))
        {
            var type = isBegun ? (char)message[0] : '\0';
            copies += type == 'd' ? 1 : 0;
            var isCommit =
                type is 'Q' or 'P'
                && Encoding.UTF8.GetString(message, 5, message.Length - 5).Trim('\0').Equals("COMMIT", StringComparison.OrdinalIgnoreCase);
            if ((isCommit || type == 'd') && Take(isCommit, copies) is { } cut)
            {
                if (cut == Cut.AfterAnswer)
                    foreach (var other in open.Keys.Where(other => other != client))
                        other.Dispose();
                line.IsMuted = cut != Cut.AfterAnswer;
                line.IsCommitting = true;
                if (cut is not (Cut.BeforeCommit or Cut.InCopy))
                    await to.WriteAsync(message);
                if (cut is Cut.AfterAnswer or Cut.AnswerLost)
                    await line.Answered.Task;
                return cut;
            }
            await to.WriteAsync(message);
        }
        return null;
    }

    private Cut? Take(bool isCommit, int copies)
    {
        lock (arming)
        {
            if (armed is not { } now || (now.Cut == Cut.InCopy ? isCommit || copies < now.CopyMessages : !isCommit))
                return null;
            armed = null;
            Interlocked.Exchange(ref refusesUntil, Environment.TickCount64 + (long)now.Refusing.TotalMilliseconds);
            return now.Cut;
        }
    }

    /// <summary>The first messages have no type: a question for encryption, then the start.</summary>
    private static bool IsStart(byte[] message) =>
        message.Length > WithoutType && BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(4)) >> 16 == 3;

    /// <summary>What the two directions of a connection know of each other.</summary>
    private sealed class Line
    {
        public volatile bool IsMuted;

        public volatile bool IsCommitting;

        public TaskCompletionSource Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static async Task<byte[]?> ReadAsync(NetworkStream from, bool hasType)
    {
        var head = new byte[hasType ? 5 : 4];
        if (await from.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return null;
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(head.Length - 4)) + (hasType ? 1 : 0)];
        head.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(head.Length));
        return message;
    }
}

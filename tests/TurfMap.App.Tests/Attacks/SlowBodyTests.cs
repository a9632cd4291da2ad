using System.Net.Sockets;
using System.Text;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Attacks;

/// <summary>Who sends a file letter by letter, to hold a connection and a file on the disk, is cut off.</summary>
public sealed class SlowBodyTests(BesiegedCity city) : IClassFixture<BesiegedCity>
{
    [Fact]
    public async Task A_file_that_stops_coming_ends_with_its_connection()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(city.Address.Host, city.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/assign/jobs HTTP/1.1\r\nHost: {city.Address.Authority}\r\n"
                    + $"Authorization: Bearer {TestAccess.TokenOf(Role.Client)}\r\nContent-Type: text/csv\r\n"
                    + "Content-Length: 1000000\r\n\r\nlon,lat\n"
            ),
            TestContext.Current.CancellationToken
        );

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadToEndAsync(patience.Token);

        Assert.True(RawLine.StatusOf(answer) == 408, answer);
        Assert.Empty(
            Directory.EnumerateFiles(city.City.Jobs.Files.Upload("x") is var path ? Path.GetDirectoryName(path)! : "", "*.upload")
        );
    }
}

using System.Text.Json;
using TurfMap.Domain.Access;

namespace TurfMap.App.Tests.Attacks;

/// <summary>
/// Passwords go over https, or stay on the machine. A proxy on the machine that asks in its default way looks like a browser there.
/// </summary>
public sealed class PlainHttpTests(BesiegedCity city) : IClassFixture<BesiegedCity>
{
    [Theory]
    [InlineData("HTTP/1.1", "", 200)]
    [InlineData("HTTP/1.1", "Origin: http://127.0.0.1:5080\r\nSec-Fetch-Site: same-origin\r\n", 200)]
    [InlineData("HTTP/1.0", "", 403)] // nginx, as it comes
    [InlineData("HTTP/1.1", "Origin: http://turfmap.city.example\r\n", 403)]
    [InlineData("HTTP/1.1", "Sec-Fetch-Site: same-origin\r\nOrigin: http://turfmap.city.example\r\n", 403)]
    [InlineData("HTTP/1.1", "Referer: http://turfmap.city.example/sign-in.html\r\n", 403)]
    [InlineData("HTTP/1.1", "X-Forwarded-For: 192.0.2.7\r\n", 403)]
    [InlineData("HTTP/1.1", "X-Forwarded-Proto: http\r\n", 403)]
    [InlineData("HTTP/1.1", "X-Real-IP: 192.0.2.7\r\n", 403)]
    [InlineData("HTTP/1.1", "Forwarded: for=192.0.2.7\r\n", 403)]
    [InlineData("HTTP/1.1", "Via: 1.1 proxy\r\n", 403)]
    public async Task A_password_comes_over_plain_http_only_from_the_machine_itself(string protocol, string headers, int status)
    {
        var name = $"plain-{Guid.NewGuid():N}";
        await city.AddAsync(Role.Manager, name);
        var body = JsonSerializer.Serialize(new { name, password = BesiegedCity.Password });

        var answer = await RawLine.AskAsync(
            city.Address,
            $"POST /api/sign-in {protocol}\r\nHost: {city.Address.Authority}\r\n{headers}Content-Type: application/json\r\n"
                + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"
        );

        Assert.True(RawLine.StatusOf(answer) == status, answer);
    }
}

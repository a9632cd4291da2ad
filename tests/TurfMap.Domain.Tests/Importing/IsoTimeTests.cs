using System.Globalization;
using TurfMap.Domain.Importing;

namespace TurfMap.Domain.Tests.Importing;

public sealed class IsoTimeTests
{
    [Theory]
    [InlineData("2026-03-28"), InlineData("2024-02-29"), InlineData("2026-03-28T14:05"), InlineData("2026-03-28 14:05:30"), InlineData("2026-03-28T14:05:30.000"), InlineData("2026-03-28T23:59:59Z")]
    public void Dates_are_read_as_the_library_reads_them(string text)
    {
        var style = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        Assert.True(IsoTime.TryRead(text, out var time));
        Assert.Equal((DateTime.Parse(text, CultureInfo.InvariantCulture, style), text.Length == 10 ? DateTimeKind.Unspecified : DateTimeKind.Utc), (time, time.Kind));
    }

    [Theory]
    [InlineData(""), InlineData("2026-02-29"), InlineData("2026-13-01"), InlineData("2026-00-01"), InlineData("0000-01-01"), InlineData("2026-1-1"), InlineData("2026-03-28T"), InlineData("2026-03-28T24:00")]
    [InlineData("2026-03-28T14:05:30.5"), InlineData("2026-03-28T14:05:30+02:00"), InlineData("2026-03-28T14:05:6"), InlineData("2026-03-28T14:05:30."), InlineData("2026/03/28"), InlineData("2026-03-28x")]
    public void What_is_written_otherwise_is_left_to_the_library(string text) => Assert.False(IsoTime.TryRead(text, out _));
}

using System.Globalization;
using TurfMap.Domain.Importing;

namespace TurfMap.Domain.Tests.Importing;

public sealed class WrittenTimeTests
{
    [Theory]
    [
        InlineData("2026-03-28", "2026-03-28T00:00:00"),
        InlineData("2024-02-29", "2024-02-29T00:00:00"),
        InlineData("2026/03/28", "2026-03-28T00:00:00"),
        InlineData("3/8/2026", "2026-03-08T00:00:00")
    ]
    [
        InlineData("2026-03-28T14:05", "2026-03-28T14:05:00"),
        InlineData("2026-03-28 14:05:30", "2026-03-28T14:05:30"),
        InlineData("2026-03-28T23:59:59Z", "2026-03-28T23:59:59")
    ]
    [
        InlineData("2016-08-03T20:47:11.000Z", "2016-08-03T20:47:11"),
        InlineData("2026-03-28T14:05:30.5", "2026-03-28T14:05:30"),
        InlineData("2016/08/03 20:47:11+00", "2016-08-03T20:47:11")
    ]
    [
        InlineData("05/05/2022 09:00:00 AM", "2022-05-05T09:00:00"),
        InlineData("05/05/2022 12:00:00 AM", "2022-05-05T00:00:00"),
        InlineData("05/05/2022 12:30:00 PM", "2022-05-05T12:30:00")
    ]
    [
        InlineData("5/5/2022 4:07 pm", "2022-05-05T16:07:00"),
        InlineData("12/31/2022 11:59:59PM", "2022-12-31T23:59:59"),
        InlineData("5/5/2022 16:07", "2022-05-05T16:07:00")
    ]
    public void A_time_is_read_as_it_is_written(string text, string expected)
    {
        Assert.True(WrittenTime.TryRead(text, out var time));
        Assert.Equal(expected, time.ToString("s", CultureInfo.InvariantCulture));
    }

    [Theory]
    [
        InlineData("2026-03-28T22:30:00-04:00"),
        InlineData("2026-03-28T22:30:00+0200"),
        InlineData("2026-03-28T22:30:00+11"),
        InlineData("2026-03-28T22:30:00.250-04:00")
    ]
    public void An_offset_does_not_move_the_evening_into_the_next_day(string text)
    {
        Assert.True(WrittenTime.TryRead(text, out var time));
        Assert.Equal(new DateTime(2026, 3, 28, 22, 30, 0), time);
    }

    [Theory]
    [
        InlineData(""),
        InlineData("2026-02-29"),
        InlineData("2026-13-01"),
        InlineData("2026-00-01"),
        InlineData("0000-01-01"),
        InlineData("2026-1-1"),
        InlineData("2026-03-28T"),
        InlineData("2026-03-28T24:00")
    ]
    [
        InlineData("2026-03-28T14:05:6"),
        InlineData("2026-03-28T14:05:30."),
        InlineData("2026-03-28x"),
        InlineData("2026-03/28"),
        InlineData("20022-01-01"),
        InlineData("1/2/20022"),
        InlineData("13/1/2026")
    ]
    [
        InlineData("2/29/2026"),
        InlineData("1/2/26"),
        InlineData("1/2"),
        InlineData("1/2/2026 13:00 PM"),
        InlineData("1/2/2026 0:30 AM"),
        InlineData("1/2/2026 1:60 AM"),
        InlineData("1/2/2026 9"),
        InlineData("/1/2026")
    ]
    [InlineData("2026-03-28T22:30:00-4"), InlineData("2026-03-28T22:30:00-04:0"), InlineData("2026-03-28T22:30:00 zulu")]
    public void What_is_written_otherwise_is_left_to_the_library(string text) => Assert.False(WrittenTime.TryRead(text, out _));

    [Theory, InlineData(1), InlineData(2)]
    public void What_is_read_is_what_the_library_reads(int seed)
    {
        var random = new Random(seed);
        string[] forms =
        [
            "yyyy-MM-dd",
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd HH:mm",
            "yyyy/MM/dd HH:mm:ss",
            "M/d/yyyy h:mm:ss tt",
            "MM/dd/yyyy hh:mm tt",
            "M/d/yyyy H:mm",
        ];
        for (var i = 0; i < 2000; i++)
        {
            var text = new DateTime(1900, 1, 1)
                .AddSeconds(random.NextInt64(9_000_000_000))
                .ToString(forms[random.Next(forms.Length)], CultureInfo.InvariantCulture);
            Assert.True(WrittenTime.TryRead(text, out var time), text);
            Assert.Equal(DateTime.Parse(text, CultureInfo.InvariantCulture), time);
        }
    }
}

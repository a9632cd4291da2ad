using System.Diagnostics;
using TurfMap.App.Hosting;

namespace TurfMap.App.Tests.Programs;

public sealed class SpanPrivacyTests
{
    [Fact]
    public void A_span_that_ends_before_its_request_does_not_pass_on_what_the_client_sent_as_trace_state()
    {
        using var source = new ActivitySource(nameof(SpanPrivacyTests));
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => heard.Name == source.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var client = new ActivityContext(
            ActivityTraceId.CreateRandom(),
            ActivitySpanId.CreateRandom(),
            ActivityTraceFlags.Recorded,
            "a=secret",
            isRemote: true
        );
        using var privacy = new SpanPrivacy();
        using var request = source.StartActivity("request", ActivityKind.Server, client)!;
        using var connecting = source.StartActivity("CONNECT", ActivityKind.Client)!;
        Assert.Equal("a=secret", connecting.TraceStateString);
        connecting.Stop();

        privacy.OnEnd(connecting);

        Assert.True(string.IsNullOrEmpty(connecting.TraceStateString));
        request.Stop();
        privacy.OnEnd(request);
        Assert.True(string.IsNullOrEmpty(request.TraceStateString));
    }
}

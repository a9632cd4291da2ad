using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace TurfMap.App.Hosting;

/// <summary>
/// Leaves of a span what says nothing about a person: no address of a request, no host, no client, no message of an error.
/// </summary>
/// <remarks>
/// What is known to be harmless stays, so what a library adds in a later version does not. A statement's text holds no values, which are
/// sent as parameters. Events cannot be taken out of a span; those of the libraries hold messages of errors, which may quote values, so
/// such a span is not sent: that something went wrong is in the request's span and in the metrics.
/// </remarks>
internal sealed class SpanPrivacy : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> Harmless = FrozenSet.Create(
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "url.scheme",
        "network.protocol.version",
        "error.type",
        "db.system",
        "db.system.name",
        "db.namespace",
        "db.query.text",
        "db.statement",
        "db.response.status_code"
    );

    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.Where(tag => !Harmless.Contains(tag.Key)).ToArray())
            data.SetTag(name, null);
        data.DisplayName =
            data.Kind == ActivityKind.Server
                ? $"{data.GetTagItem("http.request.method")} {data.GetTagItem("http.route")}".TrimEnd()
                : data.OperationName;
        // Null would be looked for in the span above it, which may still run and hold what the client sent.
        data.TraceStateString = "";
        data.SetStatus(data.Status);
        if (data.Events.Any())
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}

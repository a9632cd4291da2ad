using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace TurfMap.Faults;

internal enum What
{
    Edit,
    Import,
    Publish,
    Undo,
}

internal enum Outcome
{
    /// <summary>No answer came, or one that leaves it open: it may have been made or not.</summary>
    InFlight,

    /// <summary>The program said that it is made.</summary>
    Acknowledged,

    /// <summary>The program said no.</summary>
    Refused,
}

/// <summary>A change that was sent, so that it can be sent again the same, and what was heard of it.</summary>
internal sealed class Change(What what, string key, HttpMethod method, string path, string body)
{
    public What What => what;

    public string Key => key;

    /// <summary>For an edit: the liaison.</summary>
    public string Liaison { get; init; } = "";

    /// <summary>For an edit: the version it was made from; 0 for something new.</summary>
    public long From { get; init; }

    /// <summary>For an import: its table and how many rows it brings.</summary>
    public (string Table, int Rows) Brings { get; init; }

    /// <summary>For an undo: what is taken back.</summary>
    public Change? Target { get; init; }

    public Outcome Outcome { get; private set; }

    /// <summary>The import's number; for an edit, the version that it made.</summary>
    public long Number { get; private set; }

    /// <summary>An answer that said that nothing was changed, while leaving open whether it may be tried again.</summary>
    public bool SaidUnchanged { get; private set; }

    /// <summary>An answer that no fault excuses.</summary>
    public string? Wrong { get; private set; }

    /// <summary>What tells this change in the store: an import's file name, an edited liaison's name.</summary>
    public string Mark => what is What.Edit ? $"Name of {key}" : $"{key}.csv";

    /// <summary>Sends it; silence leaves it in flight.</summary>
    public async Task SendAsync(HttpClient client, CancellationToken cancel)
    {
        try
        {
            using var request = Request();
            using var answer = await client.SendAsync(request, cancel);
            Hear((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException)
        {
            // No answer, or half of one.
        }
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.Add("X-File-Name", Mark);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, what is What.Edit ? "application/json" : "text/csv");
        if (what is What.Edit && From == 0)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        else if (what is What.Edit)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{From}\"");
        return request;
    }

    private void Hear(int status, string text)
    {
        if (status < 300)
        {
            var answer = JsonDocument.Parse(text).RootElement;
            Number =
                what is What.Edit ? answer.GetProperty("version").GetProperty("number").GetInt64() : answer.GetProperty("id").GetInt64();
            Outcome = Outcome.Acknowledged;
        }
        else if (status == 409 && what is What.Undo && text.Contains("undone already", StringComparison.Ordinal))
            (Outcome, Number) = (Outcome.Acknowledged, Target!.Number);
        else if (status is 503 or 507)
            SaidUnchanged = text.Contains("Nothing was changed", StringComparison.Ordinal);
        else
        {
            Outcome = Outcome.Refused;
            Wrong =
                status >= 500 || !text.Contains("\"detail\"", StringComparison.Ordinal)
                    ? $"{what} {key} was answered with {status}: {text}"
                    : null;
        }
    }
}

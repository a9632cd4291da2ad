using System.Net;
using System.Text.Json;

namespace TurfMap.App.Access;

/// <summary>An answer of the provider; <see cref="Json"/> is null when it is not an object.</summary>
internal sealed record ProviderReply(HttpStatusCode Status, JsonElement? Json);

/// <summary>Asks the provider, within limits: no redirects, a megabyte, a time. What goes wrong on the way becomes a refusal.</summary>
internal sealed class ProviderConnection : IDisposable
{
    private const int LargestAnswer = 1 << 20;

    private readonly HttpClient client;

    /// <param name="patience">How long an answer may take as a whole.</param>
    public ProviderConnection(TimeSpan patience)
    {
        client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }
        )
        {
            Timeout = patience,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    /// <summary>A document that must be there.</summary>
    public async Task<JsonElement> GetAsync(Uri address, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var reply = await SendAsync(request, cancel);
        return reply is { Status: HttpStatusCode.OK, Json: { } json }
            ? json
            : throw SignInRefusals.Nonsense("The sign-in service's description of itself cannot be read.");
    }

    /// <summary>Any answer that is neither a failure of the provider nor a redirect.</summary>
    public async Task<ProviderReply> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            using var response = await client.SendAsync(request, cancel);
            return (int)response.StatusCode switch
            {
                >= 500 or 429 => throw SignInRefusals.Away("The sign-in service says that it cannot answer now."),
                >= 300 and < 400 => throw SignInRefusals.Nonsense(
                    "The sign-in service sends this server on to another address, which it does not follow."
                ),
                _ => new ProviderReply(response.StatusCode, Read(await response.Content.ReadAsByteArrayAsync(cancel))),
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw SignInRefusals.Away("The sign-in service took too long to answer.");
        }
        catch (HttpRequestException wrong) when (wrong.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw SignInRefusals.Nonsense("The sign-in service's answer is far too large.");
        }
        catch (HttpRequestException wrong) when (wrong.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw SignInRefusals.Nonsense("The sign-in service's certificate is not trusted by this server.");
        }
        catch (Exception wrong) when (wrong is HttpRequestException or IOException)
        {
            throw SignInRefusals.Away("The sign-in service cannot be reached.");
        }
    }

    public void Dispose() => client.Dispose();

    private static JsonElement? Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

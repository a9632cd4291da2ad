using Microsoft.AspNetCore.Http.Features;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Http.Shared;

/// <summary>Files that come in as the body of a request, plain or as the part of a form.</summary>
internal static class Upload
{
    /// <summary>A form holds one file and a few words beside it; those are kept in memory.</summary>
    private static readonly FormOptions OneFile = new()
    {
        MultipartBodyLengthLimit = long.MaxValue,
        ValueCountLimit = 64,
        ValueLengthLimit = 1 << 16,
    };

    /// <summary>What the framework says of a form that ends too early; a full disk says something else.</summary>
    private const int NothingSpecial = unchecked((int)0x80131620);

    /// <summary>
    /// Writes the upload to a file first, and gives its name: a client that sends without reading would otherwise wait for us while we wait
    /// for it.
    /// </summary>
    public static async Task<string> ReceiveAsync(HttpContext http, string path)
    {
        try
        {
            var name = FileName(http);
            await using var file = File.Create(path);
            if (http.Request.HasFormContentType && http.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            {
                var form = await FormAsync(http);
                var part =
                    (form.Files.Count > 0 ? form.Files[0] : null)
                    ?? throw new BadInputException(
                        "The form holds no file. Send it as the part named \"file\".",
                        ("file", "A file is needed.")
                    );
                name = Plain(part.FileName) ?? name;
                await part.CopyToAsync(file, http.RequestAborted);
            }
            else
            {
                await http.Request.Body.CopyToAsync(file, http.RequestAborted);
            }
            return file.Length > 0
                ? name
                : throw new BadInputException("The file is empty. Send one with rows.", ("file", "A file with rows is needed."));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static async Task<IFormCollection> FormAsync(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFormAsync(OneFile, http.RequestAborted);
        }
        catch (Exception wrong)
            when (wrong is InvalidDataException || wrong is IOException { HResult: NothingSpecial } and not BadHttpRequestException)
        {
            throw new BadInputException(
                "The form is broken, or ends too early. Send it again, or send the file itself as the body.",
                ("file", "A whole form is needed.")
            );
        }
    }

    /// <summary>The name that the person gave the file, without folders.</summary>
    public static string FileName(HttpContext http) =>
        Plain(Uri.UnescapeDataString(http.Request.Headers["X-File-Name"].ToString())) ?? "points.csv";

    private static string? Plain(string given) =>
        PlainText.OneLine(given) is var name && name[(name.LastIndexOfAny(['/', '\\']) + 1)..] is { Length: > 0 and < 200 } last
            ? last
            : null;
}

using Microsoft.AspNetCore.Http.Features;
using TurfMap.Domain;

namespace TurfMap.App.Http;

/// <summary>Files that come in as the body of a request, plain or as the part of a form.</summary>
internal static class Upload
{
    /// <summary>Writes the upload to a file first, and gives its name: a client that sends without reading would otherwise wait for us while we wait for it.</summary>
    public static async Task<string> ReceiveAsync(HttpContext http, string path)
    {
        try
        {
            var name = FileName(http);
            await using var file = File.Create(path);
            if (http.Request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
            {
                var form = await http.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = long.MaxValue }, http.RequestAborted);
                var part = (form.Files.Count > 0 ? form.Files[0] : null) ?? throw new BadInputException("The form holds no file. Send it as the part named \"file\".", ("file", "A file is needed."));
                name = Plain(part.FileName) ?? name;
                await part.CopyToAsync(file, http.RequestAborted);
            }
            else
            {
                await http.Request.Body.CopyToAsync(file, http.RequestAborted);
            }
            return file.Length > 0 ? name : throw new BadInputException("The file is empty. Send one with rows.", ("file", "A file with rows is needed."));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The name that the person gave the file, without folders.</summary>
    public static string FileName(HttpContext http) =>
        Plain(Uri.UnescapeDataString(http.Request.Headers["X-File-Name"].ToString())) ?? "points.csv";

    private static string? Plain(string given) => PlainText.OneLine(given) is var name && name[(name.LastIndexOfAny(['/', '\\']) + 1)..] is { Length: > 0 and < 200 } last ? last : null;
}

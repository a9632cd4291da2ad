namespace TurfMap.Tests;

/// <summary>Real city data and reference values that lie beside the checkout and are never copied into it.</summary>
/// <remarks>Looked for in the folder named by <c>TURFMAP_SHARED</c>, else in <c>shared</c> beside the checkout.</remarks>
internal static class RealData
{
    /// <summary>The top of the checkout: the folder that holds TurfMap.sln.</summary>
    public static string Checkout { get; } = FindCheckout();

    private static string? Folder { get; } = FindFolder();

    /// <summary>The path of a file in the shared folder, or a skipped test with a clear message.</summary>
    public static string Path(params string[] parts)
    {
        var path = Find(parts);
#if !BENCHMARK
        Assert.SkipWhen(
            path is null,
            $"The real data file {string.Join('/', parts)} is not on this machine (set TURFMAP_SHARED to the folder that holds it)."
        );
#endif
        return path!;
    }

    /// <summary>The path of a file or folder in the shared folder, or null when it is not there.</summary>
    public static string? Find(params string[] parts)
    {
        if (Folder is null)
            return null;
        var path = System.IO.Path.Combine([Folder, .. parts]);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string? FindFolder()
    {
        var named = Environment.GetEnvironmentVariable("TURFMAP_SHARED");
        var folder = named is { Length: > 0 } ? named : System.IO.Path.Combine(Checkout, "..", "shared");
        return Directory.Exists(folder) ? System.IO.Path.GetFullPath(folder) : null;
    }

    private static string FindCheckout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "TurfMap.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("The tests run from a checkout: no TurfMap.sln was found above " + AppContext.BaseDirectory);
    }
}

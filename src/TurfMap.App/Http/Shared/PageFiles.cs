using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TurfMap.App.Hosting;

namespace TurfMap.App.Http.Shared;

/// <summary>
/// The front end's files, and its pages with addresses that carry the files' hash: what a browser has, it never asks for again.
/// </summary>
/// <remarks>
/// A page names everything under <c>v-HASH/</c>, where HASH is made of the contents of all pages, scripts, styles and libraries; one name
/// for all, because modules import each other by their place. When a file changes, also while the program runs, the pages name another
/// hash. What is served is the bundle in <c>built</c>, as long as it was made of the very files that lie there; else the files as they lie.
/// Safe to share between threads.
/// </remarks>
internal sealed partial class PageFiles(TurfMapOptions options, TimeProvider clock)
{
    /// <summary>For how long the files are not looked at again.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <summary>Where the bundles lie, and in it the file that names what they were made of.</summary>
    private const string Built = "built";
    private const string MadeOf = "sources";

    private static readonly string[] Folders = ["css", "js", "lib"];
    private readonly Lock looking = new();
    private volatile Edition known = FindRoot(options) is { } root ? Read(root, Stamp(root), options.Sources) : Edition.None;
    private long looked = clock.GetTimestamp();

    /// <summary>Where the files lie; null when there are none.</summary>
    public string? Root { get; } = FindRoot(options);

    /// <summary>The pages as they were when somebody last looked.</summary>
    public Edition Known => known;

    /// <summary>Looks whether a file was changed, when nobody did so just now; the pages as they are then.</summary>
    public Edition Look()
    {
        lock (looking)
        {
            if (Root is null || clock.GetElapsedTime(looked) < Rest)
                return known;
            looked = clock.GetTimestamp();
            var stamp = Stamp(Root);
            return known.Stamp == stamp ? known : known = Read(Root, stamp, options.Sources);
        }
    }

    /// <summary>What of an address lies behind the hash, such as <c>/js/main.js</c>; null for an address without one.</summary>
    public static (string Hash, PathString File)? Split(PathString path) =>
        path.Value is { } text && Versioned().Match(text) is { Success: true } match
            ? (match.Groups[1].Value, new PathString(match.Groups[2].Value))
            : null;

    /// <summary>Changes when a file is changed, made or taken away: cheap enough to ask often.</summary>
    private static long Stamp(string root)
    {
        var stamp = new HashCode();
        foreach (var file in Files(root).Append(new(Path.Combine(root, Built, MadeOf))).Where(file => file.Exists))
        {
            stamp.Add(file.FullName, StringComparer.Ordinal);
            stamp.Add(file.Length);
            stamp.Add(file.LastWriteTimeUtc.Ticks);
        }
        return stamp.ToHashCode();
    }

    private static Edition Read(string root, long stamp, bool sources)
    {
        var name = NameOf(root);
        var built = Path.Combine(root, Built);
        var madeOf = Path.Combine(built, MadeOf);
        var isBundled = !sources && File.Exists(madeOf) && File.ReadAllText(madeOf) == name;
        var pages = new DirectoryInfo(isBundled ? built : root)
            .GetFiles("*.html")
            .ToDictionary(
                page => "/" + page.Name,
                page => Named().Replace(File.ReadAllText(page.FullName), $"$1v-{name}/$2"),
                StringComparer.Ordinal
            );
        return new(stamp, name, isBundled, pages);
    }

    /// <summary>The name of the files as they lie. The bundler computes the same, and leaves it beside what it made of them.</summary>
    private static string NameOf(string root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var named = Files(root).Select(file => (File: file, Name: Path.GetRelativePath(root, file.FullName).Replace('\\', '/')));
        foreach (var (file, name) in named.OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(File.ReadAllBytes(file.FullName));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    /// <summary>What a page may be made of; files that begin with a point are the build's own.</summary>
    private static IEnumerable<FileInfo> Files(string root) =>
        Folders
            .Select(folder => new DirectoryInfo(Path.Combine(root, folder)))
            .Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories))
            .Where(file => !file.Name.StartsWith('.'))
            .Concat(new DirectoryInfo(root).EnumerateFiles("*.html"))
            .OrderBy(file => file.FullName, StringComparer.Ordinal);

    /// <summary>Where a page or its import map names a file of ours.</summary>
    [GeneratedRegex("""((?:href|src)="|":"\./)((?:css|js|lib|built)/|favicon\.svg")""")]
    private static partial Regex Named();

    [GeneratedRegex("^/v-([0-9a-f]{16})(/.+)$")]
    private static partial Regex Versioned();

    /// <summary>The front end lies beside the published program, or in the checkout the program was built in.</summary>
    public static string? FindRoot(TurfMapOptions options)
    {
        if (options.WebRoot is { } named)
            return Path.GetFullPath(named);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "wwwroot", "index.html")))
                return Path.Combine(folder.FullName, "wwwroot");
        return null;
    }

    /// <summary>The pages of one state of the files.</summary>
    internal sealed record Edition(long Stamp, string Hash, bool IsBundled, IReadOnlyDictionary<string, string> Files)
    {
        public static Edition None { get; } = new(0, "", false, new Dictionary<string, string>());

        /// <summary>A page by its path, which may end with a slash for the first one; null for anything else.</summary>
        public string? Find(string path) => Files.GetValueOrDefault(path is "" or "/" ? "/index.html" : path);
    }
}

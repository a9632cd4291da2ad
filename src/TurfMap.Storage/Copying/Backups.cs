using System.Security.Cryptography;
using TurfMap.Domain.Changes;
using TurfMap.Storage.GeoPackage;

namespace TurfMap.Storage.Copying;

/// <summary>Backups: whole copies of a store in one GeoPackage, whatever the store is kept in, checked before they count.</summary>
public static class Backups
{
    /// <summary>
    /// Copies a store, as of one moment and while others write, into a file that is not there yet; answers with the bytes written.
    /// </summary>
    /// <remarks>
    /// The file gets its name only when it is whole and was checked. Beside it lies its SHA-256, as <c>sha256sum -c</c> reads it.
    /// </remarks>
    public static async Task<long> BackupAsync(
        CityStore store,
        string path,
        TimeProvider clock,
        IProgress<CopyProgress>? progress,
        CancellationToken cancel
    )
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path))
            throw new RefusedException(
                Refusal.Conflict,
                $"There is a file {path} already. Name another one; a backup is not written over."
            );
        var part = path + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Clear(part);
            await WriteAsync(store, part, clock, progress, cancel);
            using (var copy = CityStore.Open(part, clock, StoreAccess.Read))
                await RefuseDamageAsync(copy, $"The copy of {store.Location}", cancel);
            Flush(part);
            File.WriteAllText(path + ".sha256", $"{Hash(part)}  {Path.GetFileName(path)}\n");
            File.Move(part, path);
            return new FileInfo(path).Length;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(
                Refusal.StoreUnusable,
                $"The backup {path} could not be written: {wrong.Message.TrimEnd('.')}. {store.Location} is as it was."
            );
        }
        finally
        {
            Clear(part);
        }
    }

    /// <summary>
    /// Puts a backup in the place of a store. What the store held is kept beside it (a file), or replaced in one transaction (a database).
    /// </summary>
    /// <returns>What was done, for people.</returns>
    public static async Task<string> RestoreAsync(
        string backup,
        string store,
        bool replace,
        TimeProvider clock,
        IProgress<CopyProgress>? progress,
        CancellationToken cancel
    )
    {
        CheckHash(backup);
        using (var copy = CityStore.Open(backup, clock, StoreAccess.Read))
        {
            await RefuseDamageAsync(copy, $"The backup {backup}", cancel);
            if (CityStore.IsDatabase(store))
            {
                using var target = CityStore.Open(store, clock);
                return $"{await StoreCopy.RunAsync(copy, target, replace, progress, cancel):N0} rows were restored into {target.Location}.";
            }
        }
        return RestoreFile(backup, Path.GetFullPath(store), replace, clock);
    }

    /// <summary>Moves everything from one store into another, empty one, of either kind.</summary>
    public static Task<long> MoveAsync(CityStore from, CityStore to, IProgress<CopyProgress>? progress, CancellationToken cancel) =>
        StoreCopy.RunAsync(from, to, false, progress, cancel);

    private static async Task WriteAsync(
        CityStore store,
        string part,
        TimeProvider clock,
        IProgress<CopyProgress>? progress,
        CancellationToken cancel
    )
    {
        if (await Task.Run(() => store.Engine.TryCopyTo(part), cancel))
            return;
        using var copy = CityStore.Open(part, clock);
        await StoreCopy.RunAsync(store, copy, false, progress, cancel);
        copy.Engine.Settle();
    }

    private static string RestoreFile(string backup, string store, bool replace, TimeProvider clock)
    {
        var kept = $"{Path.ChangeExtension(store, null)}.before-restore-{clock.GetUtcNow():yyyyMMdd-HHmmss}.gpkg";
        var stands = File.Exists(store) && new FileInfo(store).Length > 0;
        if (stands && !replace)
            throw new RefusedException(
                Refusal.Conflict,
                $"There is a store {store} already. Say --replace to put the backup in its place; what it holds is kept beside it."
            );
        Directory.CreateDirectory(Path.GetDirectoryName(store)!);
        using var alone = WriterLock.Take(store);
        var part = store + ".part";
        File.Copy(backup, part, overwrite: true);
        Flush(part);
        if (stands)
        {
            // Whole or damaged, what stood there goes aside with its log: somebody may still want to look at it.
            foreach (var ending in new[] { "-wal", "-shm" })
                if (File.Exists(store + ending))
                    File.Move(store + ending, kept + ending);
            File.Move(store, kept);
        }
        File.Move(part, store);
        alone.Note(0);
        using var restored = CityStore.Open(store, clock, StoreAccess.Read);
        return $"{store} was restored from {backup}.{(stands ? $" What it held before lies in {kept}." : "")}";
    }

    private static async Task RefuseDamageAsync(CityStore store, string name, CancellationToken cancel)
    {
        var findings = await store.CheckAsync(cancel);
        if (findings.Count > 0)
            throw new RefusedException(
                Refusal.StoreUnusable,
                $"{name} is not sound: "
                    + $"{findings[0]}{(findings.Count > 1 ? $" And {findings.Count - 1} more findings." : "")} Nothing was "
                    + "changed.",
                findings
            );
    }

    private static void CheckHash(string backup)
    {
        if (!File.Exists(backup))
            throw new RefusedException(Refusal.NotFound, $"There is no backup {backup}.");
        if (File.Exists(backup + ".sha256") && File.ReadAllText(backup + ".sha256").Split(' ')[0] != Hash(backup))
            throw new RefusedException(
                Refusal.StoreUnusable,
                $"{backup} is not as it was written: its SHA-256 differs from the one in {backup}.sha256. Use another backup."
            );
    }

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    private static void Clear(string part)
    {
        foreach (var ending in new[] { "", "-wal", "-shm", "-journal", ".lock", ".note" })
            File.Delete(part + ending);
    }
}

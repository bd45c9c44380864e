using System.Collections.Concurrent;

namespace Tea.Watching;

/// <summary>Files of which the first change is waited for. They are watched by their directories, as many editors replace a file by another.</summary>
internal sealed class WatchedFiles : IDisposable
{
    private static readonly TimeSpan quiet = TimeSpan.FromMilliseconds(50); // for so long nothing changes once an editor has written it all

    private readonly ConcurrentDictionary<string, FileState> files = new();
    private readonly Dictionary<string, FileSystemWatcher> directories = [];
    private readonly BlockingCollection<string> changes = [];

    /// <summary>Watches one more file.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="state">How it was when it was read.</param>
    /// <exception cref="IOException">The system lets no more be watched.</exception>
    public void Add(string path, FileState state)
    {
        files[path] = state;
        string directory = Path.GetDirectoryName(path)!;
        lock (directories)
        {
            if (!directories.ContainsKey(directory) && Directory.Exists(directory))
            {
                directories[directory] = Watch(directory);
            }
        }

        Look(path);
    }

    /// <summary>Waits until one has changed, and until no more changes come.</summary>
    /// <returns>Its path.</returns>
    public string WaitForChange(CancellationToken cancellation)
    {
        string changed = changes.Take(cancellation);
        while (changes.TryTake(out _, quiet))
        {
        }

        return changed;
    }

    public void Dispose()
    {
        lock (directories)
        {
            foreach (FileSystemWatcher watcher in directories.Values)
            {
                watcher.Dispose();
            }
        }
    }

    private FileSystemWatcher Watch(string directory)
    {
        var watcher = new FileSystemWatcher(directory);
        watcher.Changed += (_, change) => Look(change.FullPath);
        watcher.Created += (_, change) => Look(change.FullPath);
        watcher.Renamed += (_, change) => Look(change.FullPath);
        watcher.Error += (_, _) => LookAtAll(); // more has happened than it could tell
        try
        {
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (IOException)
        {
            watcher.Dispose();
            throw;
        }
    }

    private void LookAtAll()
    {
        foreach (string path in files.Keys)
        {
            Look(path);
        }
    }

    private void Look(string path)
    {
        // One that is gone is about to be replaced.
        if (files.TryGetValue(path, out FileState known) && FileState.Of(path) is var state && state != known && state != default)
        {
            files[path] = state;
            changes.Add(path);
        }
    }
}

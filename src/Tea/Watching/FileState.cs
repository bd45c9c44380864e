namespace Tea.Watching;

/// <summary>What tells that a file has changed: when it was written, and how long it is. Both are 0 of a file that is not there.</summary>
internal readonly record struct FileState(long Written, long Length)
{
    public static FileState Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new(file.LastWriteTimeUtc.Ticks, file.Length) : default;
    }
}

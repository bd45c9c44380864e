using System.Text;

namespace Tea.Prompt;

/// <summary>
/// What was typed before, also in earlier runs: in the file tea/history of the directory that XDG has for state, which is ~/.local/state when
/// XDG_STATE_HOME says nothing. An entry is a line; the line feeds in it are written as \n. Without such a file it lasts as long as the prompt.
/// </summary>
internal sealed class History
{
    private const int Most = 1_000; // entries

    private readonly string? file;
    private readonly List<string> entries = [];

    /// <summary>Reads the file.</summary>
    public History(string? file)
    {
        this.file = file;
        try
        {
            if (file is not null && File.Exists(file))
            {
                string[] lines = File.ReadAllLines(file);
                entries.AddRange(lines.TakeLast(Most).Select(Unescape));
                Shorten(lines);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then there is none.
        }
    }

    /// <summary>Where it is kept; null where there is no such directory.</summary>
    public static string? UsualFile
    {
        get
        {
            string? state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            state = Path.IsPathFullyQualified(state ?? "") ? state : home.Length == 0 ? null : Path.Combine(home, ".local", "state");
            return state is null ? null : Path.Combine(state, "tea", "history");
        }
    }

    /// <summary>How many entries there are, the oldest first.</summary>
    public int Count => entries.Count;

    /// <summary>An entry.</summary>
    public string this[int index] => entries[index];

    /// <summary>Adds an entry at the end, unless it is the same as the last one.</summary>
    public void Add(string entry)
    {
        if (entry.Trim().Length == 0 || (entries.Count > 0 && entries[^1] == entry))
        {
            return;
        }

        entries.Add(entry);
        try
        {
            if (file is not null)
            {
                Create(Path.GetDirectoryName(file)!);
                using FileStream stream = Open(file, FileMode.Append);
                stream.Write(Encoding.UTF8.GetBytes(Escape(entry) + "\n"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is known until the end of the prompt.
        }
    }

    /// <summary>Nobody else is to read it: it may hold passwords.</summary>
    private static FileStream Open(string file, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }

    private static void Create(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(directory);
        }
        else
        {
            _ = Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void Shorten(string[] lines)
    {
        if (lines.Length <= 2 * Most)
        {
            return;
        }

        string shorter = $"{file}.{Environment.ProcessId}";
        using (FileStream stream = Open(shorter, FileMode.Create))
        {
            stream.Write(Encoding.UTF8.GetBytes(string.Concat(lines.TakeLast(Most).Select(line => line + "\n"))));
        }

        File.Move(shorter, file!, overwrite: true);
    }

    private static string Escape(string entry) => entry.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Unescape(string line)
    {
        var entry = new StringBuilder(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            bool isEscape = line[i] == '\\' && i + 1 < line.Length;
            entry.Append(!isEscape ? line[i] : line[++i] == 'n' ? '\n' : line[i]);
        }

        return entry.ToString();
    }
}

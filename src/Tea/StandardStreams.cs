using System.Text;

namespace Tea;

/// <summary>
/// The process's standard streams as scripts use them: each write reaches the system at once, so that a server's
/// "listening" is seen before it blocks.
/// </summary>
internal sealed class StandardStreams
{
    // Asked once: a descriptor that a script's socket gets later is not one of these.
    private static readonly bool[] isInherited = OperatingSystem.IsWindows() ? [] : [.. Enumerable.Range(0, 3).Select(Descriptors.IsInherited)];

    private readonly byte[] buffer = new byte[65536];
    private int start;
    private int end;

    /// <summary>Whether standard input is a terminal, and not a file or another program.</summary>
    public static bool IsInteractive => !Console.IsInputRedirected;

    /// <summary>Told of what is about to be written, where a prompt stands on the terminal.</summary>
    public static Action<ReadOnlySpan<byte>>? BeforeWrite { get; set; }

    /// <summary>Told that a script is about to read from the system, where a prompt has changed how the terminal gives what is typed.</summary>
    public static Action? BeforeRead { get; set; }

    /// <summary>Writes bytes to stdout (1) or stderr (2).</summary>
    /// <returns>False if nobody reads them any more.</returns>
    public static bool Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        BeforeWrite?.Invoke(bytes);
        return WriteAtOnce(descriptor, bytes);
    }

    /// <summary>Writes to stdout what is the prompt's own.</summary>
    public static void WriteAside(string text) => WriteAtOnce(1, Encoding.UTF8.GetBytes(text));

    private static bool WriteAtOnce(int descriptor, ReadOnlySpan<byte> bytes)
    {
        if (!OperatingSystem.IsWindows())
        {
            return !isInherited[descriptor] || Descriptors.Write(descriptor, bytes);
        }

        using Stream stream = descriptor == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError();
        stream.Write(bytes);
        return true;
    }

    /// <summary>Writes text as UTF-8 to stdout (1) or stderr (2).</summary>
    /// <returns>False if nobody reads it any more.</returns>
    public static bool Write(int descriptor, string text) => Write(descriptor, Encoding.UTF8.GetBytes(text));

    /// <summary>Reads bytes until there are so many, or the input ends; with 0, all until the end.</summary>
    public byte[] Read(int count)
    {
        // What is asked for may be far more than comes: grow with what arrives.
        using var bytes = new MemoryStream();
        while ((count == 0 || bytes.Length < count) && Fill())
        {
            int taken = count == 0 ? end - start : Math.Min(end - start, count - (int)bytes.Length);
            bytes.Write(buffer, start, taken);
            start += taken;
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a line with its line feed; "" at the end of the input.</summary>
    public string ReadLine()
    {
        using var line = new MemoryStream();
        bool isComplete = false;
        while (!isComplete && Fill())
        {
            int feed = Array.IndexOf(buffer, (byte)'\n', start, end - start);
            isComplete = feed >= 0;
            int taken = isComplete ? feed + 1 - start : end - start;
            line.Write(buffer, start, taken);
            start += taken;
        }

        return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
    }

    /// <summary>Sees to it that the buffer holds something; false at the end of the input.</summary>
    private bool Fill()
    {
        if (start == end)
        {
            BeforeRead?.Invoke();
            start = 0;
            end = ReadSome();
        }

        return end > start;
    }

    private int ReadSome()
    {
        if (!OperatingSystem.IsWindows())
        {
            return isInherited[0] ? Descriptors.Read(0, buffer) : 0;
        }

        using Stream input = Console.OpenStandardInput();
        return input.Read(buffer);
    }
}

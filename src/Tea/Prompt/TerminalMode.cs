using System.Runtime.InteropServices;

namespace Tea.Prompt;

/// <summary>
/// How the terminal treats what is typed, on Unix: as it was, line by line and echoed; or key by key and unseen, for a prompt that draws the line
/// itself. Ctrl-C, Ctrl-Z and Ctrl-\ are signals in both. When the process ends, it is as it was.
/// </summary>
internal sealed unsafe partial class TerminalMode
{
    private const int WhenWritten = 1; // TCSADRAIN: what has been typed is not thrown away
    private const int Size = 128; // no smaller than struct termios anywhere
    private const int LocalFlags = 3; // the fourth of the words that it begins with

    private static readonly bool isMac = OperatingSystem.IsMacOS();

    private readonly byte[] original = new byte[Size];
    private readonly Lock access = new(); // the process ends on another thread
    private bool isByKey;

    private TerminalMode() => AppDomain.CurrentDomain.ProcessExit += (_, _) => ByLine();

    /// <summary>That of standard input; null if it is no terminal, or none on which a line can be drawn.</summary>
    public static TerminalMode? OfInput()
    {
        if (OperatingSystem.IsWindows() || Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb")
        {
            return null;
        }

        var mode = new TerminalMode();
        fixed (byte* to = mode.original)
        {
            return tcgetattr(0, to) == 0 ? mode : null;
        }
    }

    /// <summary>Key by key.</summary>
    public void ByKey()
    {
        lock (access)
        {
            byte[] changed = [.. original];
            fixed (byte* start = changed)
            {
                // Enter is to be told from Ctrl-J, and Ctrl-S and Ctrl-Q are keys like any other.
                Clear(start, 0, isMac ? 0x100u | 0x200 : 0x100u | 0x400); // ICRNL, IXON
                Clear(start, LocalFlags, isMac ? 0x100u | 0x8 | 0x400 : 0x2u | 0x8 | 0x8000); // ICANON, ECHO, IEXTEN
                Set(start);
            }

            isByKey = true;
        }
    }

    /// <summary>Line by line, as it was.</summary>
    public void ByLine()
    {
        lock (access)
        {
            if (isByKey)
            {
                fixed (byte* start = original)
                {
                    Set(start);
                }
            }

            isByKey = false;
        }
    }

    private static void Clear(byte* termios, int word, uint flags)
    {
        if (isMac)
        {
            ((ulong*)termios)[word] &= ~(ulong)flags; // tcflag_t is a long there
        }
        else
        {
            ((uint*)termios)[word] &= ~flags;
        }
    }

    private static void Set(byte* termios)
    {
        const int EINTR = 4;
        while (tcsetattr(0, WhenWritten, termios) != 0 && Marshal.GetLastPInvokeError() == EINTR)
        {
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int tcgetattr(int descriptor, byte* termios);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int tcsetattr(int descriptor, int actions, byte* termios);
}

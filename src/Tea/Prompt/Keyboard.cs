using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tea.Prompt;

/// <summary>Reads what is typed, on a thread of its own, and only when it is asked to: in between, scripts may read standard input.</summary>
/// <param name="take">Is given what came, on that thread: keys or lines, as the terminal gives them; null at the end of the input.</param>
[SuppressMessage("Design", "CA1001", Justification = "Its thread waits for the semaphore as long as the process lasts.")]
internal sealed class Keyboard(Action<string?> take)
{
    private readonly SemaphoreSlim asked = new(0);
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private bool isStarted;
    private volatile bool isReading;

    /// <summary>Whether it reads.</summary>
    public bool IsAsked => isReading;

    /// <summary>Has it read once, if it does not read already.</summary>
    public void Ask()
    {
        if (!isReading)
        {
            isReading = true;
            asked.Release();
        }

        if (!isStarted)
        {
            isStarted = true;
            new Thread(Read) { IsBackground = true, Name = "Keyboard" }.UnsafeStart();
        }
    }

    private void Read()
    {
        while (true)
        {
            asked.Wait();
            string? text;
            try
            {
                text = !OperatingSystem.IsWindows() ? ReadText() : Console.In.ReadLine() is { } line ? line + "\n" : null;
            }
            catch (IOException)
            {
                text = null; // the terminal has gone
            }

            isReading = false;
            take(text);
        }
    }

    private string? ReadText()
    {
        Span<byte> bytes = stackalloc byte[4096];
        Span<char> text = stackalloc char[4096];
        while (Descriptors.Read(0, bytes) is > 0 and int count)
        {
            if (decoder.GetChars(bytes[..count], text, flush: false) is > 0 and int length)
            {
                return text[..length].ToString();
            }
        }

        return null;
    }
}

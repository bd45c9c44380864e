using System.Text;

namespace Tea.Tests;

/// <summary>The text that a program writes, as it comes; somebody may wait for a part of it.</summary>
internal sealed class CollectedText
{
    private readonly StringBuilder text = new();
    private bool isEnded;

    public CollectedText(TextReader reader) => Task.Run(() => Collect(reader));

    /// <summary>What has come so far.</summary>
    public string SoFar
    {
        get
        {
            lock (text)
            {
                return text.ToString();
            }
        }
    }

    /// <summary>Waits until there is enough of it.</summary>
    /// <param name="isEnough">Told the text and whether it has ended.</param>
    /// <param name="limit">Only so that a program that says nothing fails its test.</param>
    /// <returns>The text.</returns>
    public string WaitUntil(Func<string, bool, bool> isEnough, TimeSpan limit)
    {
        DateTime end = DateTime.UtcNow + limit;
        lock (text)
        {
            while (!isEnough(text.ToString(), isEnded))
            {
                if (isEnded || end < DateTime.UtcNow || !Monitor.Wait(text, end - DateTime.UtcNow))
                {
                    throw new TimeoutException($"{(isEnded ? "ended" : "went no further")} with:\n{text}");
                }
            }

            return text.ToString();
        }
    }

    private void Collect(TextReader reader)
    {
        char[] part = new char[4096];
        int count;
        do
        {
            try
            {
                count = reader.Read(part);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                count = 0; // the program was disposed of
            }

            lock (text)
            {
                text.Append(part, 0, count);
                isEnded = count == 0;
                Monitor.PulseAll(text);
            }
        }
        while (count > 0);
    }
}

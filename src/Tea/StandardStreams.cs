using System.Text;

namespace Tea;

#pragma warning disable CA1001 // the streams live as long as the process
/// <summary>
/// The process's standard streams as scripts use them: each write reaches the system at once, so that a server's
/// "listening" is seen before it blocks.
/// </summary>
internal sealed class StandardStreams
{
    private readonly Stream[] outputs = [Stream.Null, Console.OpenStandardOutput(), Console.OpenStandardError()];
    private readonly BufferedStream input = new(Console.OpenStandardInput(), 65536);

    /// <summary>Writes bytes to stdout (1) or stderr (2).</summary>
    public void Write(int descriptor, ReadOnlySpan<byte> bytes) => outputs[descriptor].Write(bytes);

    /// <summary>Writes text as UTF-8 to stdout (1) or stderr (2).</summary>
    public void Write(int descriptor, string text) => Write(descriptor, Encoding.UTF8.GetBytes(text));

    /// <summary>Reads up to a number of bytes, waiting until they are there or the input ends; with 0 all until its end.</summary>
    public byte[] Read(int count)
    {
        if (count > 0)
        {
            // What is asked for may be far more than comes: grow with what arrives.
            using var some = new MemoryStream();
            byte[] piece = new byte[Math.Min(count, 65536)];
            while (count > 0 && input.Read(piece, 0, Math.Min(count, piece.Length)) is > 0 and int read)
            {
                some.Write(piece, 0, read);
                count -= read;
            }

            return some.ToArray();
        }

        using var all = new MemoryStream();
        input.CopyTo(all);
        return all.ToArray();
    }

    /// <summary>Reads a line with its line feed; "" at the end of the input.</summary>
    public string ReadLine()
    {
        var line = new List<byte>();
        int next;
        do
        {
            next = input.ReadByte();
            if (next >= 0)
            {
                line.Add((byte)next);
            }
        }
        while (next is not ('\n' or -1));

        return Encoding.UTF8.GetString([.. line]);
    }
}

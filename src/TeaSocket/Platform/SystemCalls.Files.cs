using System.Buffers;

namespace TeaSocket.Platform;

// Files, as far as they are sent.
internal abstract partial class SystemCalls
{
    /// <summary>open(2) to read a file, close-on-exec and without waiting for whoever writes into it.</summary>
    public abstract int OpenFile(string path, out nint file);

    /// <summary>pread(2); returns 0 at the end of the file.</summary>
    public abstract int ReadFile(nint file, Span<byte> buffer, long offset);

    /// <summary>Where reading a file goes on, see lseek(2).</summary>
    public abstract long GetPosition(nint file);

    /// <summary>Has reading a file go on elsewhere.</summary>
    public abstract long SetPosition(nint file, long position);

    /// <summary>
    /// sendfile(2) without SIGPIPE, as far as one call goes; returns the number of bytes sent, 0 at the end of the file. Unless it may wait, it
    /// says EAGAIN instead.
    /// </summary>
    /// <param name="descriptor">The socket.</param>
    /// <param name="file">The file.</param>
    /// <param name="offset">From which byte on; -1 for the file's own position, which moves then.</param>
    /// <param name="count">How many bytes at most.</param>
    /// <param name="mayWait">Whether it may wait for the socket.</param>
    public virtual int SendFile(nint descriptor, nint file, long offset, long count, bool mayWait = true) =>
        SendCopy(descriptor, file, offset, count, mayWait);

    /// <summary>What <see cref="SendFile"/> calls.</summary>
    public virtual string SendFileCall => "sendfile";

    /// <summary><see cref="SendFile"/> by a copy, where the system has no such call, or would wait where it must not.</summary>
    internal int SendCopy(nint descriptor, nint file, long offset, long count, bool mayWait)
    {
        const int piece = 64 * 1024;
        long position = offset < 0 ? GetPosition(file) : offset;
        if (position < 0)
        {
            return (int)position;
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(piece);
        int result = ReadFile(file, rented.AsSpan(0, (int)Math.Min(count, piece)), position);
        if (result > 0)
        {
            result = Send(descriptor, rented.AsSpan(0, result), mayWait);
        }

        ArrayPool<byte>.Shared.Return(rented);
        if (result > 0 && offset < 0)
        {
            _ = SetPosition(file, position + result);
        }

        return result;
    }
}

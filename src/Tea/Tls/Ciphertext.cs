using System.Threading.Tasks.Sources;

namespace Tea.Tls;

/// <summary>
/// What SslStream reads from and writes to: no socket, but memory. What it writes waits in <see cref="Outgoing"/>, and what it reads it is
/// fed; until then its read stays pending. So whoever calls SslStream decides when the socket is asked, and whether that may wait.
/// </summary>
/// <remarks>SslStream goes on inside of <see cref="Feed"/>, on the thread that calls it, unless that has hardly any stack left.</remarks>
internal sealed class Ciphertext : Stream, IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> reading;
    private Memory<byte> room;
    private ReadOnlyMemory<byte> arrived;
    private byte[] outgoing = [];
    private int start;
    private int end;
    private volatile bool isAwaited;

    /// <summary>Whether SslStream waits to be fed.</summary>
    public bool IsAwaited => isAwaited;

    /// <summary>What is to be sent.</summary>
    public ReadOnlySpan<byte> Outgoing => outgoing.AsSpan(start, end - start);

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Gives bytes to the read that waits for them. They may change as soon as the next read waits.</summary>
    public void Feed(ReadOnlyMemory<byte> bytes)
    {
        arrived = bytes;
        Memory<byte> to = room;
        room = default;
        isAwaited = false;
        reading.SetResult(Take(to.Span));
    }

    /// <summary>So many bytes of what is to be sent have been.</summary>
    public void Sent(long count)
    {
        start += (int)count;
        if (start == end)
        {
            start = end = 0;
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!arrived.IsEmpty)
        {
            return new ValueTask<int>(Take(buffer.Span));
        }

        reading.Reset();
        room = buffer;
        var pending = new ValueTask<int>(this, reading.Version);
        isAwaited = true;
        return pending;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (end + buffer.Length > outgoing.Length)
        {
            int length = end - start;
            byte[] larger = length + buffer.Length > outgoing.Length ? new byte[Math.Max(2 * outgoing.Length, length + buffer.Length)] : outgoing;
            outgoing.AsSpan(start, length).CopyTo(larger);
            outgoing = larger;
            (start, end) = (0, length);
        }

        buffer.CopyTo(outgoing.AsSpan(end));
        end += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
        // The socket is asked by whoever calls SslStream.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Only reads that may stay pending are made.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    int IValueTaskSource<int>.GetResult(short token) => reading.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => reading.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        reading.OnCompleted(continuation, state, token, flags);

    /// <summary>A read without room asks only whether there is something: it is told 0, which is no end.</summary>
    private int Take(Span<byte> to)
    {
        int count = Math.Min(arrived.Length, to.Length);
        arrived.Span[..count].CopyTo(to);
        arrived = arrived[count..];
        return count;
    }
}

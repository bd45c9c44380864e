using System.Buffers;

namespace TeaSocket.Tests.Awaiting;

/// <summary>Memory that tells when it is asked for: when the call is tried.</summary>
internal sealed class TellingMemory(Action tell) : MemoryManager<byte>
{
    private readonly byte[] room = new byte[10];

    public override Memory<byte> Memory => CreateMemory(room.Length); // what it overrides asks for the span

    public override Span<byte> GetSpan()
    {
        tell();
        return room;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}

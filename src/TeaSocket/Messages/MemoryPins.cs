using System.Buffers;
using TeaSocket.Platform;

namespace TeaSocket.Messages;

/// <summary>Parts of memory that stay where they are until this is disposed.</summary>
internal readonly ref struct MemoryPins : IDisposable
{
    private readonly MemoryHandle[] handles;
    private readonly MemoryRange[] ranges;

    public unsafe MemoryPins(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        handles = new MemoryHandle[parts.Count];
        ranges = new MemoryRange[parts.Count];
        for (int i = 0; i < ranges.Length; i++)
        {
            handles[i] = parts[i].Pin();
            ranges[i] = new MemoryRange((byte*)handles[i].Pointer, (nuint)parts[i].Length);
        }
    }

    /// <summary>Where they are.</summary>
    public ReadOnlySpan<MemoryRange> Ranges => ranges;

    public void Dispose()
    {
        foreach (MemoryHandle handle in handles)
        {
            handle.Dispose();
        }
    }
}

using TeaSocket.Waiting;

namespace TeaSocket;

/// <summary>
/// A descriptor that came with a message and is no socket: a file, a pipe… Forgotten, the collector closes it. Members may be called from
/// several threads.
/// </summary>
public sealed class Descriptor : IDisposable
{
    internal Descriptor(SocketEnvironment environment, nint descriptor) => Handle = new DescriptorHandle(environment, descriptor, "recvmsg", isAdopted: true);

    /// <summary>The descriptor, -1 once closed.</summary>
    public nint Number => Handle.Number;

    internal DescriptorHandle Handle { get; }

    /// <summary>Hands it over to the caller, open as it is.</summary>
    /// <exception cref="SocketException">EBADF: it is closed.</exception>
    public nint Detach() => Handle.Detach();

    /// <summary>Closes it. A second time it does nothing.</summary>
    public void Dispose() => Handle.Close();

    /// <summary>Names the descriptor.</summary>
    public override string ToString() => $"Descriptor fd {Number}";
}

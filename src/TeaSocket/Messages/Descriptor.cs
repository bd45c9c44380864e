using Microsoft.Win32.SafeHandles;
using TeaSocket.Waiting;

namespace TeaSocket;

/// <summary>
/// A descriptor of no socket: a file, a pipe… that came with a message. Forgotten, the collector closes it. Members may be called from
/// several threads.
/// </summary>
public sealed class Descriptor : IDisposable
{
    internal Descriptor(SocketEnvironment environment, nint descriptor) => Handle = new DescriptorHandle(environment, descriptor, "recvmsg", isAdopted: true);

    private Descriptor(DescriptorHandle handle) => Handle = handle;

    /// <summary>The descriptor, -1 once closed.</summary>
    public nint Number => Handle.Number;

    internal DescriptorHandle Handle { get; }

    /// <summary>Hands it over to the caller, open as it is.</summary>
    /// <exception cref="SocketException">EBADF: it is closed.</exception>
    public nint Detach() => Handle.Detach();

    /// <summary>Closes it. A second time it does nothing.</summary>
    public void Dispose() => Handle.Close();

    /// <summary>That of a file that is opened to be sent.</summary>
    /// <exception cref="SocketException">ENOENT, EACCES, EMFILE and others.</exception>
    internal static Descriptor OfFile(string path, SocketEnvironment environment)
    {
        using SafeFileHandle file = Socket.OpenFile(path);
        var opened = new Descriptor(new DescriptorHandle(environment, file.DangerousGetHandle(), "open"));
        file.SetHandleAsInvalid();
        return opened;
    }

    /// <summary>Names the descriptor.</summary>
    public override string ToString() => $"Descriptor fd {Number}";
}

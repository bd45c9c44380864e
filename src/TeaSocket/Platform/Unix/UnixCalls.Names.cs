using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TeaSocket.Platform.Unix;

// Addresses and names.
internal abstract unsafe partial class UnixCalls
{
    // Above any address, host name or service, see NI_MAXHOST in <netdb.h>.
    private const int NameSize = 1025;

    /// <summary>offsetof(struct addrinfo, ai_addr).</summary>
    protected abstract int AddrInfoAddressOffset { get; }

    public override int ParseAddress(int family, string text, Span<byte> address)
    {
        fixed (byte* a = address)
        {
            return LibC.inet_pton(family, text, a);
        }
    }

    public override string FormatAddress(int family, ReadOnlySpan<byte> address)
    {
        const int size = 64; // INET6_ADDRSTRLEN is 46
        byte* text = stackalloc byte[size];
        fixed (byte* a = address)
        {
            return Text(LibC.inet_ntop(family, a, text, size));
        }
    }

    public override uint InterfaceIndex(string name) => LibC.if_nametoindex(name);

    public override string? InterfaceName(uint index)
    {
        byte* name = stackalloc byte[64]; // IF_NAMESIZE is 16
        return LibC.if_indextoname(index, name) is null ? null : Text(name);
    }

    public override int GetAddressInfo(string host, string? service, int family, int type, List<byte[]> found)
    {
        LibC.AddrInfo hints = new() { Family = family, SocketType = type };
        LibC.AddrInfo* first;
        int error = LibC.getaddrinfo(host, service, &hints, &first);
        if (error != 0)
        {
            return error;
        }

        for (LibC.AddrInfo* each = first; each is not null; each = each->Next)
        {
            byte* address = *(byte**)((byte*)each + AddrInfoAddressOffset);
            found.Add(new ReadOnlySpan<byte>(address, (int)each->AddressLength).ToArray());
        }

        LibC.freeaddrinfo(first);
        return 0;
    }

    public override int GetNameInfo(ReadOnlySpan<byte> address, bool asksForService, out string name, out string service)
    {
        byte* host = stackalloc byte[NameSize];
        byte* port = stackalloc byte[NameSize];
        *port = 0;
        int error;
        fixed (byte* a = address)
        {
            error = LibC.getnameinfo(a, (uint)address.Length, host, NameSize, asksForService ? port : null, asksForService ? NameSize : 0u, 0);
        }

        (name, service) = error == 0 ? (Text(host), Text(port)) : ("", "");
        return error;
    }

    public override string ResolverErrorText(int error) => Text(LibC.gai_strerror(error));

    public override int GetHostName(out string name)
    {
        byte* host = stackalloc byte[NameSize];
        int result = Result(LibC.gethostname(host, NameSize - 1));
        host[NameSize - 1] = 0; // POSIX leaves open whether a name that was cut has one
        name = result < 0 ? "" : Text(host);
        return result;
    }

    /// <summary>A string of C's.</summary>
    protected static string Text(byte* text) => Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    /// <summary>A port between the machine's order and the network's, as the lower half of an int: so netdb.h has it.</summary>
    protected static int InOtherOrder(int port) => BinaryPrimitives.ReverseEndianness((ushort)port);
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TeaSocket.Platform.Windows;

// Addresses, names and texts.
internal sealed unsafe partial class WindowsCalls
{
    // Above any address or host name, see NI_MAXHOST in <ws2tcpip.h>.
    private const int NameSize = 1025;

    public override int ParseAddress(int family, string text, Span<byte> address)
    {
        fixed (byte* a = address)
        {
            return Winsock.inet_pton(family, text, a);
        }
    }

    public override string FormatAddress(int family, ReadOnlySpan<byte> address)
    {
        const int size = 66; // INET6_ADDRSTRLEN is 65
        byte* text = stackalloc byte[size];
        fixed (byte* a = address)
        {
            return Text(Winsock.inet_ntop(family, a, text, size));
        }
    }

    public override uint InterfaceIndex(string name) => Winsock.if_nametoindex(name);

    public override string? InterfaceName(uint index)
    {
        byte* name = stackalloc byte[260]; // IF_NAMESIZE is 256
        return Winsock.if_indextoname(index, name) is null ? null : Text(name);
    }

    public override int GetAddressInfo(string host, string? service, int family, int type, List<byte[]> found)
    {
        if (host.Length == 0)
        {
            return WindowsConstants.WSAHOST_NOT_FOUND; // here it would mean this machine, elsewhere it is no name
        }

        Winsock.AddrInfoW hints = new() { Family = family, SocketType = type };
        Winsock.AddrInfoW* first;
        int error = Winsock.GetAddrInfoW(host, service, &hints, &first);
        if (error != 0)
        {
            return error;
        }

        for (Winsock.AddrInfoW* each = first; each is not null; each = each->Next)
        {
            found.Add(new ReadOnlySpan<byte>(each->Address, (int)each->AddressLength).ToArray());
        }

        Winsock.FreeAddrInfoW(first);
        return 0;
    }

    public override int GetNameInfo(ReadOnlySpan<byte> address, bool asksForService, out string name, out string service)
    {
        char* host = stackalloc char[NameSize];
        char* port = stackalloc char[NameSize];
        *port = '\0';
        int error;
        fixed (byte* a = address)
        {
            error = Winsock.GetNameInfoW(a, address.Length, host, NameSize, asksForService ? port : null, asksForService ? NameSize : 0u, 0);
        }

        (name, service) = error == 0 ? (new string(host), new string(port)) : ("", "");
        return error;
    }

    public override string ResolverErrorText(int error) => ErrorText(error);

    public override int GetHostName(out string name)
    {
        char* host = stackalloc char[NameSize];
        int result = Result(Winsock.GetHostNameW(host, NameSize));
        name = result < 0 ? "" : new string(host);
        return result;
    }

    public override int GetProtocolByName(string name)
    {
        Winsock.ProtoEnt* entry = Winsock.getprotobyname(name); // lies in a buffer of this thread's own
        return entry is null ? -1 : entry->Protocol;
    }

    public override string? GetProtocolByNumber(int number)
    {
        Winsock.ProtoEnt* entry = Winsock.getprotobynumber(number);
        return entry is null ? null : Text(entry->Name);
    }

    public override int GetServiceByName(string name, string? protocol)
    {
        Winsock.ServEnt* entry = Winsock.getservbyname(name, protocol);
        return entry is null ? -1 : BinaryPrimitives.ReverseEndianness((ushort)entry->Port);
    }

    public override string? GetServiceByPort(int port, string? protocol)
    {
        Winsock.ServEnt* entry = Winsock.getservbyport(BinaryPrimitives.ReverseEndianness((ushort)port), protocol);
        return entry is null ? null : Text(entry->Name);
    }

    public override string ErrorText(int error) => Marshal.GetPInvokeErrorMessage(error).Trim();

    private static string Text(byte* text) => Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
}

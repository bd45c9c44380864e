using System.Runtime.InteropServices;

namespace TeaSocket.Platform.Unix;

// Network interfaces.
internal abstract unsafe partial class UnixCalls
{
    // <net/if.h>, the same on Linux and macOS
    public const uint IFF_UP = 0x1;
    public const uint IFF_BROADCAST = 0x2;
    public const uint IFF_LOOPBACK = 0x8;

    // struct ifreq, of which SIOCGIFMTU reads the name and writes the number behind it; it has 32 bytes on macOS.
    public const int RequestSize = 40;
    public const int RequestNameSize = 16;

    /// <summary>IFF_MULTICAST.</summary>
    protected abstract uint MulticastFlag { get; }

    /// <summary>SIOCGIFMTU.</summary>
    protected abstract nuint MtuRequest { get; }

    /// <summary>ioctl(2).</summary>
    protected abstract int Control(int descriptor, nuint request, void* argument);

    /// <summary>Reads the index and the hardware address of an interface, if the address is of that family; else returns 0.</summary>
    protected abstract int LinkOf(byte* sockaddr, out byte[] hardwareAddress);

    public override int GetInterfaces(List<InterfaceEntry> found)
    {
        int probe = Open(Constants.AF_INET, Constants.SOCK_DGRAM, 0, out nint descriptor);
        if (probe < 0)
        {
            return probe;
        }

        LibC.InterfaceAddress* first;
        int result = Result(LibC.getifaddrs(&first));
        if (result >= 0)
        {
            for (LibC.InterfaceAddress* each = first; each is not null; each = each->Next)
            {
                AddInterface(found, each, (int)descriptor);
            }

            for (LibC.InterfaceAddress* each = first; each is not null; each = each->Next)
            {
                AddAddress(found, each, (int)descriptor);
            }

            LibC.freeifaddrs(first);
        }

        Close(descriptor);
        return result;
    }

    private void AddInterface(List<InterfaceEntry> found, LibC.InterfaceAddress* from, int probe)
    {
        byte[] hardwareAddress = [];
        int index = from->Address is null ? 0 : LinkOf(from->Address, out hardwareAddress);
        if (index > 0 && EntryOf(from, index, probe) is { } entry)
        {
            entry.HardwareAddress = hardwareAddress;
            found.Add(entry);
        }
    }

    private void AddAddress(List<InterfaceEntry> found, LibC.InterfaceAddress* from, int probe)
    {
        int size = from->Address is null ? 0 : SizeOf(from->Address);
        if (size == 0 || InterfaceOf(found, from, probe) is not { } entry)
        {
            return;
        }

        byte[] netmask = NetmaskOf(from, size);
        bool hasBroadcast = (from->Flags & IFF_BROADCAST) != 0 && from->Broadcast is not null && IsBroadcast(from, netmask);
        entry.Addresses.Add((
            new ReadOnlySpan<byte>(from->Address, size).ToArray(), netmask,
            hasBroadcast ? new ReadOnlySpan<byte>(from->Broadcast, size).ToArray() : null));
    }

    /// <summary>Where there is none, Linux has the address itself in its place, or that of the other end: of another network, then.</summary>
    private bool IsBroadcast(LibC.InterfaceAddress* from, byte[] netmask)
    {
        const int offset = 4; // offsetof(struct sockaddr_in, sin_addr)
        if (SizeOf(from->Address) != 16 || SizeOf(from->Broadcast) != 16)
        {
            return false;
        }

        uint own = *(uint*)(from->Address + offset);
        uint broadcast = *(uint*)(from->Broadcast + offset);
        uint mask = MemoryMarshal.Read<uint>(netmask.AsSpan(offset));
        return own != broadcast && (own & mask) == (broadcast & mask);
    }

    /// <summary>The interface of an address. An address may have a label instead of its name, "eth0:1".</summary>
    private InterfaceEntry? InterfaceOf(List<InterfaceEntry> found, LibC.InterfaceAddress* from, int probe)
    {
        string name = Text(from->Name);
        InterfaceEntry? entry = found.Find(each => each.Name == name);
        int index = entry is null ? (int)InterfaceIndex(name) : 0;
        entry ??= found.Find(each => each.Index == index);
        if (entry is null && index > 0 && EntryOf(from, index, probe) is { } other)
        {
            found.Add(other);
            entry = other;
        }

        return entry;
    }

    /// <summary>What is to be known of an interface; null if it has gone meanwhile.</summary>
    private InterfaceEntry? EntryOf(LibC.InterfaceAddress* from, int index, int probe)
    {
        byte* request = stackalloc byte[RequestSize];
        new Span<byte>(request, RequestSize).Clear();
        ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(from->Name);
        name[..Math.Min(name.Length, RequestNameSize - 1)].CopyTo(new Span<byte>(request, RequestNameSize));
        return Result(Control(probe, MtuRequest, request)) < 0 ? null : new InterfaceEntry
        {
            Name = Text(from->Name),
            Index = index,
            Mtu = *(int*)(request + RequestNameSize),
            IsUp = (from->Flags & IFF_UP) != 0,
            IsLoopback = (from->Flags & IFF_LOOPBACK) != 0,
            HasMulticast = (from->Flags & MulticastFlag) != 0,
        };
    }

    /// <summary>The size of an IPv4 or IPv6 sockaddr, 0 for any other.</summary>
    private int SizeOf(byte* sockaddr)
    {
        int family = Constants.SockaddrHasLength ? sockaddr[1] : *(ushort*)sockaddr;
        return family == Constants.AF_INET ? 16 : family == Constants.AF_INET6 ? 28 : 0;
    }

    /// <summary>BSD leaves out the zeros at the end of a netmask, and its family.</summary>
    private byte[] NetmaskOf(LibC.InterfaceAddress* from, int size)
    {
        byte[] netmask = new byte[size];
        if (from->Netmask is not null)
        {
            int length = Constants.SockaddrHasLength ? Math.Min((int)from->Netmask[0], size) : size;
            new ReadOnlySpan<byte>(from->Netmask, length).CopyTo(netmask);
        }

        new ReadOnlySpan<byte>(from->Address, sizeof(ushort)).CopyTo(netmask);
        return netmask;
    }
}

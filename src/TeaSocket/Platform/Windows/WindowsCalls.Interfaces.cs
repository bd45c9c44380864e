using System.Buffers.Binary;

namespace TeaSocket.Platform.Windows;

// Network interfaces, and the structures of <iptypes.h> as on 64-bit systems.
internal sealed unsafe partial class WindowsCalls
{
    private const int ERROR_BUFFER_OVERFLOW = 111;
    private const int ERROR_NO_DATA = 232;

    // GAA_FLAG_SKIP_ANYCAST, GAA_FLAG_SKIP_MULTICAST, GAA_FLAG_SKIP_DNS_SERVER
    private const uint UnicastOnly = 0x2 | 0x4 | 0x8;
    private const uint IP_ADAPTER_NO_MULTICAST = 0x10;
    private const int IF_TYPE_SOFTWARE_LOOPBACK = 24;
    private const int IfOperStatusUp = 1;

    // struct IP_ADAPTER_ADDRESSES
    private const int AdapterIndex = 4;
    private const int AdapterNext = 8;
    private const int AdapterUnicast = 24;
    private const int AdapterFriendlyName = 72;
    private const int AdapterPhysicalAddress = 80;
    private const int AdapterPhysicalAddressLength = 88;
    private const int AdapterFlags = 92;
    private const int AdapterMtu = 96;
    private const int AdapterType = 100;
    private const int AdapterStatus = 104;
    private const int AdapterIndexForIPv6 = 108;
    private const int LongestPhysicalAddress = 8;

    // struct IP_ADAPTER_UNICAST_ADDRESS
    private const int UnicastNext = 8;
    private const int UnicastSockaddr = 16;
    private const int UnicastSockaddrLength = 24;
    private const int UnicastPrefixLength = 56;

    public override string GetInterfacesCall => "GetAdaptersAddresses";

    public override int GetInterfaces(List<InterfaceEntry> found)
    {
        uint size = 16 * 1024;
        while (true)
        {
            byte[] room = new byte[size];
            fixed (byte* first = room)
            {
                uint result = Winsock.GetAdaptersAddresses(0, UnicastOnly, null, first, &size);
                for (byte* each = result == 0 ? first : null; each is not null; each = *(byte**)(each + AdapterNext))
                {
                    found.Add(EntryOf(each));
                }

                if (result != ERROR_BUFFER_OVERFLOW)
                {
                    return result is 0 or ERROR_NO_DATA ? 0 : -(int)result;
                }
            }
        }
    }

    private InterfaceEntry EntryOf(byte* adapter)
    {
        int index = *(int*)(adapter + AdapterIndex);
        index = index == 0 ? *(int*)(adapter + AdapterIndexForIPv6) : index;
        int length = Math.Clamp(*(int*)(adapter + AdapterPhysicalAddressLength), 0, LongestPhysicalAddress);
        var entry = new InterfaceEntry
        {
            Name = InterfaceName((uint)index) ?? new string(*(char**)(adapter + AdapterFriendlyName)), // that which if_nametoindex knows
            Index = index,
            HardwareAddress = new ReadOnlySpan<byte>(adapter + AdapterPhysicalAddress, length).ToArray(),
            Mtu = *(int*)(adapter + AdapterMtu),
            IsUp = *(int*)(adapter + AdapterStatus) == IfOperStatusUp,
            IsLoopback = *(int*)(adapter + AdapterType) == IF_TYPE_SOFTWARE_LOOPBACK,
            HasMulticast = (*(uint*)(adapter + AdapterFlags) & IP_ADAPTER_NO_MULTICAST) == 0,
        };
        for (byte* each = *(byte**)(adapter + AdapterUnicast); each is not null; each = *(byte**)(each + UnicastNext))
        {
            AddAddress(entry, new ReadOnlySpan<byte>(*(byte**)(each + UnicastSockaddr), *(int*)(each + UnicastSockaddrLength)), each[UnicastPrefixLength]);
        }

        return entry;
    }

    private void AddAddress(InterfaceEntry entry, ReadOnlySpan<byte> address, int prefix)
    {
        int family = BinaryPrimitives.ReadUInt16LittleEndian(address);
        bool isIPv4 = family == Constants.AF_INET;
        if (!isIPv4 && family != Constants.AF_INET6)
        {
            return;
        }

        byte[] netmask = new byte[address.Length];
        byte[] broadcast = address.ToArray();
        address[..sizeof(ushort)].CopyTo(netmask);
        int offset = isIPv4 ? 4 : 8; // of the address in its sockaddr
        for (int bit = 0; bit < (isIPv4 ? 32 : 128); bit++)
        {
            byte mask = (byte)(0x80 >> (bit % 8));
            netmask[offset + (bit / 8)] |= bit < prefix ? mask : (byte)0;
            broadcast[offset + (bit / 8)] |= bit < prefix ? (byte)0 : mask;
        }

        entry.Addresses.Add((address.ToArray(), netmask, isIPv4 && !entry.IsLoopback ? broadcast : null));
    }
}

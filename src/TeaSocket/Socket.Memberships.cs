using System.Runtime.InteropServices;

namespace TeaSocket;

// Groups that a socket receives for: the options for both families that RFC 3678 has.
public sealed partial class Socket
{
    /// <summary>Receives what is sent to a group, see MCAST_JOIN_GROUP in ip(7).</summary>
    /// <param name="group">A group's address, "239.1.2.3" or "ff15::1"; its port does not matter.</param>
    /// <param name="interfaceIndex">On which interface, see <see cref="NetworkInterface.IndexOf(string)"/>; 0 lets the system choose.</param>
    /// <exception cref="SocketException">
    /// EINVAL: not a group. EADDRINUSE: it is a member already. ENODEV: there is no such interface, or no route to the group. ENOBUFS: it is
    /// in too many. EOPNOTSUPP: a socket of another family.
    /// </exception>
    public void AddMembership(SocketAddress group, int interfaceIndex = 0) =>
        ChangeMembership(Constants.MCAST_JOIN_GROUP, group, null, interfaceIndex);

    /// <summary>Receives no more what is sent to a group. A socket that is closed leaves its groups by itself.</summary>
    /// <param name="group">The group's address.</param>
    /// <param name="interfaceIndex">On which interface it was joined, as for <see cref="AddMembership"/>.</param>
    /// <exception cref="SocketException">EADDRNOTAVAIL: it is no member. And what <see cref="AddMembership"/> throws.</exception>
    public void DropMembership(SocketAddress group, int interfaceIndex = 0) =>
        ChangeMembership(Constants.MCAST_LEAVE_GROUP, group, null, interfaceIndex);

    /// <summary>Receives what one source sends to a group, see MCAST_JOIN_SOURCE_GROUP in ip(7). More sources can be added one by one.</summary>
    /// <param name="source">The address of who sends.</param>
    /// <param name="group">A group's address, of 232.0.0.0/8 or ff3x::/32 usually.</param>
    /// <param name="interfaceIndex">As for <see cref="AddMembership"/>.</param>
    /// <exception cref="SocketException">EADDRNOTAVAIL: the source is there already. And what <see cref="AddMembership"/> throws.</exception>
    public void AddSourceSpecificMembership(SocketAddress source, SocketAddress group, int interfaceIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        ChangeMembership(Constants.MCAST_JOIN_SOURCE_GROUP, group, source, interfaceIndex);
    }

    /// <summary>Receives no more what one source sends to a group.</summary>
    /// <param name="source">The address of who sends.</param>
    /// <param name="group">The group's address.</param>
    /// <param name="interfaceIndex">On which interface it was joined, as for <see cref="AddMembership"/>.</param>
    /// <exception cref="SocketException">EADDRNOTAVAIL: the source is not there. And what <see cref="AddMembership"/> throws.</exception>
    public void DropSourceSpecificMembership(SocketAddress source, SocketAddress group, int interfaceIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        ChangeMembership(Constants.MCAST_LEAVE_SOURCE_GROUP, group, source, interfaceIndex);
    }

    private void ChangeMembership(int option, SocketAddress group, SocketAddress? source, int interfaceIndex)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentOutOfRangeException.ThrowIfNegative(interfaceIndex);
        int level = Family == Family.Inet ? Constants.IPPROTO_IP
            : Family == Family.Inet6 ? Constants.IPPROTO_IPV6
            : throw new SocketException("setsockopt", Constants.EOPNOTSUPP);

        // struct group_req or group_source_req: the index, and one or two struct sockaddr_storage.
        Span<byte> request = stackalloc byte[Constants.GroupOffset + (2 * SocketAddress.MaxSize)];
        request.Clear();
        MemoryMarshal.Write(request, interfaceIndex);
        group.Encoded.CopyTo(request[Constants.GroupOffset..]);
        Span<byte> rest = request[(Constants.GroupOffset + SocketAddress.MaxSize)..];
        if (source is not null)
        {
            source.Encoded.CopyTo(rest);
        }

        using var lease = handle.Hold("setsockopt");
        ThrowIfFailed(Calls.SetOption(lease.Descriptor, level, option, source is null ? request[..^rest.Length] : request), "setsockopt", group);
    }
}

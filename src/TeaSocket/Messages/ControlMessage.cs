namespace TeaSocket;

/// <summary>Control data of a message as the system has it, see cmsg(3): for what has no name here.</summary>
/// <param name="Level">The level that it belongs to: SOL_SOCKET, IPPROTO_IP…</param>
/// <param name="Type">What it is, by the level's own numbers.</param>
/// <param name="Data">Its bytes, in the system's own layout.</param>
public sealed record ControlMessage(int Level, int Type, byte[] Data);

/// <summary>Where a packet has come in or is to leave, see IP_PKTINFO in ip(7) and RFC 3542.</summary>
/// <param name="Interface">The interface's name; "" leaves the choice to the system.</param>
/// <param name="Address">
/// This machine's address: the one to answer from, or to send from. Null leaves the choice to the system.
/// </param>
/// <param name="Destination">The address that a received packet was sent to, which may be a group's; ignored when sending.</param>
public sealed record PacketInfo(string Interface, string? Address = null, string? Destination = null);

/// <summary>What the error queue says of a packet that was sent, see IP_RECVERR in ip(7).</summary>
/// <param name="Code">The error's name, "ECONNREFUSED".</param>
/// <param name="ErrorNumber">The system's error number, negated as in <see cref="SocketException"/>.</param>
/// <param name="Origin">Who says so: SO_EE_ORIGIN_LOCAL, SO_EE_ORIGIN_ICMP…</param>
/// <param name="IcmpType">The ICMP message's type.</param>
/// <param name="IcmpCode">Its code.</param>
/// <param name="Offender">The address of the node that it comes from; null where none is told.</param>
public sealed record QueuedError(string Code, int ErrorNumber, int Origin, int IcmpType, int IcmpCode, string? Offender);

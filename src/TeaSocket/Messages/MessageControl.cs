namespace TeaSocket;

/// <summary>The control data that can go with a message in either direction, see cmsg(3). What is null is not there.</summary>
public abstract class MessageControl
{
    private protected MessageControl()
    {
    }

    /// <summary>The sender's process; a Unix socket tells it once SO_PASSCRED is on. To claim others' takes a privilege.</summary>
    public Credentials? Credentials { get; set; }

    /// <summary>The time to live or hop limit, 1–255; told once IP_RECVTTL or IPV6_RECVHOPLIMIT is on.</summary>
    public int? TimeToLive { get; set; }

    /// <summary>The type of service or traffic class, 0–255; told once IP_RECVTOS or IPV6_RECVTCLASS is on.</summary>
    public int? TypeOfService { get; set; }

    /// <summary>Where the packet has come in or is to leave; told once IP_PKTINFO or IPV6_RECVPKTINFO is on.</summary>
    public PacketInfo? PacketInfo { get; set; }

    /// <summary>
    /// Of how many bytes each datagram is that the data are cut into or were put together from: UDP_SEGMENT and UDP_GRO in udp(7).
    /// The last may be shorter.
    /// </summary>
    public int? SegmentSize { get; set; }

    /// <summary>What has no name here.</summary>
    public IList<ControlMessage> Others { get; } = [];
}

namespace TeaSocket.Platform;

/// <summary>One datagram of many that are sent or received by one call, in memory that stays where it is for that time.</summary>
internal unsafe struct Message
{
    /// <summary>The bytes to send, or where to receive them.</summary>
    public byte* Data;

    /// <summary>How many bytes there are to send or room for; after receiving, how many came.</summary>
    public int Length;

    /// <summary>Where to send to as an encoded address, or room for the sender's; null for neither.</summary>
    public byte* Address;

    /// <summary>The length of the address; before receiving, the room for it.</summary>
    public int AddressLength;

    /// <summary>
    /// To be sent: how many, from this one on, the system is given as one that it cuts into segments. They are as long as this one, but for the
    /// last, and go to the same address. 0 and 1: none.
    /// </summary>
    public int Run;

    /// <summary>When received: of how many bytes each of those is that the system has put together, but for the last; 0 for one alone.</summary>
    public int SegmentSize;
}

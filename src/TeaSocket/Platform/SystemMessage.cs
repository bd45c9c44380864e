namespace TeaSocket.Platform;

/// <summary>struct msghdr as every system has it: what one call sends or receives, in memory that stays where it is for that time.</summary>
internal unsafe struct SystemMessage
{
    /// <summary>Where the bytes are.</summary>
    public MemoryRange* Ranges;

    /// <summary>How many ranges there are.</summary>
    public int RangeCount;

    /// <summary>Where to send to as an encoded address, or room for the sender's; null for neither.</summary>
    public byte* Address;

    /// <summary>The length of the address; after receiving, of the sender's.</summary>
    public int AddressLength;

    /// <summary>The control messages, or room for them.</summary>
    public byte* Control;

    /// <summary>How many bytes they are; after receiving, how many came.</summary>
    public int ControlLength;

    /// <summary>What receiving says: MSG_TRUNC and others.</summary>
    public int Flags;
}

/// <summary>A part of memory, laid out as struct iovec is.</summary>
internal unsafe struct MemoryRange(byte* start, nuint length)
{
    /// <summary>The first byte.</summary>
    public byte* Start = start;

    /// <summary>How many there are.</summary>
    public nuint Length = length;
}

using System.Runtime.InteropServices;

namespace TeaSocket.Messages;

/// <summary>Control data that is one number.</summary>
internal abstract class NumberCodec(string name, int least, int most) : ControlCodec(name)
{
    public sealed override bool IsIn(MessageControl message) => Get(message) is not null;

    public sealed override object? ToValue(ReceivedMessage message) => Get(message);

    public sealed override void FromValue(object value, OutgoingMessage into) => Set(into, (int)Integer(Argument, value, least, most));

    protected abstract int? Get(MessageControl message);

    protected abstract void Set(MessageControl message, int value);
}

/// <summary>A number that IPv4 and IPv6 have under names of their own.</summary>
internal abstract class InternetNumberCodec(string name, int least, int most) : NumberCodec(name, least, most)
{
    /// <summary>The types by which IPv4 takes and tells it, and IPv6.</summary>
    protected abstract (int Sent, int Received, int Version6) Types { get; }

    public sealed override void Encode(OutgoingMessage message, Family family, List<byte> encoded)
    {
        if (family == Family.Inet6)
        {
            Append(encoded, Numbers.IPPROTO_IPV6, Types.Version6, Get(message)!.Value);
        }
        else if (family == Family.Inet)
        {
            Append(encoded, Numbers.IPPROTO_IP, Types.Sent, Get(message)!.Value);
        }
        else
        {
            throw WrongArgument.Kind(Argument, $"must be left out: the socket is of the family {family}");
        }
    }

    public sealed override bool Decode(int level, int type, ReadOnlySpan<byte> data, ReceivedMessage into)
    {
        bool isIt = (level == Numbers.IPPROTO_IP && (type == Types.Sent || type == Types.Received))
            || (level == Numbers.IPPROTO_IPV6 && type == Types.Version6);
        if (isIt)
        {
            Set(into, NumberIn(data));
        }

        return isIt;
    }
}

/// <summary>IP_TTL and IPV6_HOPLIMIT.</summary>
internal sealed class TimeToLiveCodec() : InternetNumberCodec("ttl", 1, 255)
{
    protected override (int Sent, int Received, int Version6) Types => (Numbers.IP_TTL, Numbers.IP_RECVTTL, Numbers.IPV6_HOPLIMIT);

    protected override int? Get(MessageControl message) => message.TimeToLive;

    protected override void Set(MessageControl message, int value) => message.TimeToLive = value;
}

/// <summary>IP_TOS and IPV6_TCLASS.</summary>
internal sealed class TypeOfServiceCodec() : InternetNumberCodec("tos", 0, 255)
{
    protected override (int Sent, int Received, int Version6) Types => (Numbers.IP_TOS, Numbers.IP_RECVTOS, Numbers.IPV6_TCLASS);

    protected override int? Get(MessageControl message) => message.TypeOfService;

    protected override void Set(MessageControl message, int value) => message.TypeOfService = value;
}

/// <summary>UDP_SEGMENT when sending, UDP_GRO when receiving.</summary>
internal sealed class SegmentSizeCodec() : NumberCodec("segmentSize", 1, ushort.MaxValue)
{
    public override void Encode(OutgoingMessage message, Family family, List<byte> encoded) =>
        Append(encoded, Numbers.SOL_UDP, Numbers.UDP_SEGMENT, (ushort)message.SegmentSize!.Value);

    public override bool Decode(int level, int type, ReadOnlySpan<byte> data, ReceivedMessage into)
    {
        bool isIt = level == Numbers.SOL_UDP && type == Numbers.UDP_GRO;
        if (isIt)
        {
            into.SegmentSize = NumberIn(data);
        }

        return isIt;
    }

    protected override int? Get(MessageControl message) => message.SegmentSize;

    protected override void Set(MessageControl message, int value) => message.SegmentSize = value;
}

/// <summary>SO_RXQ_OVFL.</summary>
internal sealed class DroppedCodec() : ControlCodec("dropped")
{
    public override bool IsIn(MessageControl message) => false;

    public override bool Decode(int level, int type, ReadOnlySpan<byte> data, ReceivedMessage into)
    {
        bool isIt = level == SocketLevel && type == Numbers.SO_RXQ_OVFL && data.Length >= sizeof(uint);
        if (isIt)
        {
            into.Dropped = MemoryMarshal.Read<uint>(data);
        }

        return isIt;
    }

    public override object? ToValue(ReceivedMessage message) => (double?)message.Dropped;
}

/// <summary>SCM_TIMESTAMPNS, SCM_TIMESTAMP, and of SCM_TIMESTAMPING the software's.</summary>
internal sealed class TimestampCodec() : ControlCodec("timestamp")
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int Size = 2 * sizeof(long); // struct timespec, and struct timeval

    public override bool IsIn(MessageControl message) => false;

    public override bool Decode(int level, int type, ReadOnlySpan<byte> data, ReceivedMessage into)
    {
        bool isIt = level == SocketLevel && data.Length >= Size && type >= 0
            && (type == Numbers.SCM_TIMESTAMPNS || type == Numbers.SCM_TIMESTAMP || type == Numbers.SCM_TIMESTAMPING);
        if (!isIt)
        {
            return false;
        }

        int scale = type == Numbers.SCM_TIMESTAMP ? 1_000 : 1; // microseconds
        long seconds = MemoryMarshal.Read<long>(data);
        long fraction = scale == 1 ? MemoryMarshal.Read<long>(data[sizeof(long)..]) : MemoryMarshal.Read<int>(data[sizeof(long)..]);
        if (seconds != 0)
        {
            into.Timestamp = (seconds * NanosecondsPerSecond) + (fraction * scale);
        }

        // What the hardware has told besides is for those who know what it means.
        return !data[Size..].ContainsAnyExcept((byte)0);
    }

    public override object? ToValue(ReceivedMessage message) => message.Timestamp;
}

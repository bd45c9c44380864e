using TeaSocket.Options;
using static TeaSocket.OptionLevels;
using static TeaSocket.Options.OptionCodecs;

namespace TeaSocket;

// Options of all sockets, socket(7) and unix(7).
public static partial class SocketOptions
{
    /// <summary>Whether the socket listens, see socket(7).</summary>
    public static SocketOption<bool> AcceptsConnections { get; } =
        new(Sol, Flag, "SO_ACCEPTCONN", 30, macOS: 2, windows: 2) { Writable = false };

    /// <summary>A filter for what is received: the descriptor of a program that was loaded by bpf(2), see socket(7).</summary>
    public static SocketOption<int> AttachBpf { get; } = new(Sol, Number, "SO_ATTACH_BPF", 50) { Readable = false };

    /// <summary>
    /// A filter for what is received: what it returns 0 for is dropped, of other packets so many bytes are kept. Reading fails with EACCES where the filter was loaded by bpf(2), and gives none where there is none, see socket(7).
    /// </summary>
    public static SocketOption<IReadOnlyList<FilterInstruction>> AttachFilter { get; } = new(Sol, Filter, "SO_ATTACH_FILTER", 26);

    /// <summary>
    /// Chooses which of the sockets of a port, see SO_REUSEPORT, gets a packet: the program returns its index, see socket(7).
    /// </summary>
    public static SocketOption<IReadOnlyList<FilterInstruction>> AttachReusePortClassicBpf { get; } =
        new(Sol, Filter, "SO_ATTACH_REUSEPORT_CBPF", 51) { Readable = false, Families = Internet };

    /// <summary>The same by the descriptor of a program that was loaded by bpf(2), see socket(7).</summary>
    public static SocketOption<int> AttachReusePortExtendedBpf { get; } =
        new(Sol, Number, "SO_ATTACH_REUSEPORT_EBPF", 52) { Readable = false, Families = Internet };

    /// <summary>The only interface by which is received and sent; "" for any, see socket(7).</summary>
    public static SocketOption<string> BindToDevice { get; } = new(Sol, Text, "SO_BINDTODEVICE", 25);

    /// <summary>SO_BINDTODEVICE with the interface's name or index, see socket(7).</summary>
    public static SocketOption<string> BindToInterface { get; } = new(Sol, Interface, "SO_BINDTOIFINDEX", 62);

    /// <summary>Which extensions of the packet filter the system has, see socket(7).</summary>
    public static SocketOption<int> BpfExtensions { get; } = new(Sol, Number, "SO_BPF_EXTENSIONS", 48) { Writable = false };

    /// <summary>Datagrams may be sent to a broadcast address, see socket(7).</summary>
    public static SocketOption<bool> Broadcast { get; } = new(Sol, Flag, "SO_BROADCAST", 6, macOS: 0x20, windows: 0x20);

    /// <summary>
    /// Which sizes of buffers the system leaves as they were set: 1 the send buffer's, 2 the receive buffer's, 3 both, see socket(7).
    /// </summary>
    public static SocketOption<int> BufferLock { get; } = new(Sol, Number, "SO_BUF_LOCK", 72);

    /// <summary>How many microseconds receiving polls the device before it waits, see socket(7).</summary>
    public static SocketOption<int> BusyPoll { get; } = new(Sol, Number, "SO_BUSY_POLL", 46);

    /// <summary>How many packets one poll of the device takes at most, see socket(7).</summary>
    public static SocketOption<int> BusyPollBudget { get; } = new(Sol, Number, "SO_BUSY_POLL_BUDGET", 70) { Readable = false };

    /// <summary>1: the path does not work, the system may try another one, see socket(7).</summary>
    public static SocketOption<int> ConnectionAdvice { get; } =
        new(Sol, Number, "SO_CNX_ADVICE", 53) { Readable = false, Families = Internet };

    /// <summary>A number that no other socket of this system has or had, see socket(7).</summary>
    public static SocketOption<ulong> Cookie { get; } = new(Sol, Wide, "SO_COOKIE", 57) { Writable = false };

    /// <summary>The system takes notes of what the socket does; needs a privilege, see socket(7).</summary>
    public static SocketOption<bool> Debug { get; } = new(Sol, Flag, "SO_DEBUG", 1, macOS: 1, windows: 1);

    /// <summary>The filter is taken away, see socket(7).</summary>
    public static SocketOption<bool> DetachBpf { get; } = new(Sol, Flag, "SO_DETACH_BPF", 27) { Readable = false };

    /// <summary>The filter is taken away; the value does not matter, see socket(7).</summary>
    public static SocketOption<bool> DetachFilter { get; } = new(Sol, Flag, "SO_DETACH_FILTER", 27) { Readable = false };

    /// <summary>The program of SO_ATTACH_REUSEPORT_CBPF is taken away, see socket(7).</summary>
    public static SocketOption<bool> DetachReusePortBpf { get; } =
        new(Sol, Flag, "SO_DETACH_REUSEPORT_BPF", 68) { Readable = false, Families = Internet };

    /// <summary>The family that the socket was opened with, see socket(7).</summary>
    public static SocketOption<int> Domain { get; } = new(Sol, Number, "SO_DOMAIN", 39) { Writable = false };

    /// <summary>Only hosts of the own networks are sent to, see socket(7).</summary>
    public static SocketOption<bool> DontRoute { get; } = new(Sol, Flag, "SO_DONTROUTE", 5, macOS: 0x10, windows: 0x10);

    /// <summary>The number of the pending error, 0 for none; reading clears it, see socket(7).</summary>
    public static SocketOption<int> Error { get; } =
        new(Sol, Number, "SO_ERROR", 4, macOS: 0x1007, windows: 0x1007) { Writable = false, ChangesWhenRead = true };

    /// <summary>
    /// The processor that the packets came in on; set, the one whose packets this socket of a port prefers, see socket(7).
    /// </summary>
    public static SocketOption<int> IncomingCpu { get; } = new(Sol, Number, "SO_INCOMING_CPU", 49);

    /// <summary>The queue of the device that the packets came in by, 0 for none, see socket(7).</summary>
    public static SocketOption<int> IncomingNapiId { get; } = new(Sol, Number, "SO_INCOMING_NAPI_ID", 56) { Writable = false };

    /// <summary>An idle connection is probed, so that a vanished peer is noticed, see socket(7).</summary>
    public static SocketOption<bool> KeepAlive { get; } = new(Sol, Flag, "SO_KEEPALIVE", 9, macOS: 8, windows: 8);

    /// <summary>
    /// For how many seconds closing waits for what is not sent yet; null for not at all. With 0 a connection is reset, see socket(7).
    /// </summary>
    public static SocketOption<int?> Linger { get; } = new(Sol, Lingering, "SO_LINGER", 13, macOS: 0x80, windows: 0x80);

    /// <summary>The filter can be changed no more, see socket(7).</summary>
    public static SocketOption<bool> LockFilter { get; } = new(Sol, Flag, "SO_LOCK_FILTER", 44);

    /// <summary>The mark of packets that are sent, for routing and filters; needs a privilege, see socket(7).</summary>
    public static SocketOption<uint> Mark { get; } = new(Sol, Unsigned, "SO_MARK", 36);

    /// <summary>How many bytes per second are sent at most; Infinity for any number, see socket(7).</summary>
    public static SocketOption<ulong> MaxPacingRate { get; } = new(Sol, Wide, "SO_MAX_PACING_RATE", 47);

    /// <summary>How much memory the socket takes, and may take, see socket(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> MemoryInfo { get; } =
        new(Sol, new StructCodec(OptionLayouts.SocketMemory), "SO_MEMINFO", 55) { Writable = false };

    /// <summary>A number that no other network namespace has, see socket(7).</summary>
    public static SocketOption<ulong> NetworkNamespaceCookie { get; } = new(Sol, Wide, "SO_NETNS_COOKIE", 71) { Writable = false };

    /// <summary>Frames are sent without a checksum of their own, on PF_PACKET sockets, see socket(7).</summary>
    public static SocketOption<bool> NoFrameCheck { get; } = new(Sol, Flag, "SO_NOFCS", 43) { Families = [Packet] };

    /// <summary>UDP datagrams are sent without a checksum, see socket(7).</summary>
    public static SocketOption<bool> NoCheck { get; } = new(Sol, Flag, "SO_NO_CHECK", 11);

    /// <summary>Urgent data stands among the other, see socket(7).</summary>
    public static SocketOption<bool> OobInline { get; } = new(Sol, Flag, "SO_OOBINLINE", 10, macOS: 0x100, windows: 0x100);

    /// <summary>Messages are received with their sender's credentials, see unix(7).</summary>
    public static SocketOption<bool> PassCredentials { get; } = new(Sol, Flag, "SO_PASSCRED", 16);

    /// <summary>Messages are received with their sender's security label, see unix(7).</summary>
    public static SocketOption<bool> PassSecurity { get; } = new(Sol, Flag, "SO_PASSSEC", 34);

    /// <summary>Where peeking begins, in bytes; -1 for at the next byte, see socket(7).</summary>
    public static SocketOption<int> PeekOffset { get; } = new(Sol, Number, "SO_PEEK_OFF", 42);

    /// <summary>Who the peer was when it connected, see unix(7).</summary>
    public static SocketOption<Credentials> PeerCredentials { get; } =
        new(Sol, OptionCodecs.Credentials, "SO_PEERCRED", 17) { Writable = false, Families = Unix };

    /// <summary>The supplementary groups of the peer when it connected, see unix(7).</summary>
    public static SocketOption<IReadOnlyList<uint>> PeerGroups { get; } =
        new(Sol, Groups, "SO_PEERGROUPS", 59) { Writable = false, Families = Unix };

    /// <summary>The peer's security label, see unix(7).</summary>
    public static SocketOption<string> PeerSecurity { get; } = new(Sol, Text, "SO_PEERSEC", 31) { Writable = false };

    /// <summary>Polling the device has precedence over its interrupts, see socket(7).</summary>
    public static SocketOption<bool> PreferBusyPoll { get; } = new(Sol, Flag, "SO_PREFER_BUSY_POLL", 69);

    /// <summary>The priority of packets that are sent: 0 to 6, more with a privilege, see socket(7).</summary>
    public static SocketOption<int> Priority { get; } = new(Sol, Number, "SO_PRIORITY", 12);

    /// <summary>The protocol that the socket was opened with, see socket(7).</summary>
    public static SocketOption<int> Protocol { get; } = new(Sol, Number, "SO_PROTOCOL", 38) { Writable = false };

    /// <summary>The size of the receive buffer in bytes; Linux takes twice what is set, see socket(7).</summary>
    public static SocketOption<int> ReceiveBuffer { get; } = new(Sol, Number, "SO_RCVBUF", 8, macOS: 0x1002, windows: 0x1002);

    /// <summary>SO_RCVBUF without regard to the system's limit; needs a privilege, see socket(7).</summary>
    public static SocketOption<int> ReceiveBufferForce { get; } = new(Sol, Number, "SO_RCVBUFFORCE", 33) { Readable = false };

    /// <summary>How many bytes have to be there before receiving, and waiting for it, ends, see socket(7).</summary>
    public static SocketOption<int> ReceiveLowWater { get; } = new(Sol, Number, "SO_RCVLOWAT", 18, macOS: 0x1004);

    /// <summary>Messages are received with their mark, see socket(7).</summary>
    public static SocketOption<bool> ReceiveMark { get; } = new(Sol, Flag, "SO_RCVMARK", 75);

    /// <summary>
    /// How long receiving and accepting wait before they fail with ETIMEDOUT, in milliseconds; 0 for ever, see socket(7).
    /// </summary>
    public static SocketOption<TimeSpan> ReceiveTimeout { get; } = new(Sol, TimeVal, "SO_RCVTIMEO", 20, macOS: 0x1006, windows: 0x1006);

    /// <summary>How much memory the system sets aside for the socket, in bytes, see socket(7).</summary>
    public static SocketOption<int> ReserveMemory { get; } = new(Sol, Number, "SO_RESERVE_MEM", 73) { Families = Internet };

    /// <summary>A port can be bound to whose last connections are not forgotten yet, see socket(7).</summary>
    public static SocketOption<bool> ReuseAddress { get; } = new(Sol, Flag, "SO_REUSEADDR", 2, macOS: 4, windows: 4);

    /// <summary>Several sockets can bind to one port, and share what comes, see socket(7).</summary>
    public static SocketOption<bool> ReusePort { get; } = new(Sol, Flag, "SO_REUSEPORT", 15, macOS: 0x200);

    /// <summary>Datagrams are received with the number of those that were dropped, see socket(7).</summary>
    public static SocketOption<bool> ReceiveQueueOverflow { get; } = new(Sol, Flag, "SO_RXQ_OVFL", 40);

    /// <summary>A message in the queue of errors is an exceptional condition, see socket(7).</summary>
    public static SocketOption<bool> SelectErrorQueue { get; } = new(Sol, Flag, "SO_SELECT_ERR_QUEUE", 45);

    /// <summary>The size of the send buffer in bytes; Linux takes twice what is set, see socket(7).</summary>
    public static SocketOption<int> SendBuffer { get; } = new(Sol, Number, "SO_SNDBUF", 7, macOS: 0x1001, windows: 0x1001);

    /// <summary>SO_SNDBUF without regard to the system's limit; needs a privilege, see socket(7).</summary>
    public static SocketOption<int> SendBufferForce { get; } = new(Sol, Number, "SO_SNDBUFFORCE", 32) { Readable = false };

    /// <summary>How many bytes of room there have to be before sending goes on, see socket(7).</summary>
    public static SocketOption<int> SendLowWater { get; } = new(Sol, Number, "SO_SNDLOWAT", 19, macOS: 0x1003) { Writable = false };

    /// <summary>How long sending and connecting wait before they fail with ETIMEDOUT, in milliseconds; 0 for ever, see socket(7).</summary>
    public static SocketOption<TimeSpan> SendTimeout { get; } = new(Sol, TimeVal, "SO_SNDTIMEO", 21, macOS: 0x1005, windows: 0x1005);

    /// <summary>Messages are received with the time at which they came, see socket(7).</summary>
    public static SocketOption<bool> Timestamp { get; } = new(Sol, Flag, "SO_TIMESTAMP", 29, macOS: 0x400);

    /// <summary>Which times are told of what is received and sent: the sum of some SOF_TIMESTAMPING_*, see socket(7).</summary>
    public static SocketOption<int> Timestamping { get; } = new(Sol, Number, "SO_TIMESTAMPING", 37);

    /// <summary>Messages are received with the time at which they came, in nanoseconds, see socket(7).</summary>
    public static SocketOption<bool> TimestampNanoseconds { get; } = new(Sol, Flag, "SO_TIMESTAMPNS", 35);

    /// <summary>Whether the system tries another path after a timeout: 1 yes, 0 no, 255 as the system likes, see socket(7).</summary>
    public static SocketOption<int> TransmitRehash { get; } = new(Sol, Number, "SO_TXREHASH", 74);

    /// <summary>Messages may be sent with the time at which they are to leave, see socket(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> TransmitTime { get; } =
        new(Sol, new StructCodec(OptionLayouts.TransmitTime), "SO_TXTIME", 61);

    /// <summary>The type that the socket was opened with, see socket(7).</summary>
    public static SocketOption<int> Type { get; } = new(Sol, Number, "SO_TYPE", 3, macOS: 0x1008, windows: 0x1008) { Writable = false };

    /// <summary>Messages tell whether the radio peer has received them, see socket(7).</summary>
    public static SocketOption<bool> WifiStatus { get; } = new(Sol, Flag, "SO_WIFI_STATUS", 41);

    /// <summary>Sending may be asked not to copy, see MSG_ZEROCOPY, see socket(7).</summary>
    public static SocketOption<bool> ZeroCopy { get; } = new(Sol, Flag, "SO_ZEROCOPY", 60);
}

using TeaSocket.Options;
using static TeaSocket.OptionLevels;
using static TeaSocket.Options.OptionCodecs;

namespace TeaSocket;

// Options of TCP, tcp(7).
public static partial class SocketOptions
{
    /// <summary>What the congestion control tells of itself, in a structure of its own, see tcp(7).</summary>
    public static SocketOption<byte[]> TcpCongestionInfo { get; } = new(Tcp, Bytes, "TCP_CC_INFO", 26) { Writable = false };

    /// <summary>The name of the congestion control, see tcp(7).</summary>
    public static SocketOption<string> TcpCongestion { get; } = new(Tcp, Text, "TCP_CONGESTION", 13);

    /// <summary>Nothing is sent but full packets, until it is cleared or 200 ms have passed, see tcp(7).</summary>
    public static SocketOption<bool> TcpCork { get; } = new(Tcp, Flag, "TCP_CORK", 3);

    /// <summary>For how many seconds a connection waits for data before it can be accepted; 0 for not at all, see tcp(7).</summary>
    public static SocketOption<int> TcpDeferAccept { get; } = new(Tcp, Number, "TCP_DEFER_ACCEPT", 9);

    /// <summary>How many connections of a listener may wait that came with data in their first packet, see tcp(7).</summary>
    public static SocketOption<int> TcpFastOpen { get; } = new(Tcp, Number, "TCP_FASTOPEN", 23, macOS: 0x105, windows: 15);

    /// <summary>Connecting waits for the first data, to send them in the first packet, see tcp(7).</summary>
    public static SocketOption<bool> TcpFastOpenConnect { get; } = new(Tcp, Flag, "TCP_FASTOPEN_CONNECT", 30);

    /// <summary>The key of cookies for such connections, 16 or 32 bytes, see tcp(7).</summary>
    public static SocketOption<byte[]> TcpFastOpenKey { get; } = new(Tcp, Bytes, "TCP_FASTOPEN_KEY", 33);

    /// <summary>Such connections need no cookie, see tcp(7).</summary>
    public static SocketOption<bool> TcpFastOpenNoCookie { get; } = new(Tcp, Flag, "TCP_FASTOPEN_NO_COOKIE", 34);

    /// <summary>What the system knows of the connection, see tcp(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> TcpInfo { get; } =
        new(Tcp, new StructCodec(OptionLayouts.TcpInfo), "TCP_INFO", 11) { Writable = false };

    /// <summary>Messages are received with the number of bytes that are still there, see tcp(7).</summary>
    public static SocketOption<bool> TcpInQueue { get; } = new(Tcp, Flag, "TCP_INQ", 36);

    /// <summary>After how many probes without an answer a connection is dropped, see tcp(7).</summary>
    public static SocketOption<int> TcpKeepCount { get; } = new(Tcp, Number, "TCP_KEEPCNT", 6, macOS: 0x102, windows: 16);

    /// <summary>After how many seconds of silence the first probe is sent, where SO_KEEPALIVE is set, see tcp(7).</summary>
    public static SocketOption<int> TcpKeepIdle { get; } = new(Tcp, Number, "TCP_KEEPIDLE", 4, macOS: 0x10, windows: 3);

    /// <summary>How many seconds pass between two probes, see tcp(7).</summary>
    public static SocketOption<int> TcpKeepInterval { get; } = new(Tcp, Number, "TCP_KEEPINTVL", 5, macOS: 0x101, windows: 17);

    /// <summary>For how many seconds a closed connection waits for the peer to finish; -1 for not at all, see tcp(7).</summary>
    public static SocketOption<int> TcpLinger2 { get; } = new(Tcp, Number, "TCP_LINGER2", 8);

    /// <summary>The size of a segment in bytes; set before connecting, the most that is told to the peer, see tcp(7).</summary>
    public static SocketOption<int> TcpMaxSegment { get; } = new(Tcp, Number, "TCP_MAXSEG", 2, macOS: 2, windows: 4);

    /// <summary>A peer and the key with which its segments are signed, RFC 2385, see tcp(7).</summary>
    public static SocketOption<byte[]> TcpMd5Signature { get; } = new(Tcp, Bytes, "TCP_MD5SIG", 14) { Readable = false };

    /// <summary>The same for a whole network of peers, see tcp(7).</summary>
    public static SocketOption<byte[]> TcpMd5SignatureExtended { get; } = new(Tcp, Bytes, "TCP_MD5SIG_EXT", 32) { Readable = false };

    /// <summary>Small parts are sent at once, not gathered, see tcp(7).</summary>
    public static SocketOption<bool> TcpNoDelay { get; } = new(Tcp, Flag, "TCP_NODELAY", 1, macOS: 1, windows: 1);

    /// <summary>How many bytes may wait to be sent before the socket is not writable any more, see tcp(7).</summary>
    public static SocketOption<uint> TcpNotSentLowWater { get; } = new(Tcp, Unsigned, "TCP_NOTSENT_LOWAT", 25, macOS: 0x201);

    /// <summary>A sequence number, while TCP_REPAIR is on, see tcp(7).</summary>
    public static SocketOption<uint> TcpQueueSequence { get; } = new(Tcp, Unsigned, "TCP_QUEUE_SEQ", 21);

    /// <summary>What comes is acknowledged at once; the system clears it by itself, see tcp(7).</summary>
    public static SocketOption<bool> TcpQuickAck { get; } = new(Tcp, Flag, "TCP_QUICKACK", 12);

    /// <summary>1: the state of the connection may be changed by the options that follow; needs a privilege, see tcp(7).</summary>
    public static SocketOption<int> TcpRepair { get; } = new(Tcp, Number, "TCP_REPAIR", 19);

    /// <summary>What the peer has agreed to, while TCP_REPAIR is on, see tcp(7).</summary>
    public static SocketOption<byte[]> TcpRepairOptions { get; } = new(Tcp, Bytes, "TCP_REPAIR_OPTIONS", 22) { Readable = false };

    /// <summary>
    /// Which queue TCP_QUEUE_SEQ and reading speak of, while TCP_REPAIR is on: one of TCP_NO_QUEUE, TCP_RECV_QUEUE, TCP_SEND_QUEUE, see tcp(7).
    /// </summary>
    public static SocketOption<int> TcpRepairQueue { get; } = new(Tcp, Number, "TCP_REPAIR_QUEUE", 20);

    /// <summary>The windows, while TCP_REPAIR is on, see tcp(7).</summary>
    public static SocketOption<IReadOnlyDictionary<string, object?>> TcpRepairWindow { get; } =
        new(Tcp, new StructCodec(OptionLayouts.RepairWindow), "TCP_REPAIR_WINDOW", 29);

    /// <summary>
    /// The headers of the packet that began an accepted connection, where its listener has TCP_SAVE_SYN; reading takes them, see tcp(7).
    /// </summary>
    public static SocketOption<byte[]> TcpSavedSyn { get; } =
        new(Tcp, Bytes, "TCP_SAVED_SYN", 28) { Writable = false, ChangesWhenRead = true };

    /// <summary>Whether a listener keeps them: 1 from the IP header on, 2 from the link's header on, see tcp(7).</summary>
    public static SocketOption<int> TcpSaveSyn { get; } = new(Tcp, Number, "TCP_SAVE_SYN", 27);

    /// <summary>How many times connecting is tried, 1 to 127, see tcp(7).</summary>
    public static SocketOption<int> TcpSynCount { get; } = new(Tcp, Number, "TCP_SYNCNT", 7);

    /// <summary>Timeouts of a connection with little to send do not become longer and longer, see tcp(7).</summary>
    public static SocketOption<bool> TcpThinLinearTimeouts { get; } = new(Tcp, Flag, "TCP_THIN_LINEAR_TIMEOUTS", 16);

    /// <summary>The clock that stands in the packets; it can be set while TCP_REPAIR is on, see tcp(7).</summary>
    public static SocketOption<uint> TcpTimestamp { get; } = new(Tcp, Unsigned, "TCP_TIMESTAMP", 24);

    /// <summary>How many microseconds packets are held back, for tests, see tcp(7).</summary>
    public static SocketOption<int> TcpTransmitDelay { get; } = new(Tcp, Number, "TCP_TX_DELAY", 37);

    /// <summary>A protocol that the system carries on top: "tls", "smc"; "" for none, see tcp(7).</summary>
    public static SocketOption<string> TcpUlp { get; } = new(Tcp, Text, "TCP_ULP", 31);

    /// <summary>
    /// For how long sent data may go without an acknowledgement before the connection ends, in milliseconds; 0 for the system's default, see tcp(7).
    /// </summary>
    public static SocketOption<TimeSpan> TcpUserTimeout { get; } = new(Tcp, Milliseconds, "TCP_USER_TIMEOUT", 18);

    /// <summary>The largest window that is offered to the peer, in bytes, see tcp(7).</summary>
    public static SocketOption<int> TcpWindowClamp { get; } = new(Tcp, Number, "TCP_WINDOW_CLAMP", 10);
}

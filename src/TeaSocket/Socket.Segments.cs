using System.Runtime.InteropServices;
using TeaSocket.Platform;

namespace TeaSocket;

// Datagrams that the system is given, or gives, several in one piece: UDP_SEGMENT and UDP_GRO, see udp(7).
public sealed partial class Socket
{
    private const int MostSegments = 64; // UDP_MAX_SEGMENTS; newer systems have more
    private const int MostBytes = 65507; // of a UDP datagram over IPv4, which a piece is at first
    private const int NotAsked = -1;

    // How long the datagrams are at most that the system cuts for this socket; 0 for none.
    private volatile int longestSegment = NotAsked;

    private volatile bool coalesces;

    /// <summary>Whether UDP_GRO is on: the system may put datagrams together, so that each message needs room for 65,535 bytes.</summary>
    internal bool Coalesces => coalesces;

    private bool IsUdp => (Family == Family.Inet || Family == Family.Inet6) && Type == SocketType.Datagram
        && (Protocol == Protocol.Default || Protocol == Protocol.Udp);

    /// <summary>An option has been set at some level: those of UDP decide what can be done here.</summary>
    private void LearnSegments(nint descriptor, int level)
    {
        MessageNumbers numbers = Constants.Messages;
        if (level == numbers.SOL_UDP)
        {
            bool isOn = IsUdp && IsOn(descriptor, numbers.UDP_GRO);
            Remember(socket =>
            {
                socket.longestSegment = NotAsked;
                socket.coalesces = isOn;
            });
        }
    }

    /// <summary>Says of messages, each of which goes alone so far, which are sent as one piece.</summary>
    private void PlanSegments(nint descriptor, Span<Message> messages)
    {
        int longest = longestSegment;
        if (longest == NotAsked)
        {
            longest = longestSegment = CanSegment(descriptor) ? MostBytes : 0;
        }

        for (int i = 0, run; i < messages.Length; i += run)
        {
            run = longest == 0 ? 1 : RunOf(messages[i..], longest);
            messages[i].Run = run;
        }
    }

    /// <summary>How many messages from the first on are equally long, but for the last, and go to the same address.</summary>
    private static int RunOf(ReadOnlySpan<Message> messages, int longest)
    {
        int length = messages[0].Length;
        if (length == 0 || length > longest)
        {
            return 1;
        }

        int run = 1;
        int most = Math.Min(Math.Min(messages.Length, MostSegments), MostBytes / length + 1);
        for (int total = length; run < most; run++)
        {
            ref readonly Message next = ref messages[run];
            total += next.Length;
            if (next.Length > length || next.Length == 0 || total > MostBytes || !IsSameAddress(messages[0], next))
            {
                break;
            }

            if (next.Length < length)
            {
                return run + 1;
            }
        }

        return run;
    }

    private static unsafe bool IsSameAddress(in Message one, in Message other) =>
        (one.Address == other.Address && one.AddressLength == other.AddressLength)
        || new ReadOnlySpan<byte>(one.Address, one.AddressLength).SequenceEqual(new ReadOnlySpan<byte>(other.Address, other.AddressLength));

    /// <summary>
    /// The system has refused a piece. Whether that may be because it was one: it does not cut for this device, or not to that length, as an
    /// ordinary datagram would be taken apart on its way.
    /// </summary>
    private bool LearnRefusal(int error, int length)
    {
        SystemConstants constants = Constants;
        bool isOfLength = error == constants.EINVAL || error == constants.EMSGSIZE;
        if (isOfLength || error == constants.EIO || error == constants.EOPNOTSUPP)
        {
            longestSegment = isOfLength ? length - 1 : 0;
            return true;
        }

        return false;
    }

    /// <summary>Whether the system can; and the socket does not cut or gather by itself.</summary>
    private bool CanSegment(nint descriptor)
    {
        MessageNumbers numbers = Constants.Messages;
        return IsUdp && numbers.UDP_SEGMENT >= 0
            && Calls.GetOption(descriptor, numbers.SOL_UDP, numbers.UDP_SEGMENT, stackalloc byte[sizeof(int)], out _) >= 0
            && !IsOn(descriptor, numbers.UDP_SEGMENT) && !IsOn(descriptor, numbers.UDP_CORK);
    }

    private bool IsOn(nint descriptor, int option)
    {
        int value = 0;
        return option >= 0
            && Calls.GetOption(descriptor, Constants.Messages.SOL_UDP, option, MemoryMarshal.AsBytes(new Span<int>(ref value)), out _) >= 0
            && value != 0;
    }
}

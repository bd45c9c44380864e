using TeaSocket.Platform;

namespace TeaSocket;

/// <summary>Names of hosts, services and protocols, and their numbers.</summary>
public static partial class Names
{
    /// <summary>This machine's name, see gethostname(2).</summary>
    /// <exception cref="SocketException">The system does not tell it.</exception>
    public static string GetHostName()
    {
        int result = SystemCalls.Current.GetHostName(out string name);
        return result >= 0 ? name : throw new SocketException("gethostname", -result);
    }

    /// <summary>The bytes of an address in the network's order, see inet_pton(3).</summary>
    /// <param name="family">PF_INET or PF_INET6.</param>
    /// <param name="text">An IPv4 or IPv6 address, without a scope.</param>
    /// <returns>4 or 16 bytes.</returns>
    /// <exception cref="NotAnAddressException">Not an address of that family.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another family.</exception>
    public static byte[] InetPton(Family family, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] bytes = new byte[SizeOf(family)];
        return SystemCalls.Current.TryParseAddress(family.Value, text, bytes) ? bytes
            : throw WrongArgument.Address(nameof(text), $"must be an IPv{(family == Family.Inet ? 4 : 6)} address. Received '{text}'");
    }

    /// <summary>The text of an address, see inet_ntop(3).</summary>
    /// <param name="family">PF_INET or PF_INET6.</param>
    /// <param name="bytes">4 or 16 bytes in the network's order.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number of bytes, or another family.</exception>
    public static string InetNtop(Family family, ReadOnlySpan<byte> bytes)
    {
        int size = SizeOf(family);
        return bytes.Length == size ? SystemCalls.Current.FormatAddress(family.Value, bytes)
            : throw WrongArgument.Range(nameof(bytes), $"must be {size} bytes long. Received {bytes.Length} bytes");
    }

    private static int SizeOf(Family family) => CheckedFamily(family) == Family.Inet ? 4 : 16;

    private static Family CheckedFamily(Family family) => family == Family.Inet || family == Family.Inet6 ? family
        : throw WrongArgument.Range(nameof(family), $"must be PF_INET or PF_INET6. Received {family}");
}

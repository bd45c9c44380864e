using TeaSocket.Platform;

namespace TeaSocket.Options;

/// <summary>Addresses as options have them: without a family, and without a port.</summary>
internal static class AddressBytes
{
    /// <summary>Lays an address down.</summary>
    /// <exception cref="ArgumentException">It is none of that family.</exception>
    public static void Parse(int family, string text, Span<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!SystemCalls.Current.TryParseAddress(family, text, bytes))
        {
            string expected = family == SystemCalls.Current.Constants.AF_INET ? "an IPv4 address" : "an IPv6 address";
            throw WrongArgument.Address("value", $"must be {expected}, not a name. Received '{(text.Length > 60 ? text[..57] + "..." : text)}'");
        }
    }
}

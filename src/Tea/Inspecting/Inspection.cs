using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Tea.Inspecting;

/// <summary>Where a debugger may connect.</summary>
/// <param name="Address">The address and port to listen on; port 0 for one that is free.</param>
/// <param name="Breaks">Whether the script waits for the debugger.</param>
internal sealed record Inspection(IPEndPoint Address, bool Breaks)
{
    private const int DefaultPort = 9229; // Node's, where editors look

    /// <summary>Reads "host:port", "port", "host" or nothing. A host is an address, that of IPv6 in brackets, or localhost.</summary>
    public static bool TryParse(string text, bool breaks, [NotNullWhen(true)] out Inspection? inspection)
    {
        int end = text.LastIndexOf(':') is var colon && colon > text.LastIndexOf(']') ? colon : -1;
        bool isPort = end < 0 && text.All(char.IsAsciiDigit);
        string host = isPort ? "" : end < 0 ? text : text[..end];
        string port = isPort ? text : end < 0 ? "" : text[(end + 1)..];
        ushort number = DefaultPort;
        bool isRight = port.Length == 0 ? end < 0 : ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        inspection = isRight && AddressOf(host) is { } address ? new(new IPEndPoint(address, number), breaks) : null;
        return inspection is not null;
    }

    private static IPAddress? AddressOf(string host) =>
        host is "" or "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(host, out IPAddress? address) && address.ToString() == host.Trim('[', ']') ? address
        : null;
}

/// <summary>A debugger cannot connect.</summary>
internal sealed class InspectorException(string message) : Exception(message);

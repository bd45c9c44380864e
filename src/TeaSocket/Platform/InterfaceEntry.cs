namespace TeaSocket.Platform;

/// <summary>A network interface as <see cref="SystemCalls.GetInterfaces"/> finds it.</summary>
internal sealed class InterfaceEntry
{
    public required string Name { get; init; }

    public required int Index { get; init; }

    /// <summary>Empty where it has none.</summary>
    public byte[] HardwareAddress { get; set; } = [];

    /// <summary>In bytes.</summary>
    public int Mtu { get; init; }

    public bool IsUp { get; init; }

    public bool IsLoopback { get; init; }

    public bool HasMulticast { get; init; }

    /// <summary>The IPv4 and IPv6 addresses, encoded, with their netmasks and, of some, the broadcast address.</summary>
    public List<(byte[] Address, byte[] Netmask, byte[]? Broadcast)> Addresses { get; } = [];
}

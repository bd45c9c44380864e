using System.Runtime.CompilerServices;

namespace TeaSocket.Platform.Unix;

// Protocols and services. What is found lies in room that the C library shares among all callers.
internal sealed unsafe partial class MacCalls
{
    [MethodImpl(MethodImplOptions.Synchronized)]
    public override int GetProtocolByName(string name)
    {
        LibC.ProtoEnt* entry = MacLibC.getprotobyname(name);
        return entry is null ? -1 : entry->Protocol;
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    public override string? GetProtocolByNumber(int number)
    {
        LibC.ProtoEnt* entry = MacLibC.getprotobynumber(number);
        return entry is null ? null : Text(entry->Name);
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    public override int GetServiceByName(string name, string? protocol)
    {
        LibC.ServEnt* entry = MacLibC.getservbyname(name, protocol);
        return entry is null ? -1 : InOtherOrder(entry->Port);
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    public override string? GetServiceByPort(int port, string? protocol)
    {
        LibC.ServEnt* entry = MacLibC.getservbyport(InOtherOrder(port), protocol);
        return entry is null ? null : Text(entry->Name);
    }
}

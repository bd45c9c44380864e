namespace TeaSocket.Platform.Unix;

// Protocols and services. What is found lies in room of the caller's: other threads may ask at the same time, those of a host too.
internal sealed unsafe partial class LinuxCalls
{
    // The first is enough for all that systems bring along. An entry with many thousands of aliases is given up.
    private const int LeastRoom = 1024;
    private const int MostRoom = 1024 * 1024;

    public override int GetProtocolByName(string name)
    {
        LibC.ProtoEnt entry;
        LibC.ProtoEnt* found = null;
        byte[] room = new byte[LeastRoom];
        int number;
        int error;
        do
        {
            fixed (byte* r = room)
            {
                error = LinuxLibC.getprotobyname_r(name, &entry, r, (nuint)room.Length, &found);
                number = found is null ? -1 : found->Protocol;
            }
        }
        while (Grows(ref room, error));
        return number;
    }

    public override string? GetProtocolByNumber(int number)
    {
        LibC.ProtoEnt entry;
        LibC.ProtoEnt* found = null;
        byte[] room = new byte[LeastRoom];
        string? name;
        int error;
        do
        {
            fixed (byte* r = room)
            {
                error = LinuxLibC.getprotobynumber_r(number, &entry, r, (nuint)room.Length, &found);
                name = found is null ? null : Text(found->Name);
            }
        }
        while (Grows(ref room, error));
        return name;
    }

    public override int GetServiceByName(string name, string? protocol)
    {
        LibC.ServEnt entry;
        LibC.ServEnt* found = null;
        byte[] room = new byte[LeastRoom];
        int port;
        int error;
        do
        {
            fixed (byte* r = room)
            {
                error = LinuxLibC.getservbyname_r(name, protocol, &entry, r, (nuint)room.Length, &found);
                port = found is null ? -1 : InOtherOrder(found->Port);
            }
        }
        while (Grows(ref room, error));
        return port;
    }

    public override string? GetServiceByPort(int port, string? protocol)
    {
        LibC.ServEnt entry;
        LibC.ServEnt* found = null;
        byte[] room = new byte[LeastRoom];
        string? name;
        int error;
        do
        {
            fixed (byte* r = room)
            {
                error = LinuxLibC.getservbyport_r(InOtherOrder(port), protocol, &entry, r, (nuint)room.Length, &found);
                name = found is null ? null : Text(found->Name);
            }
        }
        while (Grows(ref room, error));
        return name;
    }

    /// <summary>Makes more room where the function has said that there was too little.</summary>
    private static bool Grows(ref byte[] room, int error)
    {
        bool isTooSmall = error == LinuxConstants.ERANGE && room.Length < MostRoom;
        room = isTooSmall ? new byte[room.Length * 8] : room;
        return isTooSmall;
    }
}

using System.Runtime.InteropServices;

namespace TeaSocket.Messages;

/// <summary>SCM_RIGHTS, see unix(7). What scripts have for it is looked up by their own table.</summary>
internal sealed class DescriptorsCodec() : ControlCodec("descriptors")
{
    public override bool IsIn(MessageControl message) => message is OutgoingMessage { Descriptors.Count: > 0 };

    public override void Encode(OutgoingMessage message, Family family, List<byte> encoded)
    {
        if (family != Family.Unix)
        {
            throw WrongArgument.Kind(Argument, $"must be left out: only sockets of PF_UNIX pass descriptors, and this one is of the family {family}");
        }

        int[] numbers = [.. message.Descriptors.Select(descriptor => descriptor.Number)];
        ControlData.Append(encoded, SocketLevel, Numbers.SCM_RIGHTS, MemoryMarshal.AsBytes<int>(numbers));
    }

    public override bool Decode(int level, int type, ReadOnlySpan<byte> data, ReceivedMessage into)
    {
        bool isIt = level == SocketLevel && type == Numbers.SCM_RIGHTS;
        if (isIt)
        {
            into.Arrived.AddRange(MemoryMarshal.Cast<byte, int>(data));
        }

        return isIt;
    }

    public override object? ToValue(ReceivedMessage message) => message.Descriptors.Count == 0 ? null
        : message.Descriptors.Select<IDisposable, object?>(descriptor => descriptor switch
        {
            Socket socket => new object?[] { socket.Family.Value, socket.Type.Value, socket.Protocol.Value },
            _ => null,
        }).ToArray();
}

/// <summary>SCM_PIDFD, see pidfd_open(2): the sender's process, as a descriptor. Scripts take it by its place among all that a message owns.</summary>
internal sealed class ProcessDescriptorCodec() : ControlCodec("pidfd")
{
    public override bool IsIn(MessageControl message) => false;

    public override bool Decode(int level, int type, ReadOnlySpan<byte> data, ReceivedMessage into)
    {
        bool isIt = level == SocketLevel && type == Numbers.SCM_PIDFD && data.Length >= sizeof(int);
        if (isIt && NumberIn(data) is >= 0 and var number) // where the process could not be opened, an error's number stands there
        {
            into.ArrivedProcess = number;
        }

        return isIt;
    }

    public override object? ToValue(ReceivedMessage message) => message.ProcessDescriptor is null ? null : (double)(message.Owned.Count - 1);
}

/// <summary>SCM_CREDENTIALS: struct ucred, see unix(7).</summary>
internal sealed class CredentialsCodec() : ControlCodec("credentials")
{
    public override bool IsIn(MessageControl message) => message.Credentials is not null;

    public override void Encode(OutgoingMessage message, Family family, List<byte> encoded)
    {
        Credentials sender = message.Credentials!.Value;
        if (family != Family.Unix)
        {
            throw WrongArgument.Kind(Argument, $"must be left out: only sockets of PF_UNIX pass credentials, and this one is of the family {family}");
        }

        Append(encoded, SocketLevel, Numbers.SCM_CREDENTIALS, new Layout(sender.ProcessId, sender.UserId, sender.GroupId));
    }

    public override bool Decode(int level, int type, ReadOnlySpan<byte> data, ReceivedMessage into)
    {
        bool isIt = level == SocketLevel && type == Numbers.SCM_CREDENTIALS && data.Length >= Layout.Size;
        if (isIt)
        {
            Layout sender = MemoryMarshal.Read<Layout>(data);
            into.Credentials = new Credentials(sender.Process, sender.User, sender.Group);
        }

        return isIt;
    }

    public override object? ToValue(ReceivedMessage message) => message.Credentials is not { } sender ? null
        : new OrderedDictionary<string, object?>
        {
            ["pid"] = sender.ProcessId,
            ["uid"] = (double)sender.UserId,
            ["gid"] = (double)sender.GroupId,
        };

    public override void FromValue(object value, OutgoingMessage into)
    {
        OrderedDictionary<string, object?> properties = Properties(Argument, value, "pid", "uid", "gid");
        into.Credentials = new Credentials(
            (int)Integer(Argument + ".pid", properties.GetValueOrDefault("pid"), 0, int.MaxValue),
            (uint)Integer(Argument + ".uid", properties.GetValueOrDefault("uid"), 0, uint.MaxValue),
            (uint)Integer(Argument + ".gid", properties.GetValueOrDefault("gid"), 0, uint.MaxValue));
    }

    /// <summary>struct ucred.</summary>
    internal readonly struct Layout(int process, uint user, uint group)
    {
        public const int Size = 12;
        public readonly int Process = process;
        public readonly uint User = user;
        public readonly uint Group = group;
    }
}

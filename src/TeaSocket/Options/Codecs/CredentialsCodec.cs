namespace TeaSocket.Options;

/// <summary>A struct ucred: three numbers.</summary>
internal sealed class CredentialsCodec : OptionCodec<Credentials>
{
    private static readonly OptionLayout layout = OptionLayout.Of("Credentials", "struct ucred", "", """
        i32 pid: the process, 0 if it is none that this one can see
        u32 uid: the user
        u32 gid: the group
        """);

    public override string Kind => "credentials";

    public override (string Read, string Write) ScriptTypes => ("Credentials", "Credentials");

    public override OptionLayout? Layout => layout;

    protected override int Room => layout.Size;

    public override object? ToLoose(Credentials value) => new OrderedDictionary<string, object?>
    {
        ["pid"] = (double)value.ProcessId,
        ["uid"] = (double)value.UserId,
        ["gid"] = (double)value.GroupId,
    };

    public override Credentials FromLoose(LooseValue value) => Decode(layout.Encode(value.Named("an object { pid, uid, gid }"), Kind));

    protected override Credentials Decode(ReadOnlySpan<byte> bytes) =>
        new(BitConverter.ToInt32(bytes), BitConverter.ToUInt32(bytes[4..]), BitConverter.ToUInt32(bytes[8..]));

    protected override byte[] Encode(Credentials value) =>
        [.. BitConverter.GetBytes(value.ProcessId), .. BitConverter.GetBytes(value.UserId), .. BitConverter.GetBytes(value.GroupId)];
}

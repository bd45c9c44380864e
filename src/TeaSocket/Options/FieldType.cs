using System.Buffers.Binary;
using System.Globalization;
using TeaSocket.Platform;

namespace TeaSocket.Options;

/// <summary>The type of a structure's field.</summary>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Alignment">What its offset is a multiple of.</param>
/// <param name="ScriptType">A value's type in TypeScript.</param>
internal abstract record FieldType(int Size, int Alignment, string ScriptType)
{
    /// <summary>How many bits it has of its byte; 0 where it has all of it.</summary>
    public virtual int Bits => 0;

    /// <summary>The type of that name: u8, u16, u32, u64, i32; b1 to b7 for bits; in4 and in6 for addresses; sockaddr; ifindex; bytes8.</summary>
    public static FieldType Of(string name) => name switch
    {
        "in4" => new AddressField(SystemCalls.Current.Constants.AF_INET, 4),
        "in6" => new AddressField(SystemCalls.Current.Constants.AF_INET6, 16),
        "sockaddr_in6" => new SockaddrField(28, 4),
        "sockaddr" => new SockaddrField(128, 8),
        "ifindex" => new InterfaceField(),
        _ when name.StartsWith("bytes", StringComparison.Ordinal) => new BytesField(int.Parse(name.AsSpan(5), CultureInfo.InvariantCulture)),
        _ when name[0] == 'b' => new BitsField(name[1] - '0'),
        _ => new IntegerField(int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture) / 8, name[0] == 'i'),
    };

    /// <summary>The value, as <see cref="LooseValue"/> describes.</summary>
    public abstract object? Decode(ReadOnlySpan<byte> bytes, int shift);

    /// <summary>Lays a value down.</summary>
    public abstract void Encode(LooseValue value, Span<byte> bytes, int shift);

    /// <summary>An integer.</summary>
    private sealed record IntegerField(int Size, bool Signed) : FieldType(Size, Size, "number")
    {
        public override object? Decode(ReadOnlySpan<byte> bytes, int shift) => Size switch
        {
            1 => (double)bytes[0],
            2 => (double)BitConverter.ToUInt16(bytes),
            4 => Signed ? BitConverter.ToInt32(bytes) : (double)BitConverter.ToUInt32(bytes),
            _ => WideCodec.ToNumber(BitConverter.ToUInt64(bytes)),
        };

        public override void Encode(LooseValue value, Span<byte> bytes, int shift)
        {
            double most = Math.Pow(2, Math.Min((8 * Size) - (Signed ? 1 : 0), 53)) - 1;
            long number = (long)value.Integer(Signed ? -most - 1 : 0, most);
            Span<byte> whole = stackalloc byte[sizeof(long)];
            BitConverter.TryWriteBytes(whole, number); // both machines have the least byte in front
            whole[..Size].CopyTo(bytes);
        }
    }

    /// <summary>Some bits of a byte.</summary>
    private sealed record BitsField(int Width) : FieldType(1, 1, "number")
    {
        public override int Bits => Width;

        public override object? Decode(ReadOnlySpan<byte> bytes, int shift) => (double)((bytes[0] >> shift) & ((1 << Width) - 1));

        public override void Encode(LooseValue value, Span<byte> bytes, int shift) =>
            bytes[0] |= (byte)((int)value.Integer(0, (1 << Width) - 1) << shift);
    }

    /// <summary>An address by itself.</summary>
    private sealed record AddressField(int Family, int Size) : FieldType(Size, 4, "string")
    {
        public override object? Decode(ReadOnlySpan<byte> bytes, int shift) => SystemCalls.Current.FormatAddress(Family, bytes);

        public override void Encode(LooseValue value, Span<byte> bytes, int shift)
        {
            if (!value.IsNull)
            {
                AddressBytes.Parse(Family, value.Text("an address"), bytes);
            }
        }
    }

    /// <summary>An address with its family, IPv4 or IPv6, and no port.</summary>
    private sealed record SockaddrField(int Size, int Alignment) : FieldType(Size, Alignment, "string")
    {
        public override object? Decode(ReadOnlySpan<byte> bytes, int shift) =>
            !bytes.ContainsAnyExcept((byte)0) ? "" : SocketAddress.Decode(bytes[..Math.Min(28, bytes.Length)]).Host;

        public override void Encode(LooseValue value, Span<byte> bytes, int shift)
        {
            string text = value.Text("an address");
            Family family = text.Contains(':', StringComparison.Ordinal) ? Family.Inet6 : Family.Inet;
            SocketAddress.Parse(family, text).Encoded.CopyTo(bytes);
        }
    }

    /// <summary>An interface's index, known by its name.</summary>
    private sealed record InterfaceField() : FieldType(4, 4, "string")
    {
        public override object? Decode(ReadOnlySpan<byte> bytes, int shift) => SystemCalls.Current.InterfaceText(BitConverter.ToUInt32(bytes));

        public override void Encode(LooseValue value, Span<byte> bytes, int shift) =>
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, InterfaceCodec.IndexOf(InterfaceCodec.NameIn(value)));
    }

    /// <summary>Bytes.</summary>
    private sealed record BytesField(int Size) : FieldType(Size, 1, "Buffer")
    {
        public override object? Decode(ReadOnlySpan<byte> bytes, int shift) => bytes.ToArray();

        public override void Encode(LooseValue value, Span<byte> bytes, int shift)
        {
            byte[] given = value.Bytes();
            if (given.Length > Size)
            {
                throw value.Range($"of at most {Size} bytes");
            }

            given.CopyTo(bytes);
        }
    }
}

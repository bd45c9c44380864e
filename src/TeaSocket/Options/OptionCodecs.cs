namespace TeaSocket.Options;

/// <summary>The kinds of options, by the names that the table has for them.</summary>
internal static class OptionCodecs
{
    /// <summary>On or off.</summary>
    public static readonly FlagCodec Flag = new();

    /// <summary>A C int.</summary>
    public static readonly NumberCodec Number = new();

    /// <summary>A C unsigned int.</summary>
    public static readonly UnsignedCodec Unsigned = new();

    /// <summary>A number of 64 bits.</summary>
    public static readonly WideCodec Wide = new();

    /// <summary>A struct timeval, or on Windows a number of milliseconds.</summary>
    public static readonly TimeoutCodec TimeVal = new();

    /// <summary>A number of milliseconds.</summary>
    public static readonly MillisecondsCodec Milliseconds = new();

    /// <summary>A struct linger.</summary>
    public static readonly LingerCodec Lingering = new();

    /// <summary>A struct in_addr.</summary>
    public static readonly AddressCodec Address = new();

    /// <summary>An interface's index.</summary>
    public static readonly InterfaceCodec Interface = new(networkOrder: false);

    /// <summary>An interface's index in network byte order.</summary>
    public static readonly InterfaceCodec InterfaceInNetworkOrder = new(networkOrder: true);

    /// <summary>Characters.</summary>
    public static readonly TextCodec Text = new();

    /// <summary>A struct ucred.</summary>
    public static readonly CredentialsCodec Credentials = new();

    /// <summary>An array of gid_t.</summary>
    public static readonly GroupsCodec Groups = new();

    /// <summary>A bit for each group.</summary>
    public static readonly GroupBitsCodec GroupBits = new();

    /// <summary>A struct sock_fprog.</summary>
    public static readonly FilterCodec Filter = new();

    /// <summary>Whatever the manual page says.</summary>
    public static readonly BytesCodec Bytes = new();
}

using System.Security.Authentication;
using System.Security.Cryptography;
using TeaSocket;

namespace Tea.Tls;

/// <summary>What TLS calls fail with, in the form in which the sockets' calls fail.</summary>
internal static class TlsFailure
{
    /// <summary>A failure of TLS's own.</summary>
    /// <param name="call">The call: "tlsAccept".</param>
    /// <param name="code">The name of the error in errno.h that comes closest.</param>
    /// <param name="text">What has failed.</param>
    /// <param name="path">The file that it is about.</param>
    public static SocketException Of(string call, string code, string text, string? path = null) => SocketException.OfHost(call, code, text, path);

    /// <summary>What SslStream has thrown; null for what is none of its.</summary>
    public static SocketException? Of(string call, Exception exception) => exception switch
    {
        SocketException known => known,
        AuthenticationException or IOException or CryptographicException or InvalidOperationException or NotSupportedException =>
            Of(call, "EPROTO", exception.GetBaseException().Message.TrimEnd('.')),
        _ => null,
    };
}

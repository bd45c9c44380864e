using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using TeaSocket;

namespace Tea.Tls;

/// <summary>A certificate, those above it, and its private key, from files in the form of PEM (RFC 7468).</summary>
internal sealed class TlsIdentity
{
    public const string CertificateCall = "tlsUseCertificate";
    public const string KeyCall = "tlsUsePrivateKey";

    // To make it takes longer than a handshake, and a server shows the same one to all.
    private static (string Certificates, string Key, SslStreamCertificateContext Context)? last;

    private CertificateFile? certificates;
    private PrivateKeyFile? key;

    /// <summary>What is shown to the peer; null if the certificate or the key is missing.</summary>
    public SslStreamCertificateContext? Context { get; private set; }

    /// <summary>Reads a certificate, and those above it, which follow it in the file.</summary>
    /// <exception cref="SocketException">ENOENT, EACCES…: the file cannot be read. EINVAL: it has no certificate, or not that of the key.</exception>
    public void UseCertificate(string path)
    {
        var file = new CertificateFile(CertificateCall, path);
        if (last?.Certificates != file.Text)
        {
            file.Parse(CertificateCall);
        }

        Combine(CertificateCall, path, file, key);
    }

    /// <summary>Reads the certificate's private key.</summary>
    /// <param name="path">The file.</param>
    /// <param name="password">What it is encrypted with; null if it is not.</param>
    /// <exception cref="SocketException">
    /// ENOENT, EACCES…: the file cannot be read. EINVAL: it has no key that can be used, the password is wrong, or the key is not the certificate's.
    /// </exception>
    public void UsePrivateKey(string path, string? password)
    {
        var file = new PrivateKeyFile(KeyCall, path, password);
        if (last?.Key != file.Identity)
        {
            file.Parse(KeyCall);
        }

        Combine(KeyCall, path, certificates, file);
    }

    private void Combine(string call, string path, CertificateFile? newCertificates, PrivateKeyFile? newKey)
    {
        if (newCertificates is not null && newKey is not null)
        {
            if (last?.Certificates != newCertificates.Text || last?.Key != newKey.Identity)
            {
                last = (newCertificates.Text, newKey.Identity, NewContext(call, path, newCertificates.Parse(call), newKey.Parse(call)));
            }

            Context = last.Value.Context;
        }

        (certificates, key) = (newCertificates, newKey);
    }

    private static SslStreamCertificateContext NewContext(string call, string path, X509Certificate2Collection chain, PrivateKey key)
    {
        X509Certificate2 whole;
        try
        {
            whole = key.With(chain[0]);
        }
        catch (ArgumentException)
        {
            throw TlsFailure.Of(call, "EINVAL", "the private key does not belong to the certificate", path);
        }

        chain.RemoveAt(0);
        return SslStreamCertificateContext.Create(whole, chain, offline: true);
    }
}

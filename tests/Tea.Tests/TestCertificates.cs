using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tea.Tests;

/// <summary>
/// Certificates of one test, in files of its directory. Each is NAME.pem with its key in NAME.key; the authority that scripts are told to
/// trust is ca.pem.
/// </summary>
internal sealed class TestCertificates
{
    private const string Localhost = "localhost";

    private static readonly Oid serverAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly ScriptDirectory directory;
    private readonly X509Certificate2 authority;

    public TestCertificates(ScriptDirectory directory)
    {
        this.directory = directory;
        authority = Authority("ca", issuer: null);
        Server("server", authority);
    }

    /// <summary>A time from which on certificates are valid that are.</summary>
    public static DateTimeOffset Yesterday => DateTimeOffset.UtcNow.AddDays(-1);

    public static DateTimeOffset Tomorrow => DateTimeOffset.UtcNow.AddDays(1);

    public X509Certificate2 TrustedAuthority => authority;

    /// <summary>An authority's certificate.</summary>
    public X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=tea test {name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return Write(name, request, issuer, key, Yesterday, Tomorrow);
    }

    /// <summary>A server's certificate; self-signed without an issuer.</summary>
    public X509Certificate2 Server(
        string name,
        X509Certificate2? issuer,
        string host = Localhost,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null,
        Action<CertificateRequest>? change = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == Localhost)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        if (change is null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([serverAuthentication], critical: false));
        }

        change?.Invoke(request);
        return Write(name, request, issuer, key, from ?? Yesterday, to ?? Tomorrow);
    }

    /// <summary>Writes a file with several certificates, one behind the other.</summary>
    public void Bundle(string name, params X509Certificate2[] certificates) =>
        directory.Write(name, string.Join('\n', certificates.Select(certificate => certificate.ExportCertificatePem())));

    private X509Certificate2 Write(
        string name, CertificateRequest request, X509Certificate2? issuer, ECDsa key, DateTimeOffset from, DateTimeOffset to)
    {
        X509Certificate2 made;
        if (issuer is null)
        {
            made = request.CreateSelfSigned(from, to);
        }
        else
        {
            if (issuer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } identifier)
            {
                request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
            }

            X509SignatureGenerator generator = X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!);
            using X509Certificate2 open = request.Create(issuer.SubjectName, generator, from, to, RandomNumberGenerator.GetBytes(8));
            made = open.CopyWithPrivateKey(key);
        }

        directory.Write($"{name}.pem", made.ExportCertificatePem());
        directory.Write($"{name}.key", key.ExportPkcs8PrivateKeyPem());
        return made;
    }
}

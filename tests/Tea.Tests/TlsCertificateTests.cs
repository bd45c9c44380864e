using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Xunit;

namespace Tea.Tests;

/// <summary>What verifyCertificate() says of certificates, and what their files may hold.</summary>
public sealed class TlsCertificateTests : IDisposable
{
    private const string Password = "pässword";

    private readonly TlsDirectory directory = new();

    private TestCertificates Certificates => directory.Certificates;

    public void Dispose() => directory.Dispose();

    [Fact]
    public void AValidCertificateOfTheRightNameIs0()
    {
        Assert.Equal("0\n", Verdict("server", "'localhost'"));
        Assert.Equal("0\n", Verdict("server", "'LOCALHOST'"));
        Assert.Equal("0\n", Verdict("server", "'127.0.0.1'"));
    }

    [Fact]
    public void WithoutANameAnyNameWillDo() => Assert.Equal("0\n", Verdict("server", "undefined"));

    [Fact]
    public void AnotherNameIs62()
    {
        Assert.Equal("62\n", Verdict("server", "'example.com'"));
        Assert.Equal("62\n", Verdict("server", "'127.0.0.2'"));
    }

    [Fact]
    public void ASelfSignedCertificateIs18()
    {
        Certificates.Server("lonely", issuer: null);
        Assert.Equal("18\n", Verdict("lonely"));
    }

    [Fact]
    public void AnAuthorityThatNobodyTrustsIs19IfItIsShown()
    {
        X509Certificate2 stranger = Certificates.Authority("stranger", issuer: null);
        Certificates.Server("strange", stranger);
        using RunningProgram server = OpenSslServer.Start(directory, "strange", "-cert_chain", "stranger.pem", "-www");
        using RunningProgram client = directory.StartScript("""
            const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
            socket.connect("127.0.0.1", system.args[1]);
            console.log(new TLS(socket).connect("localhost").verifyCertificate());
            """, [$"{OpenSslServer.PortOf(server)}"]);
        Assert.Equal("19\n", client.WaitForExit().Success);
    }

    [Fact]
    public void AnIssuerThatIsNotThereIs20()
    {
        Certificates.Server("strange", Certificates.Authority("stranger", issuer: null));
        Assert.Equal("20\n", Verdict("strange"));
    }

    [Fact]
    public void AnIssuerInTheMiddleIsTakenFromTheServersFile()
    {
        X509Certificate2 top = Certificates.Authority("top", Certificates.TrustedAuthority);
        X509Certificate2 middle = Certificates.Authority("middle", top);
        X509Certificate2 leaf = Certificates.Server("deep", middle);
        Assert.Equal("20\n", Verdict("deep"));
        Certificates.Bundle("deep.pem", leaf, middle, top, Certificates.TrustedAuthority);
        Assert.Equal("0\n", Verdict("deep"));
    }

    [Fact]
    public void ACertificateOfYesterdayIs10()
    {
        Certificates.Server("old", Certificates.TrustedAuthority, from: TestCertificates.Yesterday, to: DateTimeOffset.UtcNow.AddHours(-1));
        Assert.Equal("10\n", Verdict("old"));
    }

    [Fact]
    public void ACertificateOfTomorrowIs9()
    {
        Certificates.Server("new", Certificates.TrustedAuthority, from: DateTimeOffset.UtcNow.AddHours(1), to: TestCertificates.Tomorrow);
        Assert.Equal("9\n", Verdict("new"));
    }

    [Fact]
    public void ACertificateForSomethingElseIs26()
    {
        Certificates.Server("mail", Certificates.TrustedAuthority, change: request =>
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.4")], critical: false)));
        Assert.Equal("26\n", Verdict("mail"));
    }

    [Fact]
    public void AnIssuerThatIsNoAuthorityIs24()
    {
        X509Certificate2 server = Certificates.Server("issuer", Certificates.TrustedAuthority, host: "example.com");
        X509Certificate2 leaf = Certificates.Server("stolen", server);
        Certificates.Bundle("stolen.pem", leaf, server);
        Assert.Equal("24\n", Verdict("stolen"));
    }

    [Fact]
    public void ACriticalExtensionThatNobodyKnowsIs34()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteNull();
        Certificates.Server("extended", Certificates.TrustedAuthority, change: request =>
            request.CertificateExtensions.Add(new X509Extension("1.2.3.4.5", writer.Encode(), critical: true)));
        Assert.Equal("34\n", Verdict("extended"));
    }

    [Fact]
    public void ADamagedSignatureIs7()
    {
        X509Certificate2 leaf = Certificates.Server("damaged", Certificates.TrustedAuthority);
        byte[] bytes = leaf.RawData;
        bytes[^1] ^= 1;
        directory.Write("damaged.pem", PemEncoding.WriteString("CERTIFICATE", bytes));
        Assert.Equal("7\n", Verdict("damaged"));
    }

    [Fact]
    public void OfTwoThingsOpenSslsFirstOneIsTold()
    {
        Certificates.Server("both", Certificates.TrustedAuthority, from: TestCertificates.Yesterday, to: DateTimeOffset.UtcNow.AddHours(-1));
        Assert.Equal("62\n", Verdict("both", "'example.com'"));
    }

    [Theory]
    [InlineData("lonely", "localhost")]
    [InlineData("strange", "localhost")]
    [InlineData("old", "localhost")]
    [InlineData("new", "localhost")]
    [InlineData("server", "localhost")]
    [InlineData("server", "example.com")]
    [InlineData("old", "example.com")]
    public void OpenSslSaysTheSame(string name, string host)
    {
        Certificates.Server("lonely", issuer: null);
        Certificates.Server("strange", Certificates.Authority("stranger", issuer: null));
        Certificates.Server("old", Certificates.TrustedAuthority, from: TestCertificates.Yesterday, to: DateTimeOffset.UtcNow.AddHours(-1));
        Certificates.Server("new", Certificates.TrustedAuthority, from: DateTimeOffset.UtcNow.AddHours(1), to: TestCertificates.Tomorrow);
        using RunningProgram verify = directory.Start(Require.Tool("openssl"), [
            "verify", "-verify_hostname", host, "-purpose", "sslserver", "-untrusted", $"{name}.pem", $"{name}.pem",
        ]);
        ProgramResult result = verify.WaitForExit();
        string[] words = result.Errors.Split(' ', '\n');
        string expected = result.ExitCode == 0 ? "0" : words[Array.IndexOf(words, "error") + 1];
        Assert.Equal(expected + "\n", Verdict(name, $"'{host}'"));
    }

    [Fact]
    public void AServerIsShownNoCertificateAndSaysSo() => Assert.Equal(
        "1\n", directory.Run("console.log(connected().server.verifyCertificate());"));

    [Theory]
    [InlineData("rsa")]
    [InlineData("ec")]
    [InlineData("pkcs8")]
    [InlineData("encrypted")]
    [InlineData("together")]
    public void AKeyMayHaveAnyOfItsForms(string form)
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        CertificateRequest request = form == "ec"
            ? new CertificateRequest("CN=localhost", ec, HashAlgorithmName.SHA256)
            : new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        string certificate = request.CreateSelfSigned(TestCertificates.Yesterday, TestCertificates.Tomorrow).ExportCertificatePem();
        string key = form switch
        {
            "rsa" => rsa.ExportRSAPrivateKeyPem(),
            "ec" => ec.ExportECPrivateKeyPem(),
            "encrypted" => rsa.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)),
            _ => rsa.ExportPkcs8PrivateKeyPem(),
        };
        directory.Write("cert.pem", certificate);
        directory.Write("key.pem", form == "together" ? $"{certificate}\n{key}\n" : key);
        Assert.Equal("18\n", directory.Run($$"""
            const { client, far } = pair();
            const server = new TLS(far);
            server.usePrivateKey("key.pem", {{(form == "encrypted" ? $"'{Password}'" : "undefined")}});
            server.useCertificate("{{(form == "together" ? "key" : "cert")}}.pem"); // in either order
            shake(client, server, "localhost");
            console.log(client.verifyCertificate());
            """));
    }

    [Fact]
    public void FilesThatCannotBeUsedAreToldByTheirReason()
    {
        using var rsa = RSA.Create(2048);
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        directory.Write("encrypted.key", rsa.ExportEncryptedPkcs8PrivateKeyPem(Password, parameters));
        directory.Write("old.key", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0\n\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        directory.Write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        directory.Write("broken.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        directory.Write("empty.pem", "");
        Certificates.Server("other", Certificates.TrustedAuthority);
        string[] lines = directory.Run("""
            const tls = new TLS(Socket.pair()[0]);
            const tell = (action) => {
              try {
                action();
                console.log("nothing");
              } catch ({ code, syscall, path, errno, message }) {
                console.log(code, syscall, path, errno < 0, message.slice(message.lastIndexOf(":") + 2));
              }
            };
            tell(() => tls.useCertificate("nowhere.pem"));
            tell(() => tls.usePrivateKey("nowhere/key.pem"));
            tell(() => tls.useCertificate("."));
            tell(() => tls.useCertificate("empty.pem"));
            tell(() => tls.useCertificate("server.key"));
            tell(() => tls.useCertificate("broken.pem"));
            tell(() => tls.usePrivateKey("server.pem"));
            tell(() => tls.usePrivateKey("broken.key"));
            tell(() => tls.usePrivateKey("old.key", "password"));
            tell(() => tls.usePrivateKey("encrypted.key"));
            tell(() => tls.usePrivateKey("encrypted.key", "wrong"));
            tls.useCertificate("server.pem");
            tell(() => tls.usePrivateKey("encrypted.key", "pässword")); // RSA, and the certificate is EC
            tell(() => tls.usePrivateKey("other.key"));
            tell(() => tls.usePrivateKey("server.key"));
            tell(() => tls.useCertificate("other.pem"));
            """).TrimEnd('\n').Split('\n');
        Assert.Equal(
            [
                "ENOENT tlsUseCertificate nowhere.pem true there is no such file",
                "ENOENT tlsUsePrivateKey nowhere/key.pem true there is no such file",
                "EISDIR tlsUseCertificate . true the file cannot be read",
                "EINVAL tlsUseCertificate empty.pem true the file holds no certificate in the form of PEM",
                "EINVAL tlsUseCertificate server.key true the file holds no certificate in the form of PEM",
                "EINVAL tlsUseCertificate broken.pem true",
                "EINVAL tlsUsePrivateKey server.pem true the file holds no private key in the form of PEM",
                "EINVAL tlsUsePrivateKey broken.key true",
                "EINVAL tlsUsePrivateKey old.key true the private key is encrypted in OpenSSL's old form; \"openssl pkcs8 -topk8\" makes one in the form of today",
                "EINVAL tlsUsePrivateKey encrypted.key true the private key is encrypted, and needs its password",
                "EINVAL tlsUsePrivateKey encrypted.key true the password is wrong, or the private key is neither RSA nor EC",
                "EINVAL tlsUsePrivateKey encrypted.key true the private key does not belong to the certificate",
                "EINVAL tlsUsePrivateKey other.key true the private key does not belong to the certificate",
                "nothing",
                "EINVAL tlsUseCertificate other.pem true the private key does not belong to the certificate",
            ],
            lines.Select(line => line.Contains("broken", StringComparison.Ordinal) ? line[..line.LastIndexOf(" true", StringComparison.Ordinal)] + " true" : line));
    }

    private string Verdict(string file, string name = "'localhost'") => directory.Run($$"""
        const { client, server } = pair("{{file}}");
        shake(client, server, {{name}});
        client.send("data"); // the handshake has not failed
        console.log(server.receive().length === 4 ? client.verifyCertificate() : "no data");
        """);
}

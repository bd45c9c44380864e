using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Tea.Tls;

/// <summary>
/// What is wrong with a peer's certificate, by OpenSSL's numbers (X509_V_ERR_*, see verify(1)), from what .NET says of its chain. Of several
/// things OpenSSL tells the one that it comes to first; their order here is the same.
/// </summary>
/// <remarks>
/// .NET has one flag where OpenSSL has several numbers. Told apart by the chain itself are 18 and 19 (a root that nobody trusts, by itself or
/// behind others), and 9 and 10 (not yet and no longer valid). Not told apart are 2, 20 and 21 (an issuer is missing: 20), 24 and 79
/// (no authority: 24), 67 and 68 (a weak signature: 68), and the numbers about names and policies that 47 and 42 stand for.
/// </remarks>
internal static class CertificateVerdict
{
    /// <summary>There is no certificate, or something is wrong with it that has no number.</summary>
    public const int Unspecified = 1;

    private const int NotYetValid = 9;
    private const int HasExpired = 10;
    private const int SelfSigned = 18;
    private const int SelfSignedInChain = 19;
    private const int HostNameMismatch = 62;

    private static readonly (X509ChainStatusFlags Flag, int Number)[] beforeName =
    [
        (X509ChainStatusFlags.PartialChain, 20), // UNABLE_TO_GET_ISSUER_CERT_LOCALLY
        (X509ChainStatusFlags.ExplicitDistrust, 28), // CERT_REJECTED
        (X509ChainStatusFlags.HasNotSupportedCriticalExtension, 34), // UNHANDLED_CRITICAL_EXTENSION
        (X509ChainStatusFlags.InvalidBasicConstraints, 24), // INVALID_CA
        (X509ChainStatusFlags.NotValidForUsage, 26), // INVALID_PURPOSE
        (X509ChainStatusFlags.InvalidExtension, 41), // INVALID_EXTENSION
        (X509ChainStatusFlags.HasWeakSignature, 68), // CA_MD_TOO_WEAK
    ];

    private static readonly (X509ChainStatusFlags Flag, int Number)[] afterName =
    [
        (X509ChainStatusFlags.Revoked, 23), // CERT_REVOKED
        (X509ChainStatusFlags.NotSignatureValid, 7), // CERT_SIGNATURE_FAILURE
        (X509ChainStatusFlags.NotTimeValid, 0), // by the certificate
        (X509ChainStatusFlags.HasExcludedNameConstraint, 48), // EXCLUDED_VIOLATION
        (X509ChainStatusFlags.HasNotPermittedNameConstraint, 47), // PERMITTED_VIOLATION
        (X509ChainStatusFlags.HasNotDefinedNameConstraint, 47),
        (X509ChainStatusFlags.HasNotSupportedNameConstraint, 51), // UNSUPPORTED_CONSTRAINT_TYPE
        (X509ChainStatusFlags.InvalidNameConstraints, 47),
        (X509ChainStatusFlags.InvalidPolicyConstraints, 42), // INVALID_POLICY_EXTENSION
        (X509ChainStatusFlags.NoIssuanceChainPolicy, 43), // NO_EXPLICIT_POLICY
    ];

    /// <summary>
    /// How a chain is built: as OpenSSL does it, from what the peer sends and what the system trusts, with nothing fetched from elsewhere: a peer
    /// could say where from.
    /// </summary>
    public static X509ChainPolicy NewPolicy() => new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };

    /// <summary>The number for a chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="errors">What SslStream has found besides.</param>
    /// <param name="hasName">Whether the peer is to have a certain name.</param>
    public static int Of(X509Chain? chain, SslPolicyErrors errors, bool hasName)
    {
        if (chain is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
        {
            return Unspecified;
        }

        X509ChainStatusFlags flags = X509ChainStatusFlags.NoError;
        foreach (X509ChainStatus status in chain.ChainStatus)
        {
            flags |= status.Status;
        }

        if ((flags & X509ChainStatusFlags.UntrustedRoot) != 0)
        {
            return chain.ChainElements.Count == 1 ? SelfSigned : SelfSignedInChain;
        }

        return First(beforeName, chain, flags)
            ?? (hasName && (errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 ? (int?)HostNameMismatch : null)
            ?? First(afterName, chain, flags)
            ?? (flags == X509ChainStatusFlags.NoError ? 0 : Unspecified);
    }

    private static int? First((X509ChainStatusFlags Flag, int Number)[] table, X509Chain chain, X509ChainStatusFlags flags)
    {
        foreach ((X509ChainStatusFlags flag, int number) in table)
        {
            if ((flags & flag) != 0)
            {
                return flag == X509ChainStatusFlags.NotTimeValid ? OfTimes(chain) : number;
            }
        }

        return null;
    }

    /// <summary>OpenSSL begins at the root.</summary>
    private static int OfTimes(X509Chain chain)
    {
        for (int i = chain.ChainElements.Count - 1; i >= 0; i--)
        {
            X509ChainElement element = chain.ChainElements[i];
            if (Array.Exists(element.ChainElementStatus, status => status.Status == X509ChainStatusFlags.NotTimeValid))
            {
                return DateTime.Now < element.Certificate.NotBefore ? NotYetValid : HasExpired;
            }
        }

        return HasExpired;
    }
}

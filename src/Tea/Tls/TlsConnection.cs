using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using TeaSocket;

namespace Tea.Tls;

/// <summary>
/// TLS on a connected socket. Each call goes on with what SslStream has to do, as far as the socket lets it: one that would block leaves it
/// where it is, and the next one goes on from there. So it is when waiting fails, by a timeout or a signal.
/// </summary>
internal sealed class TlsConnection(Socket socket) : IDisposable
{
    private const int MostPlain = 16384; // of one record
    private const string AcceptCall = "tlsAccept";
    private const string ConnectCall = "tlsConnect";
    private const string SendCall = "tlsSend";
    private const string ReceiveCall = "tlsReceive";
    private const string CloseCall = "tlsClose";

    private readonly Ciphertext wire = new();
    private readonly RecordReader records = new();
    private readonly TlsIdentity identity = new();
    private SslStream? stream;
    private Task? handshake;
    private bool isServer;
    private string? name;
    private bool isEstablished;
    private bool isClosed;
    private int? verdict;

    // Decrypted bytes: by their numbers in the stream, so that a script that failed between two calls can tell where it stands.
    private byte[] plain = [];
    private Task<int>? reading;
    private long given;
    private int start;
    private int length;
    private bool hasEnded;

    // The data that are being sent: a call that would block has taken a part of them.
    private long sending = -1;
    private long taken;

    /// <summary>What the last call that would block waits for.</summary>
    public Readiness Awaits { get; private set; }

    /// <summary>How many decrypted bytes there are.</summary>
    public int Held => length;

    /// <summary>Where the data stand that are being sent: how many bytes of them were taken.</summary>
    public long Taken => taken;

    /// <summary>The certificate that it will show to the peer, and its key.</summary>
    /// <exception cref="SocketException">EISCONN: the handshake has begun, and it is too late for another one.</exception>
    public TlsIdentity NewIdentity(string call) =>
        handshake is null ? identity : throw TlsFailure.Of(call, "EISCONN", "the handshake has begun already");

    /// <summary>Carries out the handshake of the end that was connected to.</summary>
    /// <returns>False when waiting would block.</returns>
    public bool Accept()
    {
        if (handshake is null && identity.Context is null)
        {
            throw TlsFailure.Of(AcceptCall, "EINVAL", "a certificate and its private key are needed first: useCertificate, usePrivateKey");
        }

        return Shake(AcceptCall, asServer: true, toName: null, ssl => ssl.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = identity.Context,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            AllowRenegotiation = false,
            EncryptionPolicy = EncryptionPolicy.RequireEncryption,
        }));
    }

    /// <summary>Carries out the handshake of the end that has connected.</summary>
    /// <param name="toName">The name that the peer is to have, and that it is told; null for any.</param>
    /// <returns>False when waiting would block.</returns>
    [SuppressMessage("Security", "CA5359", Justification = "The handshake does not fail for a certificate: the script asks what is wrong with it.")]
    public bool Connect(string? toName) =>
        Shake(ConnectCall, asServer: false, toName, ssl => ssl.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = toName ?? "",
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            AllowRenegotiation = false,
            AllowTlsResume = false, // a resumed session has no chain to verify
            EncryptionPolicy = EncryptionPolicy.RequireEncryption,
            ClientCertificateContext = identity.Context,
            CertificateChainPolicy = CertificateVerdict.NewPolicy(),
            RemoteCertificateValidationCallback = (_, _, chain, errors) =>
            {
                verdict = CertificateVerdict.Of(chain, errors, hasName: toName is not null);
                return true;
            },
        }));

    /// <summary>What is wrong with the peer's certificate, by OpenSSL's numbers; 0 for nothing.</summary>
    public int Verify() => isEstablished ? verdict ?? CertificateVerdict.Unspecified : throw NotConnected("tlsVerifyCertificate");

    /// <summary>Sends a part of some data.</summary>
    /// <param name="bytes">The part.</param>
    /// <param name="offset">Where it stands in them.</param>
    /// <param name="total">How many they are. As long as not all of them have been sent, other data cannot be.</param>
    /// <returns>
    /// False when waiting would block. True when the part was taken and, if it was the last, all was handed to the system.
    /// </returns>
    public bool Send(ReadOnlySpan<byte> bytes, long offset, long total)
    {
        SslStream ssl = Established(SendCall);
        if (isClosed)
        {
            throw TlsFailure.Of(SendCall, "EPIPE", "the connection was said goodbye to");
        }

        if (sending < 0)
        {
            (sending, taken) = (total, 0);
        }
        else if (sending != total)
        {
            throw TlsFailure.Of(SendCall, "EINVAL", $"a call that returned false has to be made again with the same data, which were {sending} bytes");
        }

        long end = offset + bytes.Length;
        while (taken < end)
        {
            if (!Flush(SendCall))
            {
                return false;
            }

            int begin = (int)(taken - offset);
            int count = Math.Min(MostPlain, bytes.Length - begin);
            SslTask.Encrypt(SendCall, ssl, bytes.Slice(begin, count));
            taken += count;
        }

        if (end < total)
        {
            return true;
        }

        if (!Flush(SendCall))
        {
            return false;
        }

        sending = -1;
        return true;
    }

    /// <summary>
    /// The rest of the data that are being sent will not be: others may follow what was taken. Whole records were, so that the peer can read on.
    /// </summary>
    public void ForgetRest() => sending = -1;

    /// <summary>Sees to it that there are decrypted bytes, or that the end is known.</summary>
    /// <param name="had">How many bytes the script has had since the beginning.</param>
    /// <param name="to">Where to copy them.</param>
    /// <returns>How many were copied, 0 at the end; null when waiting would block. They stay until they are said to have been had.</returns>
    public int? Receive(long had, Span<byte> to)
    {
        SslStream ssl = Established(ReceiveCall);
        int passed = (int)(had - given);
        given = had;
        start += passed;
        length -= passed;
        if (length == 0 && !hasEnded && !to.IsEmpty)
        {
            plain = plain.Length == 0 ? new byte[MostPlain] : plain;
            reading ??= SslTask.Begin(() => ssl.ReadAsync(plain.AsMemory()).AsTask());
            if (!Complete(ReceiveCall, reading, mustFlush: false))
            {
                return null;
            }

            start = 0;
            length = reading.Result;
            reading = null;
            hasEnded = length == 0;
            DisposeIfOver();
        }

        int count = Math.Min(length, to.Length);
        plain.AsSpan(start, count).CopyTo(to);
        return count;
    }

    /// <summary>Says goodbye. The socket stays open, and what the peer still sends can be received.</summary>
    /// <returns>False when waiting would block.</returns>
    public bool Close()
    {
        if (!isClosed && isEstablished && reading?.IsFaulted != true)
        {
            ThrowIfSocketIsClosed(CloseCall);
            Task goodbye = SslTask.Begin(stream!.ShutdownAsync); // it waits for nothing: what it writes is kept
            isClosed = true;
            SslTask.ThrowIfFailed(CloseCall, goodbye);
        }

        isClosed = true;
        if (!Flush(CloseCall))
        {
            return false;
        }

        DisposeIfOver();
        return true;
    }

    /// <summary>Frees what OpenSSL keeps. Garbage collection does so, too; this is sooner.</summary>
    public void Dispose()
    {
        stream?.Dispose();
        wire.Dispose();
    }

    /// <summary>Frees it if its socket is closed: nothing can be done with it any more.</summary>
    /// <returns>Whether it is.</returns>
    public bool DisposeIfSocketIsClosed()
    {
        if (socket.Descriptor >= 0)
        {
            return false;
        }

        Dispose();
        return true;
    }

    private void DisposeIfOver()
    {
        if (isClosed && hasEnded)
        {
            Dispose();
        }
    }

    private bool Shake(string call, bool asServer, string? toName, Func<SslStream, Task> begin)
    {
        ThrowIfSocketIsClosed(call);
        if (isClosed)
        {
            throw TlsFailure.Of(call, "EPIPE", "the connection was said goodbye to");
        }

        if (handshake is null)
        {
            stream = new SslStream(wire, leaveInnerStreamOpen: true);
            (isServer, name) = (asServer, toName);
            handshake = SslTask.Begin(() => begin(stream));
        }
        else if (isServer != asServer || name != toName)
        {
            throw TlsFailure.Of(call, "EALREADY", "another handshake was begun");
        }

        if (!isEstablished)
        {
            isEstablished = Complete(call, handshake, mustFlush: true);
        }

        return isEstablished;
    }

    /// <summary>Goes on until a task of SslStream's is complete.</summary>
    /// <param name="call">The script's call.</param>
    /// <param name="task">The task.</param>
    /// <param name="mustFlush">Whether it is complete only when all was sent. If not, it is not held up by a peer that does not read.</param>
    /// <returns>False when waiting would block.</returns>
    private bool Complete(string call, Task task, bool mustFlush)
    {
        while (true)
        {
            Settle(task);
            if (task.IsFaulted || !mustFlush)
            {
                TryToFlush(); // an alert, for instance, which tells the peer why
            }
            else if (!Flush(call))
            {
                return false;
            }

            if (task.IsCompleted)
            {
                SslTask.ThrowIfFailed(call, task);
                return true;
            }

            if (records.Receive(socket, call) is not { } record)
            {
                Awaits = Readiness.Read;
                return false;
            }

            wire.Feed(record);
        }
    }

    /// <summary>
    /// SslStream has gone on until it is through or needs bytes, on this thread. Only where that had hardly any stack left it is another's, which
    /// is waited for.
    /// </summary>
    private void Settle(Task task)
    {
        var spin = default(SpinWait);
        while (!task.IsCompleted && !wire.IsAwaited)
        {
            spin.SpinOnce();
        }
    }

    /// <summary>Hands to the system what is to be sent.</summary>
    /// <returns>False when waiting would block.</returns>
    private bool Flush(string call)
    {
        while (!wire.Outgoing.IsEmpty)
        {
            try
            {
                if (socket.Send(wire.Outgoing) is not { } sent)
                {
                    Awaits = Readiness.Write;
                    return false;
                }

                wire.Sent(sent);
            }
            catch (SocketException e)
            {
                wire.Sent(e.BytesSent);
                throw e.BytesSent == 0 ? e : new SocketException(e.SystemCall, -e.ErrorNumber); // they are none of the script's bytes
            }
        }

        return true;
    }

    private void TryToFlush()
    {
        try
        {
            _ = Flush("");
        }
        catch (SocketException)
        {
            // Who receives has its own failure, or has received what the peer said before it went.
        }
    }

    private SslStream Established(string call)
    {
        ThrowIfSocketIsClosed(call);
        return isEstablished ? stream! : throw NotConnected(call);
    }

    private void ThrowIfSocketIsClosed(string call)
    {
        if (socket.Descriptor < 0)
        {
            throw TlsFailure.Of(call, "EBADF", "the socket is closed");
        }
    }

    private static SocketException NotConnected(string call) => TlsFailure.Of(call, "ENOTCONN", "there was no handshake yet");
}

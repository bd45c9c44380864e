using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using TeaSocket.Awaiting;
using TeaSocket.Platform;

namespace TeaSocket;

// The calls that may wait, to be awaited.
//
// They wait whatever the blocking mode is. What can be done at once is done in the call; else those of one direction are carried out in the
// order of the calls. Until the last of them is over, a call of the other kind fails in that direction with EBUSY. All end with ECANCELED when
// the socket is disposed or detached, and with an OperationCanceledException when their token is canceled. They go on in
// SocketEnvironment.Loop, and nothing is allocated for each once some have been made.
public sealed partial class Socket
{
    private AwaitedDirection Receiving => AwaitedCalls.Of(handle).Reads;

    private AwaitedDirection Sending => AwaitedCalls.Of(handle).Writes;

    /// <summary>Connects, see <see cref="Connect"/>. If that fails or is canceled, the socket is closed.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="SocketException">What <see cref="Connect"/> throws.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ConnectAsync(SocketAddress address, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        try
        {
            _ = await Sending.RunAsync<ConnectAttempt, bool>(new ConnectAttempt(this, address), cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not SocketException { Code: "EISCONN" or "EBUSY" })
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Takes the next connection, see <see cref="Accept"/>.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>A blocking socket of the same family, type and protocol.</returns>
    /// <exception cref="SocketException">What <see cref="Accept"/> throws.</exception>
    public ValueTask<Socket> AcceptAsync(CancellationToken cancellation = default) =>
        Receiving.RunAsync<AcceptAttempt, Socket>(new AcceptAttempt(this), cancellation);

    /// <summary>Sends bytes, all of them, see <see cref="Send"/>.</summary>
    /// <param name="data">The bytes, which must stay as they are until it is over.</param>
    /// <param name="to">Where to; left out, the connected peer.</param>
    /// <param name="cancellation">Ends the wait. A stream may have taken a part by then, of which nobody tells.</param>
    /// <returns>How many bytes there were.</returns>
    /// <exception cref="SocketException">What <see cref="Send"/> throws; its <see cref="SocketException.BytesSent"/> says what was taken before.</exception>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> data, SocketAddress? to = null, CancellationToken cancellation = default) =>
        Sending.RunAsync<SendAttempt, int>(new SendAttempt(this, data, to), cancellation);

    /// <summary>Receives what is there, or comes first, see <see cref="Receive"/>.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="cancellation">Ends the wait; nothing is lost.</param>
    /// <returns>The number of bytes; 0 is the end of a stream or an empty datagram.</returns>
    /// <exception cref="SocketException">What <see cref="Receive"/> throws, but for ETIMEDOUT.</exception>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation = default) =>
        Receiving.RunAsync<ReceiveAttempt, int>(new ReceiveAttempt(this, buffer), cancellation);

    /// <summary>Receives as <see cref="ReceiveAsync"/> does, and tells who sent it, see <see cref="ReceiveFrom"/>.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="cancellation">Ends the wait; nothing is lost.</param>
    /// <returns>The number of bytes, and the sender; null where there is none, as on a stream.</returns>
    /// <exception cref="SocketException">The same.</exception>
    public ValueTask<(int Received, SocketAddress? From)> ReceiveFromAsync(Memory<byte> buffer, CancellationToken cancellation = default) =>
        Receiving.RunAsync<ReceiveFromAttempt, (int Received, SocketAddress? From)>(new ReceiveFromAttempt(this, buffer), cancellation);

    /// <summary>Sends bytes with control data, all of them, see <see cref="SendMessage(ReadOnlySpan{byte}, OutgoingMessage, CancellationToken)"/>.</summary>
    /// <param name="data">The bytes, which must stay as they are until it is over.</param>
    /// <param name="message">Where to, and what goes along.</param>
    /// <param name="cancellation">Ends the wait, as for <see cref="SendAsync"/>.</param>
    /// <returns>How many bytes there were.</returns>
    /// <exception cref="ArgumentException">What the other throws.</exception>
    /// <exception cref="SocketException">What the other throws.</exception>
    public ValueTask<int> SendMessageAsync(ReadOnlyMemory<byte> data, OutgoingMessage message, CancellationToken cancellation = default) =>
        Sending.RunAsync<SendMessageAttempt, int>(new SendMessageAttempt(this, data, message), cancellation);

    /// <summary>Receives bytes with control data, see <see cref="ReceiveMessage(Span{byte}, int, CancellationToken)"/>.</summary>
    /// <param name="into">Where to. A datagram that is longer is cut, which the message tells.</param>
    /// <param name="flags">MSG_* flags of this system. What MSG_ERRQUEUE asks for is awaited, too.</param>
    /// <param name="cancellation">Ends the wait; nothing is lost.</param>
    /// <returns>What came beside the bytes.</returns>
    /// <exception cref="SocketException">What the other throws, but for ETIMEDOUT.</exception>
    public ValueTask<ReceivedMessage> ReceiveMessageAsync(Memory<byte> into, int flags = 0, CancellationToken cancellation = default) =>
        Receiving.RunAsync<ReceiveMessageAttempt, ReceivedMessage>(new ReceiveMessageAttempt(this, into, flags), cancellation);

    /// <summary>Sends datagrams, all of them, see <see cref="SendMany(ReadOnlySpan{byte}, ReadOnlySpan{int}, SocketAddress?, CancellationToken)"/>.</summary>
    /// <param name="data">The datagrams' bytes, one datagram after the other; like the lengths, they must stay as they are until it is over.</param>
    /// <param name="lengths">How many bytes each of them has.</param>
    /// <param name="to">Where to; left out, the connected peer.</param>
    /// <param name="cancellation">Ends the wait. Some may have been taken by then, of which nobody tells.</param>
    /// <returns>How many datagrams there were.</returns>
    /// <exception cref="ArgumentException">The lengths do not add up to the data.</exception>
    /// <exception cref="SocketException">What the other throws.</exception>
    public ValueTask<int> SendManyAsync(
        ReadOnlyMemory<byte> data, ReadOnlyMemory<int> lengths, SocketAddress? to = null, CancellationToken cancellation = default) =>
        Sending.RunAsync<SendManyAttempt, int>(new SendManyAttempt(this, data, lengths, to), cancellation);

    /// <summary>Receives the datagrams that are there, or the one that comes first, see <see cref="ReceiveMany(Span{byte}, Span{int}, Span{SocketAddress}, Span{int}, CancellationToken)"/>.</summary>
    /// <param name="data">Room for them, in equal parts. A datagram that is longer is cut.</param>
    /// <param name="lengths">How many to receive at most; set to how many bytes each of them has.</param>
    /// <param name="senders">Where to put their senders' addresses; may be left out.</param>
    /// <param name="cancellation">Ends the wait; nothing is lost.</param>
    /// <returns>How many datagrams came.</returns>
    /// <exception cref="SocketException">What <see cref="ReceiveAsync"/> throws. EOPNOTSUPP on a stream.</exception>
    public ValueTask<int> ReceiveManyAsync(
        Memory<byte> data, Memory<int> lengths, Memory<SocketAddress> senders = default, CancellationToken cancellation = default) =>
        Receiving.RunAsync<ReceiveManyAttempt, int>(new ReceiveManyAttempt(this, data, lengths, senders), cancellation);

    /// <summary>Sends an open file, or a part of it, see <see cref="SendFile(SafeFileHandle, long?, long?, CancellationToken)"/>.</summary>
    /// <param name="file">The file, which must stay open until it is over.</param>
    /// <param name="offset">The byte to begin with; left out, where reading the file has come to.</param>
    /// <param name="count">How many bytes at most; left out, up to the file's end.</param>
    /// <param name="cancellation">Ends the wait. A part may have been sent by then, of which nobody tells.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="SocketException">What the other throws.</exception>
    public ValueTask<long> SendFileAsync(SafeFileHandle file, long? offset = null, long? count = null, CancellationToken cancellation = default) =>
        Sending.RunAsync<SendFileAttempt, long>(new SendFileAttempt(this, file, offset, count), cancellation);

    /// <summary>Waits until receiving or accepting would not block, for what has no call here that can be awaited.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="SocketException">EBADF: closed.</exception>
    public ValueTask ReadableAsync(CancellationToken cancellation = default) =>
        Receiving.RunWithoutResultAsync<ReadyAttempt, bool>(new ReadyAttempt(this, Readiness.Read), cancellation);

    /// <summary>Waits until sending would not block, or a connection is made or has failed.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="SocketException">EBADF: closed.</exception>
    public ValueTask WritableAsync(CancellationToken cancellation = default) =>
        Sending.RunWithoutResultAsync<ReadyAttempt, bool>(new ReadyAttempt(this, Readiness.Write), cancellation);

    /// <summary>Whether it is ready at this moment.</summary>
    internal bool IsReady(Readiness direction)
    {
        const string systemCall = "poll";
        using var lease = handle.Hold(systemCall);
        var entry = new PollEntry { Descriptor = lease.Descriptor, Wanted = direction };
        int result = Calls.Poll(new Span<PollEntry>(ref entry), 0);
        ThrowIfFailed(result == -Constants.EINTR ? 0 : result, systemCall);
        return entry.Ready != Readiness.None;
    }
}

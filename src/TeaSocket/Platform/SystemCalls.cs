namespace TeaSocket.Platform;

/// <summary>
/// The system calls that the core needs, with the same names and signatures on every system.
/// <see cref="Current"/> is chosen once; nothing above this folder asks which system it runs on.
/// </summary>
/// <remarks>
/// Like the kernel, a call returns a number that is not negative when it succeeds, and the negated error
/// number when it fails. It neither throws nor retries: what an error means is decided in the core.
/// </remarks>
internal abstract partial class SystemCalls
{
    private static readonly SystemCalls? current =
        OperatingSystem.IsWindows() ? new Windows.WindowsCalls()
        : OperatingSystem.IsMacOS() ? new Unix.MacCalls()
        : OperatingSystem.IsLinux() ? new Unix.LinuxCalls()
        : null;

    /// <summary>The calls of the system that this process runs on.</summary>
    /// <exception cref="PlatformNotSupportedException">Nobody has told this system's numbers yet.</exception>
    public static SystemCalls Current => current
        ?? throw new PlatformNotSupportedException("TeaSocket runs on Linux, macOS and Windows.");

    /// <summary>The system's numbers and layouts.</summary>
    public abstract SystemConstants Constants { get; }

    /// <summary>The system's error numbers by number, with the names that POSIX gives them.</summary>
    public abstract IReadOnlyDictionary<int, string> ErrorNames { get; }

    /// <summary>This system's number of several.</summary>
    public abstract int? Choose(SystemNumbers numbers);

    /// <summary>How many descriptors this process may have, see getrlimit(2); where there is no such limit, a number that is never reached.</summary>
    public virtual int DescriptorLimit => int.MaxValue;

    /// <summary>
    /// Lets the calling thread be interrupted by <see cref="Interrupt"/> from now on, and returns what it is known by there.
    /// </summary>
    public abstract nint BeginThread();

    /// <summary>The thread has ended.</summary>
    public virtual void EndThread(nint thread)
    {
    }

    /// <summary>
    /// Ends the call that a thread waits in with EINTR. A thread that is not in one yet, or not any more, may miss it, or find its next call ended.
    /// </summary>
    /// <param name="thread">The thread.</param>
    /// <param name="descriptor">The descriptor that it waits with; -1 when it only polls others.</param>
    public abstract void Interrupt(nint thread, nint descriptor);

    /// <summary>socket(2), close-on-exec and without SIGPIPE where the system keeps that per socket.</summary>
    public abstract int Open(int family, int type, int protocol, out nint descriptor);

    /// <summary>
    /// Tells what somebody else's descriptor is, and makes it what <see cref="Open"/> would have: close-on-exec, and without SIGPIPE.
    /// ENOTSOCK: it is no socket, and is left as it was.
    /// </summary>
    public abstract int Describe(nint descriptor, out SocketDescription description);

    /// <summary>socketpair(2): two descriptors as <see cref="Open"/> makes them. EOPNOTSUPP where there are no pairs.</summary>
    public virtual int OpenPair(int family, int type, int protocol, out nint first, out nint second)
    {
        first = second = -1;
        return -Constants.EOPNOTSUPP;
    }

    /// <summary>What <see cref="Duplicate"/> calls.</summary>
    public virtual string DuplicateCall => "fcntl";

    /// <summary>F_DUPFD_CLOEXEC of fcntl(2). EOPNOTSUPP where descriptors have no duplicates.</summary>
    public virtual int Duplicate(nint descriptor, out nint duplicate)
    {
        duplicate = -1;
        return -Constants.EOPNOTSUPP;
    }

    /// <summary>close(2). Never to be repeated, whatever it returns: the descriptor is gone.</summary>
    public abstract int Close(nint descriptor);

    /// <summary>
    /// Whether sending and receiving can be told not to wait, as MSG_DONTWAIT does. Otherwise only the blocking mode keeps them from it, and
    /// <c>mayWait</c> changes nothing.
    /// </summary>
    public virtual bool CanRefrainFromWaiting => true;

    /// <summary>Whether connecting again tells how the attempt before has failed. Otherwise it begins another one, and only SO_ERROR tells.</summary>
    public virtual bool ConnectingAgainTellsFailure => true;

    /// <summary>What <see cref="SetBlocking"/> calls.</summary>
    public virtual string SetBlockingCall => "ioctl";

    /// <summary>Switches O_NONBLOCK (FIONBIO on Windows).</summary>
    public abstract int SetBlocking(nint descriptor, bool blocking);

    /// <summary>bind(2) to an encoded socket address.</summary>
    public abstract int Bind(nint descriptor, ReadOnlySpan<byte> address);

    /// <summary>listen(2).</summary>
    public abstract int Listen(nint descriptor, int backlog);

    /// <summary>accept(2): the new descriptor is close-on-exec and blocking.</summary>
    public abstract int Accept(nint descriptor, out nint accepted);

    /// <summary>connect(2).</summary>
    public abstract int Connect(nint descriptor, ReadOnlySpan<byte> address);

    /// <summary>shutdown(2); <paramref name="how"/> is 0 (receiving), 1 (sending) or 2 (both), the same everywhere.</summary>
    public abstract int Shutdown(nint descriptor, int how);

    /// <summary>
    /// send(2) without SIGPIPE; returns the number of bytes taken. Unless it may wait, it says EAGAIN instead where the system can
    /// (MSG_DONTWAIT); so do the calls below.
    /// </summary>
    public abstract int Send(nint descriptor, ReadOnlySpan<byte> data, bool mayWait = true);

    /// <summary>sendto(2) without SIGPIPE; returns the number of bytes taken.</summary>
    public abstract int SendTo(nint descriptor, ReadOnlySpan<byte> data, ReadOnlySpan<byte> address, bool mayWait = true);

    /// <summary>recv(2); returns the number of bytes received. A datagram that is too long is cut, without an error.</summary>
    public abstract int Receive(nint descriptor, Span<byte> buffer, bool mayWait = true);

    /// <summary>recv(2) with MSG_PEEK, which takes nothing.</summary>
    public abstract int Peek(nint descriptor, Span<byte> buffer, bool mayWait = true);

    /// <summary>What <see cref="Available"/> calls.</summary>
    public virtual string AvailableCall => "ioctl";

    /// <summary>How many bytes a stream has queued, or the size of the next datagram, without waiting. EAGAIN may be said for 0.</summary>
    public abstract int Available(nint descriptor, bool datagram);

    /// <summary>recvfrom(2), which also stores the sender's address; the length is 0 when there is none.</summary>
    public abstract int ReceiveFrom(nint descriptor, Span<byte> buffer, Span<byte> address, out int addressLength, bool mayWait = true);

    /// <summary>
    /// sendmmsg(2) without SIGPIPE; returns how many datagrams were taken. Where a <see cref="Message.Run"/> begins, the system gets that in one
    /// piece, of which it takes all or nothing.
    /// </summary>
    public virtual int SendMany(nint descriptor, Span<Message> messages, bool mayWait = true) => SendOneByOne(descriptor, messages, mayWait);

    /// <summary>What <see cref="SendMany"/> calls.</summary>
    public virtual string SendManyCall => "sendto";

    /// <summary>
    /// recvmmsg(2): waits for a datagram as <see cref="ReceiveFrom"/> does, takes what else is there, and returns how many they are; with
    /// <paramref name="coalesced"/>, where the system puts datagrams together, their <see cref="Message.SegmentSize"/>, too.
    /// </summary>
    public virtual int ReceiveMany(nint descriptor, Span<Message> messages, bool coalesced, bool mayWait = true) =>
        ReceiveOneByOne(descriptor, messages, mayWait);

    /// <summary>What <see cref="ReceiveMany"/> calls.</summary>
    public virtual string ReceiveManyCall => "recvfrom";

    /// <summary><see cref="SendMany"/> where the system has no such call.</summary>
    internal unsafe int SendOneByOne(nint descriptor, Span<Message> messages, bool mayWait = true)
    {
        for (int sent = 0; sent < messages.Length; sent++)
        {
            ref readonly Message message = ref messages[sent];
            var data = new ReadOnlySpan<byte>(message.Data, message.Length);
            int result = message.Address is null
                ? Send(descriptor, data, mayWait)
                : SendTo(descriptor, data, new ReadOnlySpan<byte>(message.Address, message.AddressLength), mayWait);
            if (result < 0)
            {
                return sent > 0 ? sent : result; // the next call tells the error, as sendmmsg does
            }
        }

        return messages.Length;
    }

    /// <summary><see cref="ReceiveMany"/> where the system has no such call.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="messages">Where to.</param>
    /// <param name="mayWait">Whether it may wait for the first.</param>
    /// <param name="endsWithEmpty">Whether an empty one is the last, as nothing tells it from the end of a connection.</param>
    internal unsafe int ReceiveOneByOne(nint descriptor, Span<Message> messages, bool mayWait = true, bool endsWithEmpty = false)
    {
        for (int received = 0; received < messages.Length; received++)
        {
            PollEntry more = new() { Descriptor = descriptor, Wanted = Readiness.Read };
            if (received > 0 && (Poll(new Span<PollEntry>(ref more), 0) <= 0 || more.Ready == Readiness.None))
            {
                return received;
            }

            ref Message message = ref messages[received];
            int result = ReceiveFrom(
                descriptor, new Span<byte>(message.Data, message.Length), new Span<byte>(message.Address, message.AddressLength), out int length, mayWait);
            if (result < 0)
            {
                return received > 0 ? received : result;
            }

            message.Length = result;
            message.AddressLength = length;
            if (result == 0 && endsWithEmpty)
            {
                return received + 1;
            }
        }

        return messages.Length;
    }

    /// <summary>
    /// sendmsg(2) without SIGPIPE; returns the number of bytes taken. EOPNOTSUPP where there is no such call.
    /// </summary>
    public virtual int SendMessage(nint descriptor, in SystemMessage message, int flags, bool mayWait = true) => -Constants.EOPNOTSUPP;

    /// <summary>recvmsg(2); returns the number of bytes received. Descriptors that come along are close-on-exec.</summary>
    public virtual int ReceiveMessage(nint descriptor, ref SystemMessage message, int flags, bool mayWait = true) => -Constants.EOPNOTSUPP;

    /// <summary>Keeps a descriptor that was received from child processes, where receiving has not done so already.</summary>
    public virtual void KeepFromChildren(nint descriptor)
    {
    }

    /// <summary>Keeps a descriptor that was inherited from child processes, whatever it is of; nothing happens where none is open.</summary>
    public virtual void CloseOnExec(nint descriptor)
    {
    }

    /// <summary>
    /// Waits as receiving would, takes nothing, and returns how many bytes receiving could return at once: for a
    /// datagram at least its size, for a stream what is queued, 0 at its end.
    /// </summary>
    public abstract int Pending(nint descriptor, bool datagram, bool mayWait = true);

    /// <summary>getpeername(2).</summary>
    public abstract int GetPeerName(nint descriptor, Span<byte> address, out int addressLength);

    /// <summary>getsockname(2).</summary>
    public abstract int GetSocketName(nint descriptor, Span<byte> address, out int addressLength);

    /// <summary>getsockopt(2); <paramref name="length"/> is how much of <paramref name="value"/> was written.</summary>
    public abstract int GetOption(nint descriptor, int level, int name, Span<byte> value, out int length);

    /// <summary>setsockopt(2).</summary>
    public abstract int SetOption(nint descriptor, int level, int name, ReadOnlySpan<byte> value);

    /// <summary>How many bytes the value of SO_RCVTIMEO has: a struct timeval, or on Windows a number of milliseconds.</summary>
    public abstract int TimeoutSize { get; }

    /// <summary>sizeof(struct linger).</summary>
    public virtual int LingerSize => 2 * sizeof(int);

    /// <summary>The microseconds in a value of SO_RCVTIMEO, 0 for none.</summary>
    public abstract long DecodeTimeout(ReadOnlySpan<byte> value);

    /// <summary>Lays a value of SO_RCVTIMEO down: so many microseconds, 0 for none.</summary>
    public abstract void EncodeTimeout(long microseconds, Span<byte> value);

    /// <summary>The value of SO_RCVTIMEO or SO_SNDTIMEO in microseconds, 0 for none.</summary>
    public long GetTimeout(nint descriptor, int name)
    {
        Span<byte> value = stackalloc byte[TimeoutSize];
        return GetOption(descriptor, Constants.SOL_SOCKET, name, value, out _) < 0 ? 0 : DecodeTimeout(value);
    }

    /// <summary>Sets SO_RCVTIMEO or SO_SNDTIMEO to so many microseconds, 0 for none.</summary>
    public void SetTimeout(nint descriptor, int name, long microseconds)
    {
        Span<byte> value = stackalloc byte[TimeoutSize];
        EncodeTimeout(microseconds, value);
        _ = SetOption(descriptor, Constants.SOL_SOCKET, name, value);
    }

    /// <summary>
    /// poll(2) with the meaning of select(2): waits until a wanted event is there, at most
    /// <paramref name="microseconds"/> (-1: for ever), and returns how many entries the system reported. Such an
    /// entry may have <see cref="PollEntry.Ready"/> None, because a hang-up is reported without being wanted. An
    /// entry with a negative descriptor is passed over.
    /// </summary>
    public abstract int Poll(Span<PollEntry> entries, long microseconds);

    /// <summary>What <see cref="OpenQueue"/> calls.</summary>
    public virtual string OpenQueueCall => "poll";

    /// <summary>Opens a queue of descriptors to wait for. Where the system has none it is a list for <see cref="Poll"/>.</summary>
    public virtual int OpenQueue(out ReadinessQueue? queue)
    {
        queue = new PolledQueue();
        return 0;
    }

    /// <summary>inet_pton(3): 1 when the text is an address of that family.</summary>
    public abstract int ParseAddress(int family, string text, Span<byte> address);

    /// <summary>Whether text, which may have a NUL, is an address of that family; its bytes are written then.</summary>
    public bool TryParseAddress(int family, string text, Span<byte> address) => !text.HasNul() && ParseAddress(family, text, address) == 1;

    /// <summary>inet_ntop(3).</summary>
    public abstract string FormatAddress(int family, ReadOnlySpan<byte> address);

    /// <summary>if_nametoindex(3): 0 when there is no such interface.</summary>
    public abstract uint InterfaceIndex(string name);

    /// <summary>The same for a name that may be empty or have a NUL, which no interface's does.</summary>
    public uint FindInterface(string name) => name.Length == 0 || name.HasNul() ? 0 : InterfaceIndex(name);

    /// <summary>if_indextoname(3): null when there is no such interface.</summary>
    public abstract string? InterfaceName(uint index);

    /// <summary>What an interface is known by: its name, or its bare number if it has gone; "" for 0, which is none of them, or all.</summary>
    public string InterfaceText(uint index) => index == 0 ? "" : InterfaceName(index) ?? $"{index}";

    /// <summary>What <see cref="GetInterfaces"/> calls.</summary>
    public virtual string GetInterfacesCall => "getifaddrs";

    /// <summary>getifaddrs(3), together with what else is to be known: adds this machine's network interfaces, with or without addresses.</summary>
    public abstract int GetInterfaces(List<InterfaceEntry> found);

    /// <summary>
    /// getaddrinfo(3): adds what is found, encoded and in the resolver's order. The family and the type may be 0 for any. Returns 0 or the
    /// resolver's own error number, unchanged.
    /// </summary>
    public abstract int GetAddressInfo(string host, string? service, int family, int type, List<byte[]> found);

    /// <summary>
    /// getnameinfo(3) for an encoded address; the service of its port only if that is asked for. Returns 0 or the resolver's own error number,
    /// unchanged.
    /// </summary>
    public abstract int GetNameInfo(ReadOnlySpan<byte> address, bool asksForService, out string name, out string service);

    /// <summary>gai_strerror(3).</summary>
    public abstract string ResolverErrorText(int error);

    /// <summary>gethostname(2).</summary>
    public abstract int GetHostName(out string name);

    /// <summary>getprotobyname(3): the protocol's number, or -1 when the system knows no such name.</summary>
    public abstract int GetProtocolByName(string name);

    /// <summary>getprotobynumber(3): null when the system knows no such protocol.</summary>
    public abstract string? GetProtocolByNumber(int number);

    /// <summary>getservbyname(3): the service's port, or -1 when the system knows none. The protocol may be null for any.</summary>
    public abstract int GetServiceByName(string name, string? protocol);

    /// <summary>getservbyport(3): null when the system knows no such service. The protocol may be null for any.</summary>
    public abstract string? GetServiceByPort(int port, string? protocol);

    /// <summary>strerror(3): the system's own text for an error number.</summary>
    public abstract string ErrorText(int error);
}

/// <summary>One descriptor of a <see cref="SystemCalls.Poll"/>.</summary>
internal struct PollEntry
{
    /// <summary>The descriptor.</summary>
    public nint Descriptor;

    /// <summary>The events to wait for.</summary>
    public Readiness Wanted;

    /// <summary>Those of <see cref="Wanted"/> that are there, as select(2) would say.</summary>
    public Readiness Ready;

    /// <summary>The system reported this entry, be it for something that was not wanted.</summary>
    public bool Reported;
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TeaSocket.Platform.Windows;

/// <summary>Winsock 2 on sockets; the other files of this class hold poll and names.</summary>
internal sealed unsafe partial class WindowsCalls : SystemCalls
{
    public WindowsCalls()
    {
        // Should it fail, each call says so itself: WSANOTINITIALISED.
        byte* data = stackalloc byte[512]; // sizeof(WSADATA) is at most 408
        _ = Winsock.WSAStartup(0x0202, data);
    }

    public override SystemConstants Constants => WindowsConstants.Values;

    public override IReadOnlyDictionary<int, string> ErrorNames => WindowsConstants.ErrorNames;

    public override int? Choose(SystemNumbers numbers) => numbers.Windows;

    public override int TimeoutSize => sizeof(uint);

    public override int LingerSize => 2 * sizeof(ushort);

    public override long DecodeTimeout(ReadOnlySpan<byte> value) => MemoryMarshal.Read<uint>(value) * 1_000L;

    public override void EncodeTimeout(long microseconds, Span<byte> value) =>
        MemoryMarshal.Write(value, (uint)Math.Min((microseconds + 999) / 1_000, int.MaxValue));

    public override string SetBlockingCall => "ioctlsocket";

    public override int Open(int family, int type, int protocol, out nint descriptor)
    {
        const uint flags = WindowsConstants.WSA_FLAG_OVERLAPPED | WindowsConstants.WSA_FLAG_NO_HANDLE_INHERIT;
        descriptor = Winsock.WSASocketW(family, type, protocol, null, 0, flags);
        if (descriptor == WindowsConstants.INVALID_SOCKET)
        {
            return -Marshal.GetLastPInvokeError();
        }

        if (type == Constants.SOCK_DGRAM)
        {
            // Or a datagram that nobody took, or whose time to live ended, would make the next receive fail.
            SwitchOff(descriptor, WindowsConstants.SIO_UDP_CONNRESET);
            SwitchOff(descriptor, WindowsConstants.SIO_UDP_NETRESET);
        }

        return 0;
    }

    public override int Describe(nint descriptor, out SocketDescription description)
    {
        description = default;
        byte* info = stackalloc byte[WindowsConstants.ProtocolInfoSize];
        int size = WindowsConstants.ProtocolInfoSize;
        int result = Result(Winsock.getsockopt(descriptor, Constants.SOL_SOCKET, WindowsConstants.SO_PROTOCOL_INFOW, info, &size));
        if (result < 0)
        {
            return result;
        }

        _ = Winsock.SetHandleInformation(descriptor, WindowsConstants.HANDLE_FLAG_INHERIT, 0);
        Span<byte> peer = stackalloc byte[SocketAddress.MaxSize];
        description.Family = *(int*)(info + WindowsConstants.ProtocolInfoFamilyOffset);
        description.Type = *(int*)(info + WindowsConstants.ProtocolInfoTypeOffset);
        description.Protocol = *(int*)(info + WindowsConstants.ProtocolInfoProtocolOffset);
        description.IsConnected = GetPeerName(descriptor, peer, out _) >= 0;
        return 0;
    }

    public override int Close(nint descriptor) => Result(Winsock.closesocket(descriptor));

    public override bool CanRefrainFromWaiting => false;

    public override bool ConnectingAgainTellsFailure => false;

    public override int SetBlocking(nint descriptor, bool blocking)
    {
        uint nonBlocking = blocking ? 0u : 1u;
        return Result(Winsock.ioctlsocket(descriptor, WindowsConstants.FIONBIO, &nonBlocking));
    }

    public override int Bind(nint descriptor, ReadOnlySpan<byte> address)
    {
        fixed (byte* a = address)
        {
            return Result(Winsock.bind(descriptor, a, address.Length));
        }
    }

    public override int Listen(nint descriptor, int backlog)
    {
        int result = Result(Winsock.listen(descriptor, backlog));
        if (result != -WindowsConstants.WSAEINVAL)
        {
            return result;
        }

        // Not bound: elsewhere the system then chooses a port.
        Span<byte> address = stackalloc byte[SocketAddress.MaxSize];
        int length = UnspecifiedAddress(descriptor, address);
        bool bound = BinaryPrimitives.ReadUInt16LittleEndian(address) != Constants.AF_UNIX
            && Bind(descriptor, address[..length]) >= 0;
        return bound ? Result(Winsock.listen(descriptor, backlog)) : result;
    }

    public override int Accept(nint descriptor, out nint accepted)
    {
        accepted = Winsock.accept(descriptor, null, null);
        if (accepted == WindowsConstants.INVALID_SOCKET)
        {
            return -Error();
        }

        _ = Winsock.SetHandleInformation(accepted, WindowsConstants.HANDLE_FLAG_INHERIT, 0);
        SetBlocking(accepted, true); // a listening socket hands its mode down here
        return 0;
    }

    public override int Connect(nint descriptor, ReadOnlySpan<byte> address)
    {
        fixed (byte* a = address)
        {
            return Result(Winsock.connect(descriptor, a, address.Length));
        }
    }

    public override int Shutdown(nint descriptor, int how) => Result(Winsock.shutdown(descriptor, how));

    public override int Send(nint descriptor, ReadOnlySpan<byte> data, bool mayWait = true)
    {
        byte nothing;
        fixed (byte* d = data)
        {
            return Result(Winsock.send(descriptor, d is null ? &nothing : d, data.Length, 0));
        }
    }

    public override int SendTo(nint descriptor, ReadOnlySpan<byte> data, ReadOnlySpan<byte> address, bool mayWait = true)
    {
        byte nothing;
        fixed (byte* d = data, a = address)
        {
            return Result(Winsock.sendto(descriptor, d is null ? &nothing : d, data.Length, 0, a, address.Length));
        }
    }

    public override int Receive(nint descriptor, Span<byte> buffer, bool mayWait = true)
    {
        byte nothing;
        fixed (byte* b = buffer)
        {
            return Received(Winsock.recv(descriptor, b is null ? &nothing : b, buffer.Length, 0), buffer.Length);
        }
    }

    public override int Peek(nint descriptor, Span<byte> buffer, bool mayWait = true)
    {
        byte nothing;
        fixed (byte* b = buffer)
        {
            return Received(Winsock.recv(descriptor, b is null ? &nothing : b, buffer.Length, WindowsConstants.MSG_PEEK), buffer.Length);
        }
    }

    public override string AvailableCall => "ioctlsocket";

    public override int Available(nint descriptor, bool datagram)
    {
        // It may count all queued datagrams; one alone is never longer than an IP packet.
        uint queued;
        int result = Result(Winsock.ioctlsocket(descriptor, WindowsConstants.FIONREAD, &queued));
        return result < 0 ? result : (int)Math.Min(queued, datagram ? ushort.MaxValue : int.MaxValue);
    }

    public override int ReceiveFrom(nint descriptor, Span<byte> buffer, Span<byte> address, out int addressLength, bool mayWait = true)
    {
        int length = address.Length;
        byte nothing;
        fixed (byte* b = buffer, a = address)
        {
            int returned = Winsock.recvfrom(descriptor, b is null ? &nothing : b, buffer.Length, 0, a, &length);
            addressLength = length;
            return Received(returned, buffer.Length);
        }
    }

    public override int Pending(nint descriptor, bool datagram, bool mayWait = true)
    {
        byte first;
        int result = Received(Winsock.recv(descriptor, &first, 1, WindowsConstants.MSG_PEEK), 1);
        if (result < 0 || (result == 0 && !datagram))
        {
            return result;
        }

        return Available(descriptor, datagram);
    }

    public override int GetPeerName(nint descriptor, Span<byte> address, out int addressLength)
    {
        int length = address.Length;
        fixed (byte* a = address)
        {
            int result = Result(Winsock.getpeername(descriptor, a, &length));
            addressLength = length;
            return result;
        }
    }

    public override int GetSocketName(nint descriptor, Span<byte> address, out int addressLength)
    {
        int length = address.Length;
        fixed (byte* a = address)
        {
            int result = Result(Winsock.getsockname(descriptor, a, &length));
            addressLength = result == -WindowsConstants.WSAEINVAL ? UnspecifiedAddress(descriptor, address) : length;
            return addressLength > 0 && result == -WindowsConstants.WSAEINVAL ? 0 : result;
        }
    }

    public override int GetOption(nint descriptor, int level, int name, Span<byte> value, out int length)
    {
        int size = value.Length;
        fixed (byte* v = value)
        {
            int result = Result(Winsock.getsockopt(descriptor, level, name, v, &size));
            length = size;
            return result;
        }
    }

    public override int SetOption(nint descriptor, int level, int name, ReadOnlySpan<byte> value)
    {
        fixed (byte* v = value)
        {
            return Result(Winsock.setsockopt(descriptor, level, name, v, value.Length));
        }
    }

    /// <summary>The result of a call in the kernel's form: what it returned, or the negated error number.</summary>
    private static int Result(int returned) => returned >= 0 ? returned : -Error();

    /// <summary>The error of the call before. What <see cref="Interrupt"/> has aborted was interrupted.</summary>
    private static int Error() => Marshal.GetLastPInvokeError() is var error
        && error is WindowsConstants.WSA_OPERATION_ABORTED or WindowsConstants.WSAECANCELLED ? WindowsConstants.Values.EINTR : error;

    /// <summary>What receiving returned, as recv(2) would say it.</summary>
    private static int Received(int returned, int bufferSize) => Result(returned) switch
    {
        -WindowsConstants.WSAEMSGSIZE => bufferSize, // a datagram that was cut, but otherwise well received
        -WindowsConstants.WSAESHUTDOWN => 0, // after shutting down reception: the end of the stream
        int result => result,
    };

    private static void SwitchOff(nint descriptor, uint control)
    {
        int off = 0;
        uint returned;
        Winsock.WSAIoctl(descriptor, control, &off, sizeof(int), null, 0, &returned, null, null);
    }

    /// <summary>
    /// The address of a socket that is not bound yet, "0.0.0.0" or "::" with port 0, which Winsock refuses to tell.
    /// </summary>
    /// <returns>Its length, or 0.</returns>
    private static int UnspecifiedAddress(nint descriptor, Span<byte> address)
    {
        byte* info = stackalloc byte[WindowsConstants.ProtocolInfoSize];
        int size = WindowsConstants.ProtocolInfoSize;
        int result = Winsock.getsockopt(
            descriptor, WindowsConstants.Values.SOL_SOCKET, WindowsConstants.SO_PROTOCOL_INFOW, info, &size);
        address.Clear();
        if (result != 0)
        {
            return 0;
        }

        int family = *(int*)(info + WindowsConstants.ProtocolInfoFamilyOffset);
        BinaryPrimitives.WriteUInt16LittleEndian(address, (ushort)family);
        return *(int*)(info + WindowsConstants.ProtocolInfoMaxSockaddrOffset);
    }
}

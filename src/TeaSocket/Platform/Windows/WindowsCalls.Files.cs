using System.Runtime.InteropServices;

namespace TeaSocket.Platform.Windows;

// Files to be sent: by a copy, as TransmitFile takes connected sockets only, and two at a time where it is no server.
internal sealed unsafe partial class WindowsCalls
{
    private const uint GENERIC_READ = 0x80000000;
    private const uint ShareAll = 0x7; // FILE_SHARE_READ, FILE_SHARE_WRITE, FILE_SHARE_DELETE
    private const uint OPEN_EXISTING = 3;
    private const uint FILE_BEGIN = 0;
    private const uint FILE_CURRENT = 1;
    private const int ERROR_HANDLE_EOF = 38;

    public override string SendFileCall => "send";

    public override int OpenFile(string path, out nint file)
    {
        file = Winsock.CreateFileW(path, GENERIC_READ, ShareAll, null, OPEN_EXISTING, 0, 0);
        return file == WindowsConstants.INVALID_SOCKET ? -Marshal.GetLastPInvokeError() : 0;
    }

    public override int ReadFile(nint file, Span<byte> buffer, long offset)
    {
        // Reading at an offset moves the file's own position here.
        long position = GetPosition(file);
        uint read;
        Winsock.Overlapped overlapped = new() { Offset = offset };
        fixed (byte* b = buffer)
        {
            int result = Winsock.ReadFile(file, b, (uint)buffer.Length, &read, &overlapped);
            int error = result == 0 ? Marshal.GetLastPInvokeError() : 0;
            _ = position < 0 ? 0 : SetPosition(file, position);
            return error == 0 ? (int)read : error == ERROR_HANDLE_EOF ? 0 : -error;
        }
    }

    public override long GetPosition(nint file) => Move(file, 0, FILE_CURRENT);

    public override long SetPosition(nint file, long position) => Move(file, position, FILE_BEGIN);

    private static long Move(nint file, long distance, uint from)
    {
        long position;
        return Winsock.SetFilePointerEx(file, distance, &position, from) != 0 ? position : -Marshal.GetLastPInvokeError();
    }
}

using System.Runtime.InteropServices;

namespace TeaSocket.Platform.Unix;

// Files to be sent.
internal abstract unsafe partial class UnixCalls
{
    private const int SEEK_SET = 0;
    private const int SEEK_CUR = 1;

    /// <summary>O_CLOEXEC, O_NOCTTY and O_NONBLOCK, with which a pipe's name is opened though nobody writes into it.</summary>
    protected abstract int OpenFlags { get; }

    public override int OpenFile(string path, out nint file)
    {
        int result = LibC.open(path, OpenFlags); // O_RDONLY is 0
        file = result;
        return result >= 0 ? result : -Marshal.GetLastPInvokeError();
    }

    public override int ReadFile(nint file, Span<byte> buffer, long offset)
    {
        fixed (byte* b = buffer)
        {
            return Result(LibC.pread((int)file, b, (nuint)buffer.Length, offset));
        }
    }

    public override long GetPosition(nint file) => LibC.lseek((int)file, 0, SEEK_CUR) is >= 0 and var position ? position : -Marshal.GetLastSystemError();

    public override long SetPosition(nint file, long position) =>
        LibC.lseek((int)file, position, SEEK_SET) is >= 0 and var set ? set : -Marshal.GetLastSystemError();
}

using Microsoft.Win32.SafeHandles;
using TeaSocket.Platform;
using TeaSocket.Waiting;

namespace TeaSocket;

// Sending files.
public sealed partial class Socket
{
    /// <summary>Sends a file, or a part of it, without a copy of it in this process; see sendfile(2).</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="offset">The byte to begin with, 0 or more. Behind the file's end there is nothing to send.</param>
    /// <param name="count">How many bytes at most, 0 or more; left out, up to the file's end.</param>
    /// <param name="cancellation">Ends the wait. A part may have been sent by then, of which nobody tells.</param>
    /// <returns>
    /// How many bytes the system has taken: all of them from a blocking socket, which goes on until then or until the file's end. A non-blocking
    /// one may take a part. Null when waiting would block and nothing was taken.
    /// </returns>
    /// <exception cref="SocketException">
    /// ENOENT, EACCES, EMFILE and others of opening the file. EISDIR: it is a directory. EINVAL or ESPIPE: it is no file, but a pipe or a
    /// terminal. What <see cref="Send"/> throws; <see cref="SocketException.BytesSent"/> says what was sent before.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The offset or the count is negative.</exception>
    public long? SendFile(string path, long offset = 0, long? count = null, CancellationToken cancellation = default)
    {
        using SafeFileHandle file = OpenFile(path);
        return SendFile(file, offset, count, path, cancellation);
    }

    /// <summary>Sends an open file, or a part of it, in the same way.</summary>
    /// <param name="file">The file, opened for reading; it stays open.</param>
    /// <param name="offset">
    /// The byte to begin with, 0 or more: the file's own position then stays where it is. Left out, it begins there, and the position moves behind what
    /// was sent.
    /// </param>
    /// <param name="count">How many bytes at most, 0 or more; left out, up to the file's end.</param>
    /// <param name="cancellation">Ends the wait. A part may have been sent by then, of which nobody tells.</param>
    /// <returns>As above.</returns>
    /// <exception cref="SocketException">EBADF: the file is not open, or not for reading. And as above.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The offset or the count is negative.</exception>
    public long? SendFile(SafeFileHandle file, long? offset = null, long? count = null, CancellationToken cancellation = default) =>
        SendFile(file, offset, count, null, cancellation);

    /// <summary>The same of a file whose path is known, or null; exceptions tell it.</summary>
    internal long? SendFile(SafeFileHandle file, long? offset, long? count, string? path, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegative(offset ?? 0, nameof(offset));
        ArgumentOutOfRangeException.ThrowIfNegative(count ?? 0, nameof(count));
        bool isHeld = false;
        try
        {
            file.DangerousAddRef(ref isHeld);
            var operation = new SendFileOperation(this, file.DangerousGetHandle(), offset ?? -1, count ?? long.MaxValue, path);
            return Waits.Run(handle, ref operation, cancellation) == Waits.WouldBlock ? null : operation.Sent;
        }
        finally
        {
            if (isHeld)
            {
                file.DangerousRelease();
            }
        }
    }

    /// <summary>Opens a file to be sent. No child process inherits it, and nobody is waited for who would write into a pipe.</summary>
    internal static SafeFileHandle OpenFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.HasNul())
        {
            throw WrongArgument.Kind(nameof(path), "must be a path without NUL bytes");
        }

        int result = SystemCalls.Current.OpenFile(path, out nint file);
        return result < 0 ? throw SocketException.OfFile("open", -result, path) : new SafeFileHandle(file, ownsHandle: true);
    }

    private ref struct SendFileOperation(Socket socket, nint file, long offset, long count, string? path) : IOperation
    {
        private readonly bool blocks = socket.blocking;

        // The system begins SO_SNDTIMEO anew with each of the many pieces that it sends: then it must not be the one that waits.
        private readonly bool isTimed = socket.blocking && socket.handle.SendTimeout > 0;

        public readonly WaitTerms Terms => new(
            blocks, socket.handle.SendTimeout, Readiness.Write, isTimed ? Polling.Always : Polling.AfterTrying);

        /// <summary>How many bytes were sent.</summary>
        public long Sent { get; private set; }

        public int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait)
        {
            bool isPart = !blocks || thread.Attempts;
            while (Sent < count)
            {
                int result = calls.SendFile(descriptor, file, offset < 0 ? offset : offset + Sent, count - Sent, mayWait && !isTimed);
                if (result <= 0)
                {
                    bool isFull = result == -calls.Constants.EAGAIN;
                    return isFull && isTimed && !isPart ? Waits.GoOn : isFull && isPart && Sent > 0 ? 0 : result;
                }

                Sent += result;
                if (!isPart)
                {
                    return Sent < count ? Waits.GoOn : 0; // to look whether it has been ended
                }
            }

            return 0;
        }

        public readonly SocketException Failure(int error) => SocketException.OfFile(socket.Calls.SendFileCall, error, path, Sent);
    }
}

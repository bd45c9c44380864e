namespace TeaSocket.Platform.Unix;

// Files to be sent.
internal sealed unsafe partial class MacCalls
{
    protected override int OpenFlags => MacConstants.O_CLOEXEC | MacConstants.O_NOCTTY | MacConstants.O_NONBLOCK;

    public override int SendFile(nint descriptor, nint file, long offset, long count, bool mayWait = true)
    {
        if (!mayWait || offset < 0 || count == 0)
        {
            return SendCopy(descriptor, file, offset, count, mayWait); // the call does not know a file's own position, and 0 is all there is
        }

        long length = Math.Min(count, MostBytes);
        int result = Result(MacLibC.sendfile((int)file, (int)descriptor, offset, &length, null, 0));
        return length > 0 && result < 0 && result != -Constants.EINVAL ? (int)length // a part was sent before it would have waited, or was interrupted
            : result >= 0 ? (int)length
            : result == -Constants.EINVAL || result == -Constants.EOPNOTSUPP ? SendCopy(descriptor, file, offset, count, mayWait) : result;
    }
}

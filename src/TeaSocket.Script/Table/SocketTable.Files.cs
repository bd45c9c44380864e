using Microsoft.Win32.SafeHandles;
using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// Files to be sent.
public sealed partial class SocketTable
{
    /// <summary>A file is told by its descriptor, or -1 and its path, which errors name in either case. An offset or a count of -1 is left out.</summary>
    private static TableFunction[] FileFunctions =>
    [
        new("sendFile", [Integer("socket"), Parameter.Text("path"), Integer("descriptor"), Integer("offset"), Integer("count")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "sendfile");
            string path = c.Text(0);
            using SafeFileHandle file = c.Integer(1) < 0
                ? t.budget.Open("open", () => Socket.OpenFile(path)) : new SafeFileHandle((nint)c.Integer(1), ownsHandle: false);
            return socket.SendFile(file, c.Integer(2) < 0 ? null : c.Integer(2), c.Integer(3) < 0 ? null : c.Integer(3), path.Length > 0 ? path : null) ?? WouldBlock;
        }) { Waits = true },
    ];
}

using Microsoft.ClearScript;
using Microsoft.ClearScript.JavaScript;
using Microsoft.ClearScript.V8.FastProxy;
using TeaSocket.Script;
using TeaSocket.V8;
using TeaSocket.Waiting;

namespace Tea.Tls;

/// <summary>
/// The functions under the module <c>tls</c>, as flat as those under the sockets. Bytes cross in memory of the engine's that no script can
/// reach; in front of them stands one number that a function returns besides.
/// </summary>
internal sealed unsafe class TlsFunctions
{
    private const int NumberSize = sizeof(double);

    private readonly V8SocketHost sockets;
    private readonly ScriptObject functions;
    private readonly OpenConnections connections = new();

    // It stays where it is while the script refers to it.
    private readonly byte* memory;
    private readonly int length;

    /// <param name="sockets">Where the sockets are.</param>
    /// <param name="functions">Is given the functions.</param>
    /// <param name="memory">The memory: a number, and bytes.</param>
    public TlsFunctions(V8SocketHost sockets, ScriptObject functions, ITypedArray<byte> memory)
    {
        this.sockets = sockets;
        this.functions = functions;
        nint start = 0;
        memory.InvokeWithDirectAccess(address => start = address);
        this.memory = (byte*)start;
        length = (int)memory.Length - NumberSize;
        AddFiles();
        AddHandshakes();
        AddTransfers();
    }

    private delegate long Body(TlsConnection connection, in V8FastArgs args);

    private Span<byte> Bytes => new(memory + NumberSize, length);

    private long Number
    {
        set => *(double*)memory = value;
    }

    private void AddFiles()
    {
        functions["open"] = new V8FastHostFunction("open", (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            try
            {
                OpenSsl.Require();
                result.Set(connections.Add(new TlsConnection(sockets.Table.SocketAt(args.GetInt32(0), "tls"))));
            }
            catch (Exception e) when (sockets.Fail(e))
            {
                // The script finds nothing, and asks why.
            }
        });
        Add("useCertificate", (connection, in args) =>
        {
            connection.NewIdentity(TlsIdentity.CertificateCall).UseCertificate(args.GetString(1));
            return 0;
        });
        Add("usePrivateKey", (connection, in args) =>
        {
            connection.NewIdentity(TlsIdentity.KeyCall).UsePrivateKey(args.GetString(1), args.Count > 2 ? args.GetString(2) : null);
            return 0;
        });
    }

    private void AddHandshakes()
    {
        Add("accept", (connection, in _) => Done(connection.Accept()));
        Add("connect", (connection, in args) => Done(connection.Connect(args.Count > 1 ? args.GetString(1) : null)));
        Add("verify", (connection, in _) => connection.Verify());
        Add("close", (connection, in _) => Done(connection.Close()));
        Add("awaits", (connection, in _) => (long)connection.Awaits);
    }

    private void AddTransfers()
    {
        Add("send", (connection, in args) =>
        {
            try
            {
                return Done(connection.Send(Bytes[..args.GetInt32(3)], (long)args.GetDouble(1), (long)args.GetDouble(2)));
            }
            finally
            {
                Number = connection.Taken;
            }
        });
        Add("forgetRest", (connection, in _) =>
        {
            connection.ForgetRest();
            return 0;
        });
        Add("receive", (connection, in args) =>
        {
            int? received = connection.Receive((long)args.GetDouble(1), Bytes[..args.GetInt32(2)]);
            Number = connection.Held;
            return received ?? SocketTable.WouldBlock;
        });
    }

    private static long Done(bool isDone) => isDone ? 1 : SocketTable.WouldBlock;

    private void Add(string name, Body body) =>
        functions[name] = new V8FastHostFunction(name, (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            long returned = SocketTable.Failed;
            CallingThread thread = CallingThread.Current;
            thread.Attempts = sockets.IsAttempt;
            try
            {
                returned = body(args.Get<TlsConnection>(0), args);
            }
            catch (Exception e) when (sockets.Fail(e))
            {
                // The script asks why.
            }
            finally
            {
                thread.Attempts = false;
            }

            result.Set((double)returned);
        });
}

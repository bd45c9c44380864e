using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tea.Inspecting;

/// <summary>
/// Where debuggers connect, in front of ClearScript's own listener, which has neither the choice of an address nor of the moment, and says
/// nothing if it cannot listen. What is sent passes through as it is.
/// </summary>
internal sealed class DebuggerGate : IDisposable
{
    private const int MostOfAHead = 16_384; // bytes

    private readonly Socket listener;
    private readonly IPEndPoint behind;
    private readonly List<Task> served = []; // guarded by itself

    /// <summary>Takes the address, and does not let anybody in yet.</summary>
    /// <param name="address">The address to listen on.</param>
    /// <param name="behind">ClearScript's.</param>
    /// <exception cref="InspectorException">The address cannot be taken.</exception>
    public DebuggerGate(IPEndPoint address, IPEndPoint behind)
    {
        this.behind = behind;
        try
        {
            listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, !OperatingSystem.IsWindows());
            listener.Bind(address);
        }
        catch (SocketException e)
        {
            listener?.Dispose();
            throw new InspectorException($"a debugger cannot connect at {address}: {e.Message}");
        }
    }

    /// <summary>The address, with its port.</summary>
    public IPEndPoint Address => (IPEndPoint)listener.LocalEndPoint!;

    /// <summary>Begins to let debuggers in.</summary>
    /// <exception cref="InspectorException">Another process listens there.</exception>
    public void Open()
    {
        try
        {
            listener.Listen();
        }
        catch (SocketException e)
        {
            throw new InspectorException($"a debugger cannot connect at {Address}: {e.Message}");
        }

        _ = AcceptAll();
    }

    public void Dispose() => listener.Dispose();

    /// <summary>Waits until each debugger has gone.</summary>
    /// <param name="most">For how long at most.</param>
    public void WaitForEnd(TimeSpan most)
    {
        Task[] all;
        lock (served)
        {
            all = [.. served];
        }

        _ = Task.WaitAll(all, most);
    }

    private async Task AcceptAll()
    {
        while (true)
        {
            Socket accepted = await listener.AcceptAsync().ConfigureAwait(false);
            lock (served)
            {
                _ = served.RemoveAll(task => task.IsCompleted);
                served.Add(Serve(accepted));
            }
        }
    }

    private async Task Serve(Socket accepted)
    {
        try
        {
            using var client = new NetworkStream(accepted, ownsSocket: true);
            string head = Encoding.Latin1.GetString(await ReadHead(client).ConfigureAwait(false));
            if (!IsForThisHost(HostOf(head)))
            {
                await client.WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
                return;
            }

            using var inner = new TcpClient();
            await inner.ConnectAsync(behind).ConfigureAwait(false);
            NetworkStream engine = inner.GetStream();
            await engine.WriteAsync(Encoding.Latin1.GetBytes(WithReadableHost(head))).ConfigureAwait(false);
            await Task.WhenAny(client.CopyToAsync(engine), engine.CopyToAsync(client)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // One of them has gone.
        }
    }

    private static async Task<byte[]> ReadHead(NetworkStream client)
    {
        byte[] head = new byte[MostOfAHead];
        int length = 0;
        while (length < head.Length && head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
        {
            int count = await client.ReadAsync(head.AsMemory(length)).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            length += count;
        }

        return head[..length];
    }

    private static string? HostOf(string head)
    {
        const string field = "Host:";
        return head.Split("\r\n").FirstOrDefault(line => line.StartsWith(field, StringComparison.OrdinalIgnoreCase))?[field.Length..].Trim();
    }

    /// <summary>
    /// Whether a request names its host by an address, or as localhost: a page in a browser that a name server has led here, as if it were the
    /// page's own server, has another name.
    /// </summary>
    private static bool IsForThisHost(string? host) => host is not null && Inspection.TryParse(host, breaks: false, out _);

    /// <summary>ClearScript does not understand addresses of IPv6 there.</summary>
    private static string WithReadableHost(string head) =>
        HostOf(head) is ['[', ..] host ? head.Replace(host, "localhost" + host[(host.IndexOf(']') + 1)..], StringComparison.Ordinal) : head;
}

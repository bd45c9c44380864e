using TeaSocket.Platform;

namespace TeaSocket.WindowsCheck;

/// <summary>Addresses as text, names, and the system's own texts.</summary>
internal static class NameChecks
{
    public static void Run(Tap tap)
    {
        tap.Check("localhost resolves to 127.0.0.1", Localhost);
        tap.Check("an address resolves to itself", AddressItself);
        tap.Check("127.0.0.1 asked for as PF_INET6 fails with ENOTFOUND", WrongFamily);
        tap.Check("an empty name fails with ENOTFOUND", EmptyName);
        tap.Check("127.0.0.1 has a name, or is its own", NameInfo);
        tap.Check("this machine has a name", HostName);
        tap.Check("the system knows a protocol's number, or none", Protocols);
        tap.Check("services have ports, and ports services", Services);
        tap.Check("all addresses come once, with the service's port", AllAddresses);
        tap.Check("the loopback is an interface", Interfaces);
        tap.Check("a file is sent from an offset, or from its own position", Files);
        tap.Check("an IPv4 address is four decimal numbers", Inet);
        tap.Check("an IPv6 address is written in its shortest form", Inet6);
        tap.Check("a scope's interface comes back under its name", Scope);
        tap.Check("an error's text is the system's own, on one line", ErrorText);
    }

    private static void Localhost() => Expect.Equal("127.0.0.1", Names.GetAddressInfo("localhost", Family.Inet).Host);

    private static void AddressItself()
    {
        Expect.Equal("127.0.0.1", Names.GetAddressInfo("127.0.0.1", Family.Inet).Host);
        Expect.Equal("::1", Names.GetAddressInfo("::1", Family.Inet6).Host);
    }

    private static void WrongFamily()
    {
        SocketException error = Expect.Error("ENOTFOUND", () => Names.GetAddressInfo("127.0.0.1", Family.Inet6));
        Expect.Equal("127.0.0.1", error.HostName);
        Expect.True(error.ErrorNumber < 0, "the error's number is negative");
    }

    private static void EmptyName() => Expect.Error("ENOTFOUND", () => Names.GetAddressInfo("", Family.Inet));

    private static void NameInfo() => Expect.True(Names.GetNameInfo("127.0.0.1").Length > 0, "there is a name");

    private static void HostName() => Expect.True(Names.GetHostName().Length > 0, "there is a name");

    private static void Protocols()
    {
        Expect.Equal(6, Names.GetProtocolByName("tcp"));
        Expect.True(SystemCalls.Current.GetProtocolByName("tcp") is 6 or -1, "TCP is 6, or there is no list of protocols");
        Expect.Error("EPROTONOSUPPORT", () => Names.GetProtocolByName("no such protocol"));
    }

    private static void Services()
    {
        Expect.Equal(80, Names.GetServiceByName("http", "tcp"));
        Expect.Equal("https", Names.GetServiceByPort(443));
        Expect.Error("ENOTFOUND", () => Names.GetServiceByName("no-such-service"));
        Expect.Equal("udp", Names.GetProtocolByNumber(17));
    }

    private static void AllAddresses()
    {
        Expect.Equal("127.0.0.1:80", string.Join(' ', Names.GetAllAddressInfo("127.0.0.1", service: "80")));
        Expect.Error("ENOTFOUND", () => Names.GetAllAddressInfo("127.0.0.1", service: "no-such-service"));
    }

    private static void Interfaces()
    {
        NetworkInterface loopback = NetworkInterface.GetAll().First(each => each.Addresses.Any(own => own.Address.Host == "127.0.0.1"));
        Expect.True(loopback.IsLoopback && loopback.Index > 0, "it is the loopback");
        Expect.Equal("255.0.0.0", loopback.Addresses.First(own => own.Address.Host == "127.0.0.1").Netmask);
        Expect.Equal(loopback.Index, NetworkInterface.IndexOf("127.0.0.1"));
    }

    private static void Files()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "0123456789");
        (Socket client, Socket server) = Loopback.Pair();
        using (client)
        using (server)
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
            Expect.Equal(3L, client.SendFile(path, 2, 3));
            Expect.Equal(2L, client.SendFile(file, count: 2));
            Expect.Equal(1L, client.SendFile(file, 9));
            Expect.Equal(8L, client.SendFile(file));
            client.Shutdown(Direction.Send);
            string received = "";
            byte[] buffer = new byte[100];
            for (int count; (count = server.Receive(buffer)!.Value) > 0;)
            {
                received += System.Text.Encoding.ASCII.GetString(buffer, 0, count);
            }

            Expect.Equal("23401923456789", received);
            Expect.Error("ENOENT", () => client.SendFile(path + "-missing"));
        }

        File.Delete(path);
    }

    private static void Inet()
    {
        foreach (string text in (string[])["0.0.0.0", "127.0.0.1", "255.255.255.255", "10.20.30.40"])
        {
            Expect.Equal(text, RoundTrip(Family.Inet, text));
        }

        foreach (string text in (string[])["", "localhost", "1.2.3", "1.2.3.4.5", "1.2.3.256", "0x7f.0.0.1", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4:80"])
        {
            Expect.True(!IsAddress(Family.Inet, text), $"'{text}' is no address");
        }
    }

    private static void Inet6()
    {
        foreach (string text in (string[])["::", "::1", "fe80::1:2", "2001:db8::ff00:42:8329", "::ffff:1.2.3.4"])
        {
            Expect.Equal(text, RoundTrip(Family.Inet6, text));
        }

        Expect.Equal("2001:db8::1", RoundTrip(Family.Inet6, "2001:0DB8:0:0:0:0:0:1"));
        foreach (string text in (string[])["", ":", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7", "::1 ", "[::1]"])
        {
            Expect.True(!IsAddress(Family.Inet6, text), $"'{text}' is no address");
        }
    }

    private static void Scope()
    {
        string? name = SystemCalls.Current.InterfaceName(1) ?? throw new SkippedException("there is no interface 1");
        Expect.Equal(1u, SystemCalls.Current.InterfaceIndex(name));
        Expect.Equal($"fe80::1%{name}", RoundTrip(Family.Inet6, "fe80::1%1"));
        Expect.Equal($"fe80::1%{name}", RoundTrip(Family.Inet6, $"fe80::1%{name}"));
        Expect.Equal(null, SystemCalls.Current.InterfaceName(999_999));
    }

    private static void ErrorText()
    {
        using Socket refusing = Loopback.Refusing();
        using Socket client = Loopback.Stream();
        SocketAddress address = refusing.GetSocketName();
        SocketException error = Expect.Error("ECONNREFUSED", () => client.Connect(address));
        string start = $"connect ECONNREFUSED {address}: ";
        Expect.True(error.Message.StartsWith(start, StringComparison.Ordinal), $"'{error.Message}' begins with '{start}'");
        string text = error.Message[start.Length..];
        Expect.True(text.Length > 5 && text.Trim() == text && !text.Contains('\n', StringComparison.Ordinal), $"'{text}' is one line");
        Expect.True(!text.Contains("nknown", StringComparison.Ordinal), $"'{text}' says something");
    }

    private static string RoundTrip(Family family, string text) =>
        SocketAddress.Decode(SocketAddress.Parse(family, text, 80).Encoded).Host;

    private static bool IsAddress(Family family, string text)
    {
        try
        {
            SocketAddress.Parse(family, text);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

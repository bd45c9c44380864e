using System.Text.Json;
using Xunit;

namespace Tea.Tests;

/// <summary>Interfaces that a test has made, against what ip(8) tells of them; and groups on them.</summary>
public sealed class InterfaceTests
{
    // Without addresses that the system gives by itself: those come at some time.
    private const string Machine = """
        ip link set lo up
        for name in first second; do
          ip link add $name type veth peer name $name-peer
          ip link set $name addrgenmode none
          ip link set $name-peer addrgenmode none
          ip link set $name-peer up
        done
        ip link set first address 02:00:00:00:00:01 mtu 1400
        ip link set first up
        ip link set second up
        ip addr add 192.0.2.1/24 brd 192.0.2.255 dev first
        ip addr add 192.0.2.129/26 brd + dev first label first:1
        ip addr add 2001:db8:1::1/64 dev first nodad
        ip addr add fe80::1/64 dev first nodad
        ip addr add 198.51.100.1/24 dev second
        ip addr add 198.51.100.9 peer 203.0.113.9/32 dev second
        ip addr add fe80::2/64 dev second nodad
        ip link add bare type bridge
        ip link set bare multicast off
        ip tuntap add tunnel mode tun
        ip link set tunnel addrgenmode none
        ip addr add 10.1.0.1 peer 10.1.0.2/32 dev tunnel
        ip link set tunnel up
        """;

    public static TheoryData<string> Programs => NetworkScript.Hosts;

    /// <summary>Hosts, with the ways to say which interface.</summary>
    public static IEnumerable<TheoryDataRow<string, string, string>> Memberships() =>
        from host in NetworkScript.Hosts
        from way in new[] { ("2", "first"), ("2", "192.0.2.1"), ("2", "192.0.2.129"), ("2", "INDEX"), ("10", "first"), ("10", "2001:db8:1::1"), ("10", "::%first"), ("10", "INDEX") }
        select new TheoryDataRow<string, string, string>(host, way.Item1, way.Item2);

    [Theory]
    [MemberData(nameof(Programs))]
    public void InterfacesAreToldAsTheSystemHasThem(string host)
    {
        string output = NetworkScript.Run(host, "interfaces.js", Machine + "\nip -j -d addr > \"$DIR/expected\"; cat \"$DIR/expected\"; echo");
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonElement[] expected = [.. JsonSerializer.Deserialize<JsonElement>(lines[0]).EnumerateArray()];
        JsonElement[] found = [.. JsonSerializer.Deserialize<JsonElement>(lines[1]).EnumerateArray()];
        Assert.Equal(expected.Select(Told), found.Select(Found));
        Assert.Contains("first", found.Select(each => each.GetProperty("name").GetString()));
        Assert.Contains("bare", found.Select(each => each.GetProperty("name").GetString()));
    }

    [Theory]
    [MemberData(nameof(Memberships))]
    public void AGroupIsJoinedOnTheInterfaceThatIsNamed(string host, string family, string way)
    {
        (string address, string other) = family == "2" ? ("192.0.2.1", "198.51.100.1") : ("fe80::1%first", "fe80::2%second");
        using var directory = new ScriptDirectory();
        const string last = "\nexec \"${@//INDEX/$(cat /sys/class/net/first/ifindex)}\"";
        using RunningProgram program = NetworkScript.Start(directory, host, "memberships.js", Machine + "\nmount -t sysfs sysfs /sys" + last, family, way, address, other);
        Assert.Equal("""[[],["on the interface"],[],["on the interface"],[]]""", program.WaitForExit().Success.Trim());
    }

    /// <summary>What ip tells of an interface, as one line.</summary>
    private static string Told(JsonElement link)
    {
        string?[] flags = [.. link.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString())];
        IEnumerable<string> addresses = link.GetProperty("addr_info").EnumerateArray().Select(each =>
        {
            string local = each.GetProperty("local").GetString()!; // of one with another end the prefix is that end's
            bool isScoped = local.StartsWith("fe80:", StringComparison.Ordinal);
            string broadcast = each.TryGetProperty("broadcast", out JsonElement value) ? value.GetString()! : "none";
            return $"{local}{(isScoped ? "%" + link.GetProperty("ifname").GetString() : "")}/{each.GetProperty("prefixlen")} {broadcast}";
        });
        string kind = link.GetProperty("link_type").GetString()!;
        string hardware = kind is "ether" or "loopback" ? link.GetProperty("address").GetString()! : "any";
        return $"{link.GetProperty("ifindex")} {link.GetProperty("ifname")} {link.GetProperty("mtu")} {hardware} {flags.Contains("UP")} "
            + $"{flags.Contains("LOOPBACK")} {flags.Contains("MULTICAST")} [{string.Join(", ", addresses.Order())}]";
    }

    private static string Found(JsonElement each)
    {
        IEnumerable<string> addresses = each.GetProperty("addresses").EnumerateArray().Select(it =>
        {
            int prefix = it.GetProperty("netmask").GetString()! is var mask
                ? System.Net.IPAddress.Parse(mask).GetAddressBytes().Sum(part => System.Numerics.BitOperations.PopCount(part)) : 0;
            return $"{it.GetProperty("address")}/{prefix} {it.GetProperty("broadcast").GetString() ?? "none"}";
        });
        string hardware = each.GetProperty("hardwareAddress").GetString() ?? "any";
        return $"{each.GetProperty("index")} {each.GetProperty("name")} {each.GetProperty("mtu")} {hardware} {each.GetProperty("up").GetBoolean()} "
            + $"{each.GetProperty("loopback").GetBoolean()} {each.GetProperty("multicast").GetBoolean()} [{string.Join(", ", addresses.Order())}]";
    }
}

using Xunit;

namespace Tea.Tests;

/// <summary>What waits for sockets knows of bytes that TLS has taken and decrypted.</summary>
public sealed class TlsSelectTests : IDisposable
{
    private const string Held = """
        const { near, far, client, server } = connected();
        const tickets = client.receive();
        client.send("decrypted");
        const first = server.receive(1).toString();
        const other = connected();
        other.client.receive();
        const plain = Socket.pair();

        """;

    private readonly TlsDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void DecryptedBytesAreReadyAtOnceThoughTheDescriptorIsNot() => Assert.Equal(
        "true 0 1 true 0\n",
        directory.Run(Held + """
            const raw = Socket.select([far], null, null, 0);
            const read = [server];
            const count = Socket.select(read); // for ever
            const isThere = read[0] === server;
            server.receive();
            console.log(first === "d", raw, count, isThere, Socket.select([server], null, null, 0));
            """));

    [Fact]
    public void OthersThatAreReadyAreToldBesideThem() => Assert.Equal(
        "4 1 true false true 3 true\n",
        directory.Run(Held + """
            plain[0].send("plain");
            other.client.send("cipher");
            const read = [plain[1], other.client, other.server, client, server];
            const write = [client, server];
            const count = Socket.select(read, [server], null);
            const others = [client];
            const waited = Socket.select(others, null, null, 0);
            console.log(count, Object.keys(read).length === 3 ? 1 : read, read[4] === server, 1 in read, read[2] === other.server,
              Object.keys(read).length, waited === 0);
            """));

    [Fact]
    public void ASocketThatStandsInSeveralPlacesIsToldInEach() => Assert.Equal(
        "1 true true true 2 true\n",
        directory.Run(Held + """
            const read = [server, client, server];
            const count = Socket.select(read);
            const both = [server];
            console.log(count, read[0] === server, !(1 in read), read[2] === server, Socket.select(both, both), both[0] === server);
            """));

    [Fact]
    public void WritingIsNotReadyForWhatCanOnlyBeRead() => Assert.Equal(
        "0 0\n",
        directory.Run(Held + """
            turns(1e4, () => server.send(Buffer.alloc(1e6)) === false);
            console.log(Socket.select(null, [server], null, 0), Socket.select(null, null, [server], 0));
            """));

    [Fact]
    public void AClosedSocketIsAnErrorWhateverIsDecrypted() => Assert.Equal(
        "SocketError EBADF select\n",
        directory.Run(Held + """
            far.close();
            console.log(failure(() => Socket.select([server])));
            """));

    [Fact]
    public void APollerTellsOfThemUntilTheyAreReceived() => Assert.Equal(
        "[] [server:r] [server:r plain:r] [plain:r] [plain:r server:rw]\n",
        directory.Run(Held + """
            const poller = new Poller();
            const tell = (found) => `[${found.map(({ socket, events, tag }) => `${socket === server || socket === plain[1] ? tag : "?"}:${events}`).join(" ")}]`;
            poller.add(far, "r").remove(far);
            const told = [tell(new Poller().add(client, "r").add(far, "r").wait(0))];
            poller.add(server, "r", "server").add(plain[1], "r", "plain");
            told.push(tell(poller.wait()));
            plain[0].send("plain");
            told.push(tell(poller.wait().sort((a, b) => a.tag < b.tag ? 1 : -1)));
            server.receive();
            told.push(tell(poller.wait(0)));
            client.send("more");
            server.receive(1);
            poller.modify(server, "rw");
            told.push(tell(poller.wait().sort((a, b) => a.tag < b.tag ? -1 : 1)));
            console.log(...told);
            """));

    [Fact]
    public void APollerHasRoomForNoMoreThanWasAskedFor() => Assert.Equal(
        "1 2 2\n",
        directory.Run(Held + """
            other.client.send("decrypted");
            other.server.receive(1);
            const poller = new Poller().add(server, "r").add(other.server, "r").add(client, "r");
            console.log(poller.wait(0, 1).length, poller.wait(0, 2).length, poller.wait(0).length);
            """));

    [Fact]
    public void ListenersOfTheEventLoopAreCalledForThem() => Assert.Equal(
        "ecrypted\n",
        directory.Run(Held + """
            const { readSocket, clearSocket } = require("eventloop");
            let text = "";
            readSocket((tls) => {
              text += tls.receive(1);
              if (text.length < 8) return;
              clearSocket(tls);
              console.log(text);
            }, server);
            """));

    [Fact]
    public void AScriptCannotSayThatItsObjectsHoldBytes() => Assert.Equal(
        "0 0 0 0\n",
        directory.Run(Held + """
            const [near2] = Socket.pair();
            const read = { getSocket: () => near2, holds: () => true, "#held": 1 };
            class Liar extends TLS { get held() { return 1; } receive() { return Buffer.alloc(1); } }
            const liar = new Liar(near2);
            const proxy = new Proxy(server, { get: (target, name) => name === "getSocket" ? () => near2 : target[name] });
            console.log(...[read, liar, proxy].map((it) => Socket.select([it], null, null, 0)), Socket.select([near2], null, null, 0));
            """));
}

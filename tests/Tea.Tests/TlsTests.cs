using Xunit;

namespace Tea.Tests;

/// <summary>The module tls, with both ends in one program or the other one in another.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TlsDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void RequireAndImportFindTheModule()
    {
        directory.Write("module.mjs", "import { TLS } from 'tls'; import tls from 'tls'; globalThis.console.log(TLS === tls.TLS, TLS === require('tls').TLS);");
        using RunningProgram program = directory.Start(Repository.Tea, ["module.mjs"]);
        Assert.Equal("true true\n", program.WaitForExit().Success);
    }

    [Fact]
    public void BothEndsMeetInOneProgramThatNeverWaits() => Assert.Equal(
        "false TLSv true true ping pong true\n",
        directory.Run("""
            const { near, client, server } = pair();
            const first = client.connect("localhost"); // nobody has answered yet
            shake(client, server, "localhost");
            const isRead = client.receive();
            const sent = client.send("ping") === client;
            const asked = server.receive().toString();
            server.send(Buffer.from("pong"));
            console.log(first, "TLSv", isRead === false, sent, asked, client.receive().toString(), client.getSocket() === near);
            """));

    [Fact]
    public void AHandshakeSaysWhatItWaitsFor() => Assert.Equal(
        "[]  r r [r w]\n",
        directory.Run("""
            const { client, server } = pair();
            const before = client.awaits;
            client.connect();
            server.accept();
            const told = [before, client.awaits, server.awaits];
            shake(client, server);
            client.receive();
            const reading = client.awaits;
            turns(1000, () => client.send(Buffer.alloc(1e6)) === false);
            console.log("[" + told.shift() + "] ", ...told, `[${reading} ${client.awaits}]`);
            """));

    [Fact]
    public void ManyMegabytesArriveInBothDirectionsAsTheyWereSent() => Assert.Equal(
        "40000000 0 40000000 0\n",
        directory.Run("""
            const { client, server } = connected();
            const length = 40e6;
            const byteAt = (i, seed) => (i * 7919 + (i >>> 11) + seed) & 255;
            function stream(from, to, seed) {
              const data = Buffer.alloc(length);
              for (let i = 0; i < length; i += 1) data[i] = byteAt(i, seed);
              return { from, to, data, seed, isSent: false, received: 0, wrong: 0 };
            }
            const streams = [stream(client, server, 0), stream(server, client, 99)];
            function step(stream) {
              if (!stream.isSent) stream.isSent = stream.from.send(stream.data) === stream.from;
              const part = stream.to.receive();
              if (part === false) return;
              for (let i = 0; i < part.length; i += 1) if (part[i] !== byteAt(stream.received + i, stream.seed)) stream.wrong += 1;
              stream.received += part.length;
            }
            turns(1e6, () => {
              streams.forEach(step);
              return streams.every((stream) => stream.isSent && stream.received === length);
            });
            console.log(...streams.flatMap(({ received, wrong }) => [received, wrong]));
            """));

    [Fact]
    public void ACallThatWouldBlockGoesOnWithTheSameDataAndRefusesOthers() => Assert.Equal(
        "false SocketError EINVAL tlsSend 3000000 true\n",
        directory.Run("""
            const { client, server } = connected();
            const data = Buffer.alloc(3e6, "data");
            const first = client.send(data);
            const others = failure(() => client.send("others"));
            let received = Buffer.alloc(0);
            const parts = [];
            turns(1e5, () => {
              const isSent = client.send(data) === client;
              for (let part; (part = server.receive()) !== false;) parts.push(part);
              return isSent;
            });
            for (let part; (part = server.receive()) !== false;) parts.push(part);
            received = Buffer.concat(parts);
            console.log(first, others, received.length, received.toString("latin1") === data.toString("latin1"));
            """));

    [Fact]
    public void ReceivingTakesNoMoreThanItIsAskedForAndLosesNothing() => Assert.Equal(
        "|0 a|bc|def| false\n",
        directory.Run("""
            const { client, server } = connected();
            client.send("abc");
            client.send("def");
            client.send("");
            const parts = [server.receive(0), server.receive(1), server.receive(2), server.receive()];
            console.log("|" + parts.shift().length, parts.join("|") + "|", server.receive());
            """));

    [Fact]
    public void AGoodbyeIsTheEndAndTheSocketsGoOnWithoutTls() => Assert.Equal(
        "true last  SocketError EPIPE tlsSend late  plain\n",
        directory.Run("""
            const { near, far, client, server } = connected();
            client.send("last");
            const isClosed = client.close() === client && client.close() === client;
            const received = [server.receive(), server.receive(), server.receive()];
            const refused = failure(() => client.send("more"));
            server.send("late"); // who has said goodbye still listens
            const late = client.receive();
            server.close();
            far.send("plain"); // right behind the goodbye
            const end = client.receive();
            console.log(isClosed, received[0].toString(), received.slice(1).map(String).join(""), refused, late.toString(), end.toString(),
              near.receive().toString());
            """));

    [Fact]
    public void AnEndWithoutAGoodbyeIsAnErrorAfterWhatCameBefore() => Assert.Equal(
        "before SocketError ECONNRESET tlsReceive SocketError ECONNRESET tlsReceive\n",
        directory.Run("""
            const { far, client, server } = connected();
            server.send("before");
            far.close();
            console.log(client.receive().toString(), failure(() => client.receive()), failure(() => client.receive()));
            """));

    [Fact]
    public void ARecordThatWasCutIsAnError() => Assert.Equal(
        "false SocketError ECONNRESET tlsReceive\n",
        directory.Run("""
            const { far, client } = connected();
            far.send(Buffer.from([23, 3, 3, 0, 100, 1, 2, 3]));
            const part = client.receive();
            far.close();
            console.log(part, failure(() => client.receive()));
            """));

    [Fact]
    public void UseAtTheWrongTimeIsToldAndNotCarriedOut() => Assert.Equal(
        """
        SocketError ENOTCONN tlsReceive
        SocketError ENOTCONN tlsSend
        SocketError ENOTCONN tlsVerifyCertificate
        SocketError EINVAL tlsAccept
        SocketError EALREADY tlsAccept
        SocketError EALREADY tlsConnect
        SocketError EISCONN tlsUseCertificate
        SocketError EISCONN tlsUsePrivateKey
        true true
        SocketError EBADF tlsSend
        SocketError EBADF tlsClose
        SocketError EBADF tls
        SocketError EPIPE tlsConnect
        TypeError ERR_INVALID_ARG_TYPE
        TypeError ERR_INVALID_ARG_TYPE
        TypeError ERR_INVALID_ARG_TYPE
        TypeError ERR_INVALID_ARG_TYPE
        RangeError ERR_OUT_OF_RANGE
        TypeError
        TypeError

        """,
        directory.Run("""
            const { near, client, server } = pair();
            const told = (action) => console.log(failure(action));
            told(() => client.receive());
            told(() => client.send("early"));
            told(() => client.verifyCertificate());
            told(() => new TLS(near).accept());
            client.connect("localhost");
            told(() => client.accept());
            told(() => client.connect("other"));
            told(() => client.useCertificate("server.pem"));
            told(() => client.usePrivateKey("server.key"));
            shake(client, server, "localhost");
            console.log(client.connect("localhost") === client, server.accept() === server);
            near.close();
            told(() => client.send("closed"));
            told(() => client.close());
            told(() => new TLS(near));
            const other = pair().client;
            other.close();
            told(() => other.connect());
            told(() => new TLS({ getSocket: () => near }));
            told(() => new TLS(new Socket(Socket.PF_INET, Socket.SOCK_DGRAM)));
            told(() => server.send(1));
            told(() => server.useCertificate());
            told(() => server.receive(-1));
            told(() => TLS(near));
            told(() => TLS.prototype.send.call({}, "data"));
            """));

    [Fact]
    public void AUsingDeclarationSaysGoodbye() => Assert.Equal(
        "\n",
        directory.Run("""
            const { client, server } = connected();
            client[Symbol.dispose ?? "close"]();
            console.log(server.receive().toString());
            """));

    [Fact]
    public void ABlockingClientAndServerTalkInTwoPrograms()
    {
        using RunningProgram server = directory.StartScript("""
            const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
            system.stdout(`listening on ${listener.getSockName()[1]}\n`);
            const socket = listener.accept();
            const tls = new TLS(socket).useCertificate("server.pem").usePrivateKey("server.key").accept();
            let text = "";
            for (let part; (part = tls.receive(3)).length > 0;) text += part;
            tls.send(text.toUpperCase()).close();
            socket.close();
            """);
        int port = server.WaitForPort();
        using RunningProgram client = directory.StartScript("""
            const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
            socket.connect("127.0.0.1", system.args[1]);
            const tls = new TLS(socket).connect("localhost");
            tls.send("hello, server").close();
            console.log(tls.verifyCertificate(), tls.receive().toString(), tls.receive().length);
            """, [$"{port}"]);
        Assert.Equal("0 HELLO, SERVER 0\n", client.WaitForExit().Success);
        Assert.Equal(0, server.WaitForExit().ExitCode);
    }

    [Fact]
    public void ATimeoutEndsAWaitAndTheCallCanBeMadeAgain() => Assert.Equal(
        "SocketError ETIMEDOUT recv SocketError ETIMEDOUT recv now\n",
        directory.Run("""
            const { near, client, server } = pair();
            near.setBlocking(true);
            near.setOption("SO_RCVTIMEO", 1);
            const connecting = failure(() => client.connect("localhost"));
            turns(100, () => {
              if (server.accept() === server) return true;
              failure(() => client.connect("localhost"));
            });
            client.connect("localhost");
            const receiving = failure(() => client.receive());
            server.send("now");
            console.log(connecting, receiving, client.receive().toString());
            """));

    [Fact]
    public void ADescriptorIsTheSocketsAndClosedWithIt() => Assert.Equal(
        "true\n",
        directory.Run("""
            const open = () => new Socket(Socket.PF_INET, Socket.SOCK_STREAM).fd;
            function connection(isForgotten) {
              const { near, far, client, server } = connected();
              client.send("data");
              server.receive(1);
              if (isForgotten) return;
              near.close();
              far.close();
            }
            connection(false);
            const before = open();
            for (let i = 0; i < 200; i += 1) connection(false);
            const after = open();
            for (let i = 0; i < 1500; i += 1) connection(true); // more than a process may have open: they are collected
            console.log(after <= before + 2);
            """));
}

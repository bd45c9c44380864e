using Xunit;

namespace Tea.Tests;

/// <summary>Peers and scripts that mean no good: each ends in an error, never in a hang, a crash, or bytes that are lost or repeated.</summary>
public sealed class TlsHostileTests : IDisposable
{
    private readonly TlsDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("Buffer.from('GET / HTTP/1.1\\r\\n\\r\\n')")]
    [InlineData("Buffer.alloc(100)")]
    [InlineData("Buffer.alloc(70000, 255)")]
    [InlineData("Buffer.from([22, 3, 1, 255, 255])")] // a record that is larger than any
    [InlineData("Buffer.from([22, 3, 1, 0, 0])")]
    [InlineData("Buffer.from([22, 3, 1, 0, 4, 1, 255, 255, 255])")] // a message of 16 MB
    [InlineData("Buffer.from([22, 3, 1, 0, 4, 99, 0, 0, 0])")]
    [InlineData("Buffer.from([23, 3, 3, 0, 1, 0])")] // data before the handshake
    [InlineData("Buffer.from([21, 3, 3, 0, 2, 2, 40])")] // an alert: handshake_failure
    [InlineData("Buffer.from([20, 3, 3, 0, 1, 1])")]
    [InlineData("Buffer.from([128, 46, 1, 3, 1])")] // SSL 2
    public void GarbageInsteadOfAHandshakeIsAnErrorAtBothEnds(string bytes) => Assert.Equal(
        "connect: an error, and again\naccept: an error, and again\n",
        directory.Run($$"""
            for (const call of ["connect", "accept"]) {
              const { near, client, server, far } = pair();
              const tls = call === "connect" ? client : server;
              const own = tls.getSocket();
              const peer = own === near ? far : near;
              peer.send({{bytes}});
              peer.shutdown();
              const isRefused = () => /EPROTO|ECONNRESET|EPIPE/.test(failure(() => tls[call]()));
              turns(100, isRefused);
              console.log(`${call}: an error,`, isRefused() ? "and again" : "but not again");
            }
            """));

    [Fact]
    public void RandomBytesInPlaceOfRecordsNeverHangOrCrash() => Assert.Equal(
        "done\n",
        directory.Run("""
            let seed = 12345;
            const random = (below) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % below;
            for (let round = 0; round < 300; round += 1) {
              const { near, far, client, server } = pair();
              const isLate = round % 2 === 0;
              if (isLate) shake(client, server);
              else failure(() => client.connect("localhost"));
              const stream = far.receive();
              const bytes = stream === false ? Buffer.alloc(200) : stream;
              for (let i = 0; i < 3; i += 1) bytes[random(bytes.length)] = random(256);
              bytes[0] = 20 + random(5);
              bytes[1] = 3;
              bytes[3] = random(4);
              near.send(bytes);
              far.send(bytes);
              near.shutdown();
              far.shutdown();
              for (const action of [() => server.accept(), () => client.connect("localhost"), () => server.receive(), () => client.receive(),
                () => client.send("x"), () => server.send("x"), () => client.close(), () => server.close()]) {
                turns(100, () => {
                  let isOver = true;
                  const failed = failure(() => { isOver = action() !== false; });
                  return isOver || failed !== "nothing";
                });
              }
              near.close();
              far.close();
            }
            console.log("done");
            """));

    [Fact]
    public void DamagedDataAreAnErrorAndNothingOfThemIsReceived() => Assert.Equal(
        "good SocketError EPROTO tlsReceive SocketError EPROTO tlsReceive\n",
        directory.Run("""
            const { near, far, client, server } = connected();
            client.receive(); // tickets
            server.send("good");
            const good = client.receive().toString();
            server.send("damaged");
            const record = near.receive();
            record[record.length - 1] ^= 1;
            far.send(record);
            console.log(good, failure(() => client.receive()), failure(() => client.receive()));
            """));

    [Fact]
    public void APeerThatVanishesInTheHandshakeIsAnError() => Assert.Equal(
        "SocketError ECONNRESET tlsConnect SocketError ECONNRESET tlsAccept\n",
        directory.Run("""
            const one = pair();
            one.client.connect("localhost");
            one.far.receive();
            one.far.close();
            const two = pair();
            two.near.close();
            console.log(failure(() => one.client.connect("localhost")), failure(() => two.server.accept()));
            """));

    [Fact]
    public void SendingToAPeerThatHasGoneIsAnErrorAndNoSignal() => Assert.Equal(
        "SocketError EPIPE send SocketError EPIPE send\n",
        directory.Run("""
            const { far, client } = connected();
            far.close();
            console.log(failure(() => client.send("data")), failure(() => client.send("data")));
            """));

    [Fact]
    public void WhateverTheStackHasRoomForNothingIsLostOrRepeated() => Assert.Equal(
        "the whole text, in order\n",
        directory.Run("""
            const { client, server } = connected();
            const expected = [];
            let received = "";
            let isSending = false;
            let number = 0;
            // At each depth near the end of the stack a call may fail anywhere.
            function descend(action) {
              try {
                descend(action);
              } catch { /* no stack is left, or hardly any */ }
              action();
            }
            function attempt() {
              if (expected.length < 400) {
                const text = String(number).padStart(6, ".");
                if (client.send(text) === client) {
                  expected.push(text);
                  number += 1;
                }
              }
              const part = server.receive(4);
              if (part !== false) received += part;
            }
            for (let round = 0; round < 3; round += 1) {
              try {
                descend(attempt);
              } catch { /* the outermost calls */ }
            }
            turns(1e5, () => {
              const part = server.receive();
              if (part !== false) received += part;
              return part === false;
            });
            // A send that has failed for want of stack may have been carried out; nothing else may be twice or missing.
            const numbers = received.match(/.{6}/g).map((it) => Number(it.replace(/\./g, "")));
            const isInOrder = numbers.every((it, i) => i === 0 || it === numbers[i - 1] || it === numbers[i - 1] + 1);
            console.log(isInOrder && numbers[0] === 0 && received.length % 6 === 0 ? "the whole text, in order" : received);
            """));

    [Fact]
    public void ReplacedBuiltinsAndOddDataChangeNothing() => Assert.Equal(
        "[bytes] [text] SocketError\n",
        directory.Run("""
            const { client, server } = connected();
            const odd = new Uint8Array([91, 98, 121, 116, 101, 115, 93]);
            Object.defineProperty(odd, "length", { value: 1 << 20 });
            Object.defineProperty(odd, "byteOffset", { value: -8 });
            const real = String.prototype.toString;
            for (const target of [Uint8Array.prototype, Object.getPrototypeOf(Uint8Array.prototype), Array.prototype, Map.prototype, WeakMap.prototype]) {
              for (const name of Object.getOwnPropertyNames(target)) {
                const { value, configurable } = Object.getOwnPropertyDescriptor(target, name);
                if (configurable && typeof value === "function" && name !== "constructor") target[name] = () => { throw new Error("replaced"); };
              }
            }
            TLS.prototype.getSocket = () => { throw new Error("replaced"); };
            client.send(odd);
            const bytes = server.receive();
            client.send("[text]");
            const text = server.receive();
            const show = (it) => {
              let all = "";
              for (let i = 0; i < it.length; i += 1) all += String.fromCharCode(it[i]);
              return all;
            };
            let name = "";
            try {
              new TLS(client.constructor.prototype);
            } catch (error) {
              name = error.code === "ERR_INVALID_ARG_TYPE" ? "SocketError" : error.message;
            }
            system.stdout(show(bytes) + " " + show(text) + " " + name + "\n");
            """));

    [Fact]
    public void MemoryThatWasTakenAwayIsAnErrorAndShrunkMemoryToo() => Assert.Equal(
        "TypeError ERR_INVALID_ARG_TYPE then\n",
        directory.Run("""
            const { client, server } = connected();
            const data = new Uint8Array(1000);
            data.buffer.transfer();
            const gone = failure(() => client.send(data));
            const shrinking = new ArrayBuffer(100, { maxByteLength: 100 });
            const view = new Uint8Array(shrinking, 50, 50);
            shrinking.resize(10);
            failure(() => client.send(view)); // nothing of it, or an error
            client.send("then");
            console.log(gone, server.receive().toString());
            """));

    [Fact]
    public void WithoutOpenSslsLibraryItSaysSo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux takes OpenSSL from the system");
        string unshare = Require.Tool("unshare");
        string script = directory.Write("lone.js", """
            try {
              new (require("tls").TLS)(require("socket").Socket.pair()[0]);
            } catch ({ code, message }) {
              console.log(code, message);
            }
            """);
        using RunningProgram program = directory.Start(unshare, [
            "-rm", "bash", "-c", """for library in $(ls -d /usr/lib/*/libssl.so* /lib/*/libssl.so* /usr/lib64/libssl.so* 2>/dev/null); do mount --bind /dev/null "$library"; done; exec "$0" "$1" """,
            Repository.Tea, script,
        ]);
        Assert.Equal(
            "ENOSYS tls ENOSYS: TLS needs OpenSSL's library, which is not installed: libssl.so.3, or libssl.so.1.1\n", program.WaitForExit().Success);
    }
}

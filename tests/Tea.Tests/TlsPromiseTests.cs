using Xunit;

namespace Tea.Tests;

/// <summary>The calls of the module tls that are awaited, with both ends in one program.</summary>
public sealed class TlsPromiseTests : IDisposable
{
    // Both ends wait in their calls, unless they are awaited.
    private const string Prelude = """
        function blocking() {
          const ends = pair();
          for (const socket of [ends.near, ends.far]) socket.setBlocking(true);
          return ends;
        }
        async function established() {
          const ends = blocking();
          await Promise.all([ends.client.connectAsync("localhost"), ends.server.acceptAsync()]);
          return ends;
        }
        async function rejection(promise) {
          try {
            await promise;
          } catch (error) {
            return [error.name, error.code, error.syscall].filter(Boolean).join(" ");
          }
          return "nothing";
        }
        const main = (body) => body().then((...shown) => console.log(...shown.flat()));

        """;

    private readonly TlsDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void BlockingEndsShakeHandsAndTalkInOneThread() => Assert.Equal(
        "true true 0 ping pong 0 0\n",
        Run("""
            main(async () => {
              const { client, server } = blocking();
              const shaken = await Promise.all([client.connectAsync("localhost"), server.acceptAsync()]);
              const asked = server.receiveAsync();
              const isSent = await client.sendAsync("ping") === client;
              const request = await asked;
              await server.sendAsync(Buffer.from("pong"));
              const reply = await client.receiveAsync();
              await client.closeAsync();
              const end = await server.receiveAsync();
              await server.closeAsync();
              return [shaken[0] === client && shaken[1] === server, isSent, client.verifyCertificate(), request.toString(), reply.toString(), end.length,
                (await client.receiveAsync()).length];
            });
            """));

    [Fact]
    public void MegabytesGoBothWaysAtOnceInTheirOrder() => Assert.Equal(
        "true true\n",
        Run("""
            const noise = (length, seed) => Buffer.from(Uint8Array.from({ length }, (_, i) => i * 7919 + (i >>> 11) + seed));
            async function all(tls, length) {
              const parts = [];
              for (let had = 0; had < length; had += parts.at(-1).length) parts.push(await tls.receiveAsync());
              return Buffer.concat(parts);
            }
            main(async () => {
              const { client, server } = await established();
              const [there, back] = [noise(9e6, 1), noise(9e6, 2)];
              const half = there.length / 2;
              const sent = [client.sendAsync(there.subarray(0, half)), client.sendAsync(there.subarray(half)), server.sendAsync(back)];
              const [came, cameBack] = await Promise.all([all(server, there.length), all(client, back.length), ...sent]);
              return [came, cameBack].map((bytes, i) => bytes.toString("latin1") === [there, back][i].toString("latin1"));
            });
            """));

    [Fact]
    public void WhatIsSentIsWhatTheBytesWereInTheCall() => Assert.Equal(
        "true\n",
        Run("""
            main(async () => {
              const { client, server } = await established();
              const data = Buffer.alloc(5e6, "a");
              const sent = client.sendAsync(data);
              data.fill("b");
              let right = 0;
              for (let had = 0, part; had < 5e6; had += part.length) {
                part = await server.receiveAsync();
                for (let i = 0; i < part.length; i += 1) right += part[i] === 97;
              }
              await sent;
              return [right === 5e6];
            });
            """));

    [Fact]
    public void ATimeoutOrASignalEndsItAndLosesNothing() => Assert.Equal(
        "SocketError ETIMEDOUT tlsConnect|SocketError ETIMEDOUT tlsReceive|Error mine|late\n",
        Run("""
            main(async () => {
              const told = [];
              const silent = blocking();
              told.push(await rejection(silent.client.connectAsync("localhost", { timeout: 10 })));
              const { client, server } = await established();
              told.push(await rejection(server.receiveAsync({ timeout: 10 })));
              const ending = new AbortController();
              const reading = server.receiveAsync(100, { signal: ending.signal });
              ending.abort(Object.assign(new Error(), { code: "mine" }));
              told.push(await rejection(reading));
              await client.sendAsync("late");
              return [[...told, await server.receiveAsync()].join("|")];
            });
            """));

    [Fact]
    public void AHandshakeThatTimedOutGoesOn() => Assert.Equal(
        "SocketError ETIMEDOUT tlsConnect hello\n",
        Run("""
            main(async () => {
              const { client, server } = blocking();
              const first = await rejection(client.connectAsync("localhost", { timeout: 10 }));
              await Promise.all([client.connectAsync("localhost"), server.acceptAsync()]);
              await client.sendAsync("hello");
              return [first, `${await server.receiveAsync()}`];
            });
            """));

    [Fact]
    public void AfterASendThatTimedOutOthersFollowWhatWasTaken() => Assert.Equal(
        "SocketError ETIMEDOUT tlsSend true true true\n",
        Run("""
            main(async () => {
              const { client, server } = await established();
              let error;
              const told = await rejection(client.sendAsync(Buffer.alloc(9e6, "a"), { timeout: 10 }).catch((e) => { throw error = e; }));
              const behind = client.sendAsync("end");
              let text = "";
              while (!text.endsWith("end")) text += await server.receiveAsync();
              await behind;
              return [told, error.bytesSent > 0, error.bytesSent < 9e6, text === "a".repeat(error.bytesSent) + "end"];
            });
            """));

    [Fact]
    public void CallsThatWaitAreRefusedWhereOthersAreAwaited() => Assert.Equal(
        "SocketError EBUSY tlsReceive|SocketError EBUSY recv|SocketError EBUSY tlsSend|SocketError EBUSY tlsClose|SocketError EBUSY tlsAccept|hello\n",
        Run("""
            main(async () => {
              const { near, client, server } = await established();
              const reading = client.receiveAsync();
              const sending = client.sendAsync(Buffer.alloc(9e6));
              const told = [() => client.receive(), () => near.receive(), () => client.send("x"), () => client.close()].map((call) => failure(call));
              await server.sendAsync("hello");
              const received = await reading;
              const other = blocking();
              const accepting = rejection(other.server.acceptAsync());
              told.push(failure(() => other.server.accept()));
              for (const socket of [other.near, other.far]) socket.close();
              await accepting;
              for (let had = 0; had < 9e6; had += (await server.receiveAsync()).length);
              await sending;
              return [[...told, received].join("|")];
            });
            """));

    [Fact]
    public void ClosingTheSocketEndsWhatIsAwaited() => Assert.Equal(
        "SocketError ECANCELED tlsReceive|SocketError ECANCELED tlsSend|SocketError EBADF tlsReceive|SocketError ECONNRESET tlsReceive\n",
        Run("""
            main(async () => {
              const { near, client, server } = await established();
              const pending = [rejection(client.receiveAsync()), rejection(client.sendAsync(Buffer.alloc(9e6)))];
              near.close();
              const told = await Promise.all(pending);
              told.push(await rejection(client.receiveAsync()));
              let last;
              do last = await rejection(server.receiveAsync()); while (last === "nothing");
              return [[...told, last].join("|")];
            });
            """));

    [Fact]
    public void WhatIsWrongRejectsAndNothingThrows() => Assert.Equal(
        "SocketError ENOTCONN tlsSend|SocketError ENOTCONN tlsReceive|SocketError EINVAL tlsAccept|TypeError ERR_INVALID_ARG_TYPE|"
        + "RangeError ERR_OUT_OF_RANGE|TypeError ERR_INVALID_ARG_TYPE|TypeError|SocketError EPROTO tlsConnect\n",
        Run("""
            main(async () => {
              const { client } = blocking();
              const [near, far] = Socket.pair();
              const bare = new TLS(far);
              const nonsense = blocking();
              nonsense.far.send("HTTP/1.1 400 Bad Request\r\n\r\n");
              return [(await Promise.all([client.sendAsync("x"), client.receiveAsync(), bare.acceptAsync(), client.sendAsync(7), client.receiveAsync(-1),
                client.receiveAsync({ signal: 7 }), TLS.prototype.receiveAsync.call({}), nonsense.client.connectAsync()].map(rejection))).join("|")];
            });
            """));

    [Fact]
    public void ASignalThatIsAbortedAlreadyAttemptsNothing() => Assert.Equal(
        "AbortError hello\n",
        Run("""
            main(async () => {
              const { client, server } = await established();
              await client.sendAsync("hello");
              const told = await server.receiveAsync({ signal: AbortSignal.abort() }).catch(({ name }) => name);
              return [told, `${await server.receiveAsync()}`];
            });
            """));

    private string Run(string code) => directory.Run(Prelude + code);
}

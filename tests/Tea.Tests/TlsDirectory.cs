using System.Diagnostics;

namespace Tea.Tests;

/// <summary>
/// A directory with certificates and with tls-pair.js, whose <c>pair()</c> has both ends of a connection in one program, and whose
/// <c>shake(client, server, name)</c> carries out their handshake.
/// </summary>
internal sealed class TlsDirectory : IDisposable
{
    private const string Pair = """
        const { Socket } = require("socket");
        const { TLS } = require("tls");

        exports.turns = function (most, isDone) {
          for (let turn = 0; turn < most; turn += 1) if (isDone()) return turn;
          throw new Error(`not done after ${most} turns`);
        };

        exports.pair = function (name = "server", key = name) {
          const [near, far] = Socket.pair();
          near.setBlocking(false);
          far.setBlocking(false);
          return { near, far, client: new TLS(near), server: new TLS(far).useCertificate(`${name}.pem`).usePrivateKey(`${key}.key`) };
        };

        exports.shake = function (client, server, name) {
          let isConnected = false;
          let isAccepted = false;
          exports.turns(100, () => {
            isConnected ||= client.connect(name) === client;
            isAccepted ||= server.accept() === server;
            return isConnected && isAccepted;
          });
        };

        exports.connected = function (...files) {
          const ends = exports.pair(...files);
          exports.shake(ends.client, ends.server, "localhost");
          return ends;
        };

        exports.failure = function (action) {
          try {
            action();
          } catch (error) {
            return [error.name, error.code, error.syscall, error.path].filter(Boolean).join(" ");
          }
          return "nothing";
        };
        """;

    private readonly ScriptDirectory directory = new();

    public TlsDirectory()
    {
        Certificates = new TestCertificates(directory);
        directory.Write("tls-pair.js", Pair);
    }

    public TestCertificates Certificates { get; }

    public string Path => directory.Path;

    public void Dispose() => directory.Dispose();

    public string Write(string name, string content) => directory.Write(name, content);

    public string PathOf(string name) => System.IO.Path.Combine(directory.Path, name);

    /// <summary>Runs code with `const { pair, shake, connected, failure, turns } = require("./tls-pair")` in front of it, and returns what it printed.</summary>
    public string Run(string code)
    {
        using RunningProgram program = StartScript(code);
        return program.WaitForExit().Success;
    }

    public RunningProgram StartScript(string code, params IEnumerable<string> arguments)
    {
        string script = Write("script.js", """
            const { Socket, Poller } = require("socket");
            const { TLS } = require("tls");
            const { pair, shake, connected, failure, turns } = require("./tls-pair");

            """ + code);
        return Start(Repository.Tea, [script, .. arguments]);
    }

    /// <summary>Starts a program there that trusts the directory's authority.</summary>
    public RunningProgram Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory.Path };
        start.Environment["SSL_CERT_FILE"] = PathOf("ca.pem");
        start.Environment["SSL_CERT_DIR"] = Directory.CreateDirectory(PathOf("none")).FullName; // or the machine's own are trusted, too
        return RunningProgram.Start(start);
    }
}

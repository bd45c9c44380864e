namespace Benchmarks;

/// <summary>What a program of a subject is run by.</summary>
/// <param name="Id">Its name on the command line.</param>
/// <param name="Name">Its name in tables.</param>
/// <param name="File">The program's file in the folder of each work.</param>
/// <param name="Command">The program to look for, and the words between it and the file.</param>
/// <param name="VersionCommand">What follows the program to make it tell its version.</param>
internal sealed record Host(string Id, string Name, string File, string[] Command, string[] VersionCommand)
{
    private const string Bun = "tests/hosts/node_modules/@oven/bun-linux-x64/bin/bun";
    private const string Deno = "tests/hosts/node_modules/@deno/linux-x64-glibc/deno";
    private static readonly string[] version = ["--version"];

    /// <summary>Compiled, so it is its own command; the compiler tells the version.</summary>
    public static readonly Host C = new("c", "C", "limit.c", ["cc"], version);

    public static readonly Host Tea = new("tea", "tea", "module.js", ["artifacts/tea/tea"], version);
    public static readonly Host TeaInNode = new("tea-node", "TeaSocket in Node", "module.js", ["node"], version);
    public static readonly Host TeaInBun = new("tea-bun", "TeaSocket in Bun", "module.js", [Bun], version);
    public static readonly Host TeaInDeno = new("tea-deno", "TeaSocket in Deno", "module.js", [Deno, "run", "-A"], version);

    public static readonly Host Node = new("node", "Node", "node.js", ["node"], version);
    public static readonly Host OwnBun = new("bun", "Bun", "bun.js", [Bun], version);
    public static readonly Host OwnDeno = new("deno", "Deno", "deno.js", [Deno, "run", "-A", "--unstable-net"], version);

    public static readonly Host Python = new("python", "Python", "python.py", ["python3"], version);
    public static readonly Host Php = new("php", "PHP", "php.php", ["php"], version);
    public static readonly Host Perl = new("perl", "Perl", "perl.pl", ["perl"], ["-e", "print qq(Perl $^V\n)"]);
    public static readonly Host Lua = new("lua", "Lua", "lua.lua", ["lua5.4"], ["-e", "print(_VERSION, require('socket')._VERSION)"]);

    /// <summary>The module, in all that it runs in.</summary>
    public static readonly Host[] Module = [Tea, TeaInNode, TeaInBun, TeaInDeno];

    /// <summary>What can be chosen beside C.</summary>
    public static string[] Ids { get; } =
        [.. Module.Concat([Node, OwnBun, OwnDeno, Python, Php, Perl, Lua]).Select(host => host.Id)];
}

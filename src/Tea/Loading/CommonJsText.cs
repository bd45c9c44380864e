using Acornima;
using Acornima.Ast;

namespace Tea.Loading;

/// <summary>
/// What can be told of a file's text without running it: whether it is an ES module, and else which names it exports, so far as it says them
/// plainly, as what compilers to CommonJS write does. An import has to know them before anything runs.
/// </summary>
internal sealed class CommonJsText
{
    private static readonly ParserOptions options = new() { AllowReturnOutsideFunction = true, CheckPrivateFields = false };

    private readonly Dictionary<string, string> required = []; // specifiers, by the variables that hold what they give
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly List<string> reexports = [];

    private CommonJsText(Node text) => Visit(text);

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => names;

    /// <summary>The specifiers of modules all of whose names it exports, too.</summary>
    public IEnumerable<string> Reexports => reexports;

    /// <summary>Reads a text. What is no JavaScript to the parser exports nothing: the engine says what is wrong with it.</summary>
    public static CommonJsText? Read(string text) => Parse(parser => parser.ParseScript(text)) is { } script ? new(script) : null;

    /// <summary>Whether it can only be an ES module.</summary>
    public static bool IsStandard(string text) =>
        Parse(parser => parser.ParseScript(text)) is null && Parse(parser => parser.ParseModule(text)) is not null;

    private static Node? Parse(Func<Parser, Node> parse)
    {
        try
        {
            return parse(new Parser(options));
        }
        catch (Exception e) when (e is ParseErrorException or InsufficientExecutionStackException)
        {
            return null;
        }
    }

    private void Visit(Node node)
    {
        switch (node)
        {
            case AssignmentExpression { Operator: Operator.Assignment } assignment:
                Assign(assignment.Left, assignment.Right);
                break;
            case VariableDeclarator { Id: Identifier variable, Init: { } value } when RequiredIn(value) is { } specifier:
                required[variable.Name] = specifier;
                break;
            case CallExpression call:
                Call(call);
                break;
        }

        foreach (Node child in node.ChildNodes)
        {
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            Visit(child);
        }
    }

    private void Assign(Node left, Node right)
    {
        if (left is MemberExpression member && IsExports(member.Object) && NameOf(member) is { } name)
        {
            names.Add(name);
        }
        else if (IsExports(left) && right is ObjectExpression value)
        {
            foreach (Node property in value.Properties)
            {
                Add(property);
            }
        }
        else if (IsExports(left) && RequiredIn(right) is { } specifier)
        {
            reexports.Add(specifier);
        }
    }

    private void Add(Node property)
    {
        if (property is Property { Computed: false } named)
        {
            names.Add(named.Key is Identifier identifier ? identifier.Name : named.Key is StringLiteral literal ? literal.Value : "default");
        }
        else if (property is SpreadElement spread && RequiredIn(spread.Argument) is { } specifier)
        {
            reexports.Add(specifier);
        }
    }

    private void Call(CallExpression call)
    {
        string? callee = call.Callee is MemberExpression member ? NameOf(member) : (call.Callee as Identifier)?.Name;
        switch (callee)
        {
            // Object.defineProperty(exports, "name", …)
            case "defineProperty" when call.Arguments is [var target, StringLiteral name, ..] && IsExports(target):
                names.Add(name.Value);
                break;

            // TypeScript's: __exportStar(require("…"), exports), also as tslib's, and the older __export(require("…"))
            case "__exportStar" or "__export" when call.Arguments is [var star, ..] && RequiredIn(star) is { } specifier:
                reexports.Add(specifier);
                break;

            // Babel's: Object.keys(_name).forEach(function (key) { … exports[key] = _name[key]; … })
            case "forEach" when call.Callee is MemberExpression { Object: CallExpression { Arguments: [Identifier variable] } keys }
                && keys.Callee is MemberExpression of && NameOf(of) == "keys" && required.TryGetValue(variable.Name, out string? module)
                && call.Arguments is [IFunction { Body: { } body }] && Copies(body):
                reexports.Add(module);
                break;
        }
    }

    /// <summary>Whether a function's body gives the exports names that it computes.</summary>
    private static bool Copies(Node node) =>
        node is MemberExpression { Computed: true, Property: Identifier } member && IsExports(member.Object)
        || node is CallExpression { Arguments: [var target, Identifier, ..] } && IsExports(target)
        || node.ChildNodes.Any(Copies);

    /// <summary>The specifier in require("…"), which may stand inside of a call, as compilers write it.</summary>
    private static string? RequiredIn(Node node) => node is not CallExpression { Arguments: [var argument, ..], Callee: var callee } ? null
        : callee is Identifier { Name: "require" } ? (argument as StringLiteral)?.Value
        : RequiredIn(argument);

    /// <summary>Whether it is exports, module.exports or an assignment to one of them.</summary>
    private static bool IsExports(Node node) => node switch
    {
        Identifier identifier => identifier.Name == "exports",
        MemberExpression { Object: Identifier { Name: "module" } } member => NameOf(member) == "exports",
        AssignmentExpression assignment => IsExports(assignment.Left),
        _ => false,
    };

    private static string? NameOf(MemberExpression member) => member switch
    {
        { Computed: false, Property: Identifier name } => name.Name,
        { Computed: true, Property: StringLiteral literal } => literal.Value,
        _ => null,
    };
}

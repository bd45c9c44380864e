using System.Text;
using Acornima;
using Acornima.Ast;

namespace Tea.Prompt;

/// <summary>
/// What was typed, as code that can run: declarations of the outermost level become variables of the global object, so that a later line sees
/// them and may declare them again, and code with an <c>await</c> goes into an async function.
/// </summary>
/// <param name="Code">The code.</param>
/// <param name="IsAwaited">Whether its value is a promise of an object with the value.</param>
internal sealed record Submission(string Code, bool IsAwaited)
{
    private static readonly ParserOptions options = new()
    {
        AllowAwaitOutsideFunction = true,
        ExperimentalESFeatures = ExperimentalESFeatures.All,
        OnRegExp = null,
    };

    /// <summary>Whether more has to follow before it can be run: a bracket is open, for instance.</summary>
    public static bool IsIncomplete(string text)
    {
        try
        {
            _ = new Parser(options).ParseScript(text);
            return false;
        }
        catch (ParseErrorException e)
        {
            return e.Error.Code == "UnexpectedEOS" || text.AsSpan(Math.Clamp(e.Error.Index, 0, text.Length)).StartsWith("/*", StringComparison.Ordinal);
        }
        catch (InsufficientExecutionStackException)
        {
            return false; // nested too deep: the engine says so
        }
    }

    /// <summary>Makes code of what was typed. What is no JavaScript stays as it is: the engine says what is wrong with it.</summary>
    public static Submission Of(string text)
    {
        // An object rather than a block, as long as that is possible.
        string trimmed = text.Trim();
        return (trimmed.StartsWith('{') && !trimmed.EndsWith(';') ? TryRewrite($"({text}\n)") : null) ?? TryRewrite(text) ?? new Submission(text, false);
    }

    private static Submission? TryRewrite(string text)
    {
        try
        {
            return new Rewriting(text, new Parser(options).ParseScript(text)).Result();
        }
        catch (Exception e) when (e is ParseErrorException or InsufficientExecutionStackException)
        {
            return null;
        }
    }

    /// <summary>Rewrites one text. Lines stay lines, so that errors name the right ones.</summary>
    private sealed class Rewriting(string text, Acornima.Ast.Script script)
    {
        private readonly List<(int Start, int End, string Text)> edits = [];
        private readonly SortedSet<string> names = new(StringComparer.Ordinal);

        public Submission Result()
        {
            var outermost = new OutermostLevel();
            outermost.Visit(script);
            bool isAwaited = outermost.HasAwait;
            if (isAwaited)
            {
                foreach (VariableDeclaration declaration in outermost.Variables)
                {
                    Assign(declaration, outermost.LoopHeads.Contains(declaration));
                }
            }

            var functions = new StringBuilder();
            foreach (Statement statement in script.Body)
            {
                if (statement is VariableDeclaration { Kind: not VariableDeclarationKind.Var } declaration)
                {
                    Assign(declaration, isLoopHead: false);
                }
                else if (statement is ClassDeclaration { Id: { } name })
                {
                    names.Add(name.Name);
                    edits.Add((statement.Start, statement.Start, $"void ({name.Name} = "));
                    edits.Add((statement.End, statement.End, ");"));
                }
                else if (isAwaited && statement is FunctionDeclaration { Id: { } function })
                {
                    functions.Append($"globalThis.{function.Name} = {function.Name}; ");
                }
            }

            if (isAwaited && script.Body.Count > 0 && script.Body[^1] is ExpressionStatement last)
            {
                edits.Add((last.Start, last.Start, "return { value: ("));
                edits.Add((last.Expression.End, last.Expression.End, "\n) }"));
            }

            string variables = names.Count > 0 ? $"var {string.Join(", ", names)}; " : "";
            return isAwaited ? new($"{variables}(async () => {{ {functions}{Edited()}\n}})()", true) : new(variables + Edited(), false);
        }

        /// <summary>A declaration becomes assignments of its variables.</summary>
        private void Assign(VariableDeclaration declaration, bool isLoopHead)
        {
            foreach (VariableDeclarator declarator in declaration.Declarations)
            {
                Note(declarator.Id);
                if (declarator.Init is null && !isLoopHead && declaration.Kind != VariableDeclarationKind.Var)
                {
                    edits.Add((declarator.End, declarator.End, " = undefined"));
                }
            }

            int first = declaration.Declarations[0].Start;
            int last = declaration.Declarations[^1].End;
            edits.Add((declaration.Start, first, isLoopHead ? "" : "void ("));
            if (!isLoopHead)
            {
                edits.Add((last, last, ")"));
                if (declaration.End == last)
                {
                    edits.Add((last, last, ";"));
                }
            }
        }

        private void Note(Node pattern)
        {
            switch (pattern)
            {
                case Identifier identifier:
                    names.Add(identifier.Name);
                    break;
                case AssignmentPattern assignment:
                    Note(assignment.Left);
                    break;
                case RestElement rest:
                    Note(rest.Argument);
                    break;
                case ArrayPattern array:
                    foreach (Node? element in array.Elements)
                    {
                        if (element is not null)
                        {
                            Note(element);
                        }
                    }

                    break;
                case ObjectPattern @object:
                    foreach (Node property in @object.Properties)
                    {
                        Note(property is Property { Value: { } value } ? value : property);
                    }

                    break;
            }
        }

        private string Edited()
        {
            var edited = new StringBuilder();
            int at = 0;
            foreach ((int start, int end, string replacement) in edits.OrderBy(edit => edit.Start))
            {
                edited.Append(text, at, start - at).Append(replacement);
                at = end;
            }

            return edited.Append(text, at, text.Length - at).ToString();
        }
    }

    /// <summary>Finds what is not inside of a function.</summary>
    private sealed class OutermostLevel : AstVisitor
    {
        public bool HasAwait { get; private set; }

        /// <summary>The declarations with var.</summary>
        public List<VariableDeclaration> Variables { get; } = [];

        /// <summary>Those that stand in the head of a loop.</summary>
        public HashSet<VariableDeclaration> LoopHeads { get; } = [];

        protected override object? VisitAwaitExpression(AwaitExpression node)
        {
            HasAwait = true;
            return base.VisitAwaitExpression(node);
        }

        protected override object? VisitForOfStatement(ForOfStatement node)
        {
            HasAwait |= node.Await;
            NoteHead(node.Left);
            return base.VisitForOfStatement(node);
        }

        protected override object? VisitForInStatement(ForInStatement node)
        {
            NoteHead(node.Left);
            return base.VisitForInStatement(node);
        }

        protected override object? VisitForStatement(ForStatement node)
        {
            NoteHead(node.Init);
            return base.VisitForStatement(node);
        }

        protected override object? VisitVariableDeclaration(VariableDeclaration node)
        {
            if (node.Kind == VariableDeclarationKind.Var)
            {
                Variables.Add(node);
            }

            return base.VisitVariableDeclaration(node);
        }

        protected override object? VisitFunctionDeclaration(FunctionDeclaration node) => node;

        protected override object? VisitFunctionExpression(FunctionExpression node) => node;

        protected override object? VisitArrowFunctionExpression(ArrowFunctionExpression node) => node;

        private void NoteHead(Node? head)
        {
            if (head is VariableDeclaration declaration)
            {
                LoopHeads.Add(declaration);
            }
        }
    }
}

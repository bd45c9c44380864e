using System.Runtime.CompilerServices;
using TeaSocket.Platform;

namespace TeaSocket.Script;

/// <summary>
/// One call between JavaScript and C#: its name, its parameters and its result, as data. <see cref="FaceBindings"/> makes the JavaScript
/// function of it, <see cref="Invoke"/> is the other side; what a host adds is <see cref="IHostCall"/>.
/// </summary>
public sealed class TableFunction
{
    /// <summary>How many integers, strings and byte ranges a function can have at most.</summary>
    public const int MostIntegers = 6, MostTexts = 2, MostRanges = 2;

    private readonly ParameterKind[] beside;

    internal TableFunction(string name, Parameter[] parameters, NumberBody body)
        : this(name, parameters) => Number = body;

    internal TableFunction(string name, Parameter[] parameters, TextBody body)
        : this(name, parameters) => Text = body;

    internal TableFunction(string name, Parameter[] parameters, Field[] result, FieldsBody body)
        : this(name, parameters)
    {
        Result = result;
        Fields = body;
    }

    private TableFunction(string name, Parameter[] parameters)
    {
        Name = name;
        Parameters = parameters;
        beside = [.. parameters.Select(parameter => parameter.Kind).Where(kind => kind != ParameterKind.Number)];
    }

    /// <summary>The name under which the face calls it.</summary>
    public string Name { get; }

    /// <summary>The parameters, in the order in which the face gives them.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>How many arguments do not cross in the window.</summary>
    public int Passed => beside.Length;

    /// <summary>The fields of a result that is a structure, or a list of such structures; null for an integer or a string.</summary>
    public IReadOnlyList<Field>? Result { get; }

    /// <summary>Whether it may wait for the socket that is its first parameter, and be attempted therefore.</summary>
    internal bool Waits { get; init; }

    /// <summary>Whether it returns a string.</summary>
    public bool ReturnsText => Text is not null;

    internal NumberBody? Number { get; }

    internal TextBody? Text { get; }

    internal FieldsBody? Fields { get; }

    internal delegate long NumberBody(SocketTable table, in Call call);

    internal delegate string TextBody(SocketTable table, in Call call);

    internal delegate void FieldsBody(SocketTable table, in Call call, FieldWriter result);

    /// <summary>
    /// Converts the arguments, calls, and leaves the result in the window: the number, or how many structures there are. What it throws
    /// is for <see cref="SocketTable.Fail"/>.
    /// </summary>
    /// <remarks>
    /// Inlined, as is what sending and receiving call from here down to the system: processors that forget in a system call where calls
    /// return to pay for each level that is left after it, together more than for all the work that is done there.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke<THost>(SocketTable table, CallWindow window, ref THost host)
        where THost : IHostCall, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(window);
        var call = new Call(this, window);
        int texts = 0;
        int ranges = 0;
        for (int i = 0; i < beside.Length; i++)
        {
            if (beside[i] == ParameterKind.Text)
            {
                call.SetText(texts++, host.Text(i));
            }
            else if (beside[i] >= ParameterKind.Parts)
            {
                SetParts(ref call, window, ref host, i, ranges++);
            }
            else
            {
                call.SetRange(ranges, window.IsInScratch(ranges) ? default : host.Memory(i));
                ranges++;
            }
        }

        if (Number is not null)
        {
            window.Result = Waits && window.IsAttempt ? table.Attempt(this, window, call) : Number(table, call);
        }
        else if (Text is not null)
        {
            host.SetResult(Text(table, call));
            window.Result = 0;
        }
        else
        {
            FieldWriter writer = table.Structures.Clear();
            Fields!(table, call, writer);
            window.Result = writer.Count;
            window.Show(writer.Written);
        }
    }

    /// <summary>Asks for the memory of each array of a list; of one that is passed by itself, as of any other range.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetParts<THost>(ref Call call, CallWindow window, ref THost host, int argument, int range)
        where THost : IHostCall, allows ref struct
    {
        int count = window.ListLength(range);
        if (count < 0)
        {
            call.SetRange(range, window.IsInScratch(range) ? default : host.Memory(argument));
            call.SetPart(range);
            return;
        }

        Span<MemoryRange> parts = window.NewParts(count);
        for (int i = 0; i < count; i++)
        {
            HostMemory memory = host.Memory(argument, i);
            parts[i] = Call.RangeOf(memory);
        }
    }
}

/// <summary>A parameter of a <see cref="TableFunction"/>.</summary>
/// <param name="Name">Its name, for error messages and as the JavaScript function has it.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct Parameter(string Name, ParameterKind Kind)
{
    internal bool IsRange => Kind >= ParameterKind.Bytes;

    /// <summary>Whether the engine may be told to copy what is read there.</summary>
    internal bool IsRead => Kind is ParameterKind.Bytes or ParameterKind.Value or ParameterKind.Parts;

    internal static Parameter Integer(string name) => new(name, ParameterKind.Number);

    internal static Parameter Text(string name) => new(name, ParameterKind.Text);

    internal static Parameter Bytes(string name) => new(name, ParameterKind.Bytes);

    internal static Parameter Room(string name) => new(name, ParameterKind.Room);

    internal static Parameter Parts(string name) => new(name, ParameterKind.Parts);

    internal static Parameter RoomParts(string name) => new(name, ParameterKind.RoomParts);

    internal static Parameter Value(string name) => new(name, ParameterKind.Value);
}

/// <summary>What a parameter is.</summary>
public enum ParameterKind
{
    /// <summary>An integer of at most 53 bits, which crosses in the window.</summary>
    Number,

    /// <summary>A string.</summary>
    Text,

    /// <summary>Bytes that the function reads: in JavaScript a Uint8Array, an offset, and a length (-1: to the end).</summary>
    Bytes,

    /// <summary>Room for bytes, given in the same way. The function returns how many bytes of it are written.</summary>
    Room,

    /// <summary>A value of any kind, which is packed and then crosses as bytes do.</summary>
    Value,

    /// <summary>
    /// Bytes that the function reads in several places: in JavaScript an array of Uint8Arrays that is the face's own and how many those are, or
    /// one Uint8Array and 0. A host that copies has only the one.
    /// </summary>
    Parts,

    /// <summary>Room for bytes in several places, given in the same way. Nothing is copied to it: the function writes there.</summary>
    RoomParts,
}

/// <summary>A field of a result that is a structure.</summary>
/// <param name="Name">Its name in JavaScript.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct Field(string Name, FieldKind Kind)
{
    internal static Field Number(string name) => new(name, FieldKind.Number);

    internal static Field Text(string name) => new(name, FieldKind.Text);

    internal static Field Value(string name) => new(name, FieldKind.Value);
}

/// <summary>What a field is; each may be undefined.</summary>
public enum FieldKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A value of any kind.</summary>
    Value,
}

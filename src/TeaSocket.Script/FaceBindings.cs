using System.Globalization;
using System.Text;
using TeaSocket.Messages;

namespace TeaSocket.Script;

/// <summary>
/// The JavaScript side of the calls, made from <see cref="SocketTable.Functions"/>: for each a function that lays its integers into the
/// window, passes what cannot lie there, and returns the result. Each is code of its own, so that an engine optimizes it by itself.
/// </summary>
/// <param name="copies">
/// Whether byte ranges that fit are copied through the window's scratch, for hosts where passing an array costs more than copying it.
/// </param>
internal sealed class FaceBindings(bool copies)
{
    private static readonly CompositeFormat number = CompositeFormat.Parse("slots[{0}]");

    private readonly StringBuilder code = new();

    /// <summary>The functions as a source of the face, which puts them into the host object as <c>natives</c>.</summary>
    public static FaceSource Source(bool copies) => new("natives.js", new FaceBindings(copies).Write());

    /// <summary>The numbers that both sides must agree on.</summary>
    public static FaceSource Layout => new("layout.js", string.Create(CultureInfo.InvariantCulture, $$"""
        (function (host) {
          "use strict";
          host.layout = {
            RANGES: {{CallWindow.RangeSlot}}, RESULT: {{CallWindow.ResultSlot}}, LENGTH: {{CallWindow.LengthSlot}}, ATTEMPT: {{CallWindow.AttemptSlot}}, BEHIND: {{CallWindow.BehindSlot}},
            SCRATCH_START: {{CallWindow.ScratchStart}}, SCRATCH_LENGTH: {{CallWindow.ScratchLength}},
            ARRIVALS_START: {{CallWindow.ArrivalsStart}}, ARRIVALS_LENGTH: {{CallWindow.ArrivalsLength}},
          };
          host.results = {
            FAILED: {{SocketTable.Failed}}, WOULD_BLOCK: {{SocketTable.WouldBlock}}, STALE: {{SocketTable.Stale}}, ALL: {{SocketTable.All}}, PREPARED: {{SocketTable.Prepared}},
          };
          host.tags = { {{Tags}} };
          host.controlNames = [{{ControlNames}}];
        })
        """));

    private static string Tags => string.Join(", ", Enum.GetValues<ValueTag>().Select(tag => $"{tag.ToString().ToUpperInvariant()}: {(int)tag}"));

    private static string ControlNames => string.Join(", ", ControlCodec.All.Select(codec => $"\"{codec.Name}\""));

    private static string Slot(int slot) => string.Format(CultureInfo.InvariantCulture, number, slot);

    private string Write()
    {
        code.Append("(function (host) {\n\"use strict\";\n");
        code.Append(CultureInfo.InvariantCulture, $"host.copies = {(copies ? "true" : "false")};\n");
        code.Append("const { functions, memory: { buffer: windowMemory }, slots, structures, read: { number, text, value }, pack, layOut, layOutSmall, tell, checkRoom, intrinsics: { Uint8Array, set } } = host;\n");
        foreach (TableFunction function in SocketTable.Functions)
        {
            code.Append(CultureInfo.InvariantCulture, $"const call_{function.Name} = functions.{function.Name};\n");
        }

        code.Append("host.natives = {\n");
        foreach (TableFunction function in SocketTable.Functions)
        {
            WriteFunction(function);
        }

        code.Append("};\n})");
        return code.ToString();
    }

    private void WriteFunction(TableFunction function)
    {
        string parameters = string.Join(", ", function.Parameters.Select(Declaration));
        code.Append(CultureInfo.InvariantCulture, $"{function.Name}({parameters}) {{\n");
        foreach (Parameter value in function.Parameters.Where(parameter => parameter.Kind == ParameterKind.Value))
        {
            // Before anything lies in the window: to look at the value may run code of the script's, which makes calls of its own.
            code.Append(CultureInfo.InvariantCulture, $"{value.Name} = pack(\"{value.Name}\", {value.Name});\n");
        }

        int integers = 0;
        int ranges = 0;
        int room = CallWindow.ScratchLength / Math.Max(1, function.Parameters.Count(parameter => parameter.IsRange));
        var passed = new List<string>();
        string afterwards = "";
        foreach (Parameter parameter in function.Parameters)
        {
            switch (parameter.Kind)
            {
                case ParameterKind.Number:
                    code.Append(CultureInfo.InvariantCulture, $"{Slot(integers++)} = {parameter.Name};\n");
                    break;
                case ParameterKind.Text:
                    passed.Add(parameter.Name);
                    break;
                default:
                    int at = (ranges * room) + (parameter.IsRead ? 0 : CallWindow.ArrivalsStart - CallWindow.ScratchStart);
                    passed.Add(WriteRange(parameter, ranges, at, room));
                    afterwards += copies && parameter.Kind == ParameterKind.Room ? BringBack(parameter.Name, at) : "";
                    ranges++;
                    break;
            }
        }

        WriteCall(function, string.Join(", ", passed), afterwards);
        code.Append("},\n");
    }

    private static string Declaration(Parameter parameter) => parameter.Kind switch
    {
        ParameterKind.Bytes or ParameterKind.Room => $"{parameter.Name}, {parameter.Name}Offset, {parameter.Name}Length",
        ParameterKind.Parts or ParameterKind.RoomParts => $"{parameter.Name}, {parameter.Name}Count",
        _ => parameter.Name,
    };

    /// <summary>Writes how a range is told; returns what is passed.</summary>
    private string WriteRange(Parameter parameter, int range, int at, int room)
    {
        string name = parameter.Name;
        bool isWhole = parameter.Kind is ParameterKind.Value or ParameterKind.Parts;
        (string offset, string length) = isWhole ? ("0", "-1") : (name + "Offset", name + "Length");
        if (parameter.Kind == ParameterKind.RoomParts)
        {
            code.Append(CultureInfo.InvariantCulture, $"tell({range}, {name}Count, {name}Count > 0 ? {CallWindow.List} : -1);\n");
            return name;
        }

        if (parameter.Kind == ParameterKind.Parts && !copies)
        {
            code.Append(CultureInfo.InvariantCulture, $"if ({name}Count > 0) tell({range}, {name}Count, {CallWindow.List});\n");
            code.Append(CultureInfo.InvariantCulture, $"const {name}Passed = {name}Count > 0 ? {name} : layOutSmall({range}, {at}, \"{name}\", {name}, 0, -1);\n");
            return name + "Passed";
        }

        if (copies)
        {
            string how = parameter.Kind == ParameterKind.Room ? "checkRoom" : "layOut";
            code.Append(CultureInfo.InvariantCulture, $"const {name}Passed = {how}({range}, {at}, {room}, \"{name}\", {name}, {offset}, {length});\n");
            return name + "Passed";
        }

        if (parameter.Kind != ParameterKind.Room)
        {
            code.Append(CultureInfo.InvariantCulture, $"const {name}Passed = layOutSmall({range}, {at}, \"{name}\", {name}, {offset}, {length});\n");
            return name + "Passed";
        }

        int slot = CallWindow.RangeSlot + (2 * range);
        code.Append(CultureInfo.InvariantCulture, $"{Slot(slot)} = {offset};\n{Slot(slot + 1)} = {length};\n");
        return name;
    }

    /// <summary>What was written comes to its place by nothing that could fail: not even by a call that needs more of the stack.</summary>
    private static string BringBack(string name, int at)
    {
        string count = Slot(CallWindow.ResultSlot);
        string written = $"new Uint8Array(windowMemory, {CallWindow.ScratchStart + at}, {count})";
        return $"if ({name}Passed === undefined && {count} > 0) set({name}, {written}, {name}Offset);\n";
    }

    private void WriteCall(TableFunction function, string passed, string afterwards)
    {
        string result = Slot(CallWindow.ResultSlot);
        string call = $"call_{function.Name}({passed})";
        if (function.ReturnsText)
        {
            code.Append(CultureInfo.InvariantCulture, $"return {call};\n");
        }
        else if (function.Result is { } fields)
        {
            string members = string.Join(", ", fields.Select(field => $"{field.Name}: {field.Kind.ToString().ToLowerInvariant()}()"));
            code.Append(CultureInfo.InvariantCulture, $"{call};\nreturn structures({result}, () => ({{ {members} }}));\n");
        }
        else
        {
            code.Append(CultureInfo.InvariantCulture, $"{call};\n{afterwards}return {result};\n");
        }
    }
}

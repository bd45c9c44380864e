using System.Text;

namespace Tea.Prompt;

/// <summary>Tells the keys in what a terminal sends: characters, control characters, and the sequences that begin with an escape.</summary>
internal sealed class KeyDecoder
{
    private const char Escape = '\e';
    private const string PasteStart = "200~";
    private const string PasteEnd = "\e[201~";

    private static readonly Dictionary<char, KeyKind> controls = new()
    {
        ['\r'] = KeyKind.Enter,
        ['\n'] = KeyKind.Enter,
        ['\t'] = KeyKind.Tab,
        ['\x01'] = KeyKind.Home,
        ['\x02'] = KeyKind.Left,
        ['\x03'] = KeyKind.Interrupt,
        ['\x04'] = KeyKind.DeleteOrEnd,
        ['\x05'] = KeyKind.End,
        ['\x06'] = KeyKind.Right,
        ['\x08'] = KeyKind.Backspace,
        ['\x0b'] = KeyKind.DeleteToEnd,
        ['\x0c'] = KeyKind.ClearScreen,
        ['\x0e'] = KeyKind.Down,
        ['\x10'] = KeyKind.Up,
        ['\x14'] = KeyKind.Transpose,
        ['\x15'] = KeyKind.DeleteToStart,
        ['\x17'] = KeyKind.DeleteWordLeft,
        ['\x19'] = KeyKind.PutBack,
        ['\x7f'] = KeyKind.Backspace,
    };

    // Behind "ESC [" or "ESC O".
    private static readonly Dictionary<string, KeyKind> sequences = new()
    {
        ["A"] = KeyKind.Up,
        ["B"] = KeyKind.Down,
        ["C"] = KeyKind.Right,
        ["D"] = KeyKind.Left,
        ["H"] = KeyKind.Home,
        ["F"] = KeyKind.End,
        ["1~"] = KeyKind.Home,
        ["7~"] = KeyKind.Home,
        ["4~"] = KeyKind.End,
        ["8~"] = KeyKind.End,
        ["3~"] = KeyKind.Delete,
        ["1;5C"] = KeyKind.WordRight,
        ["1;3C"] = KeyKind.WordRight,
        ["1;5D"] = KeyKind.WordLeft,
        ["1;3D"] = KeyKind.WordLeft,
        ["3;5~"] = KeyKind.DeleteWordRight,
        ["3;3~"] = KeyKind.DeleteWordRight,
    };

    // Behind an escape alone: with Alt.
    private static readonly Dictionary<char, KeyKind> meta = new()
    {
        ['b'] = KeyKind.WordLeft,
        ['f'] = KeyKind.WordRight,
        ['d'] = KeyKind.DeleteWordRight,
        ['\x7f'] = KeyKind.DeleteWordLeft,
        ['\b'] = KeyKind.DeleteWordLeft,
        ['\r'] = KeyKind.LineFeed,
        ['\n'] = KeyKind.LineFeed,
    };

    private readonly StringBuilder pending = new(); // the beginning of a sequence or of what is pasted

    /// <summary>Takes what came; keeps what is not a whole key yet.</summary>
    public IEnumerable<Key> Take(string text)
    {
        pending.Append(text);
        string all = pending.ToString();
        pending.Clear();
        for (int at = 0; at < all.Length;)
        {
            (Key key, int length) = Next(all.AsSpan(at));
            if (length == 0)
            {
                pending.Append(all, at, all.Length - at);
                yield break;
            }

            at += length;
            yield return key;
        }
    }

    /// <summary>The first key, and how long it is; 0 if it is not whole.</summary>
    private static (Key Key, int Length) Next(ReadOnlySpan<char> text)
    {
        if (text[0] == Escape)
        {
            return text.Length == 1 ? (new(KeyKind.None), 1) // the key Esc: terminals send sequences whole
                : text[1] is '[' or 'O' && text.Length > 2 ? Sequence(text)
                : (new(meta.GetValueOrDefault(text[1])), 2);
        }

        if (char.IsControl(text[0]))
        {
            return (new(controls.GetValueOrDefault(text[0])), 1);
        }

        int length = 1;
        while (length < text.Length && !char.IsControl(text[length]))
        {
            length++;
        }

        return (new(KeyKind.Text, text[..length].ToString()), length);
    }

    private static (Key Key, int Length) Sequence(ReadOnlySpan<char> text)
    {
        int end = 2;
        while (end < text.Length && text[end] is < '@' or > '~')
        {
            end++;
        }

        if (end == text.Length)
        {
            return (default, 0);
        }

        string name = text[2..(end + 1)].ToString();
        if (name != PasteStart)
        {
            return (new(sequences.GetValueOrDefault(name)), end + 1);
        }

        int length = text[(end + 1)..].IndexOf(PasteEnd);
        return length < 0 ? (default, 0) : (new(KeyKind.Text, Pasted(text.Slice(end + 1, length))), end + 1 + length + PasteEnd.Length);
    }

    /// <summary>Terminals paste line ends as Enter; no other control character is meant to do anything.</summary>
    private static string Pasted(ReadOnlySpan<char> text)
    {
        string lines = text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\t", "  ", StringComparison.Ordinal);
        return string.Concat(lines.Where(character => character == '\n' || !char.IsControl(character)));
    }
}

using System.Globalization;

namespace Tea.Prompt;

/// <summary>A text that is being typed, of one or several lines, and the place in it where the cursor stands.</summary>
internal sealed class EditedText
{
    private string removed = "";

    /// <summary>The text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>In front of which character the cursor stands.</summary>
    public int Cursor { get; private set; }

    /// <summary>Up to the cursor.</summary>
    public string Before => Text[..Cursor];

    private int LineStart => Cursor == 0 ? 0 : Text.LastIndexOf('\n', Cursor - 1) + 1;

    private int LineEnd => Text.IndexOf('\n', Cursor) is >= 0 and int end ? end : Text.Length;

    /// <summary>Puts another text in its place, with the cursor at the end or at a place.</summary>
    public void Replace(string text, int cursor = int.MaxValue) => (Text, Cursor) = (text, Math.Min(cursor, text.Length));

    /// <summary>Puts text where the cursor stands.</summary>
    public void Insert(string text) => Replace(Text.Insert(Cursor, text), Cursor + text.Length);

    /// <summary>Does what a key does to the text; false if that is not for the text to do.</summary>
    public bool Take(Key key)
    {
        switch (key.Kind)
        {
            case KeyKind.Text: Insert(key.Text); break;
            case KeyKind.LineFeed: Insert("\n"); break;
            case KeyKind.Left: Cursor = Left; break;
            case KeyKind.Right: Cursor = Right; break;
            case KeyKind.WordLeft: Cursor = WordLeft; break;
            case KeyKind.WordRight: Cursor = WordRight; break;
            case KeyKind.Home: Cursor = LineStart; break;
            case KeyKind.End: Cursor = LineEnd; break;
            case KeyKind.Backspace: Remove(Left, Cursor); break;
            case KeyKind.Delete or KeyKind.DeleteOrEnd: Remove(Cursor, Right); break;
            case KeyKind.DeleteWordLeft: Cut(WordLeft, Cursor); break;
            case KeyKind.DeleteWordRight: Cut(Cursor, WordRight); break;
            case KeyKind.DeleteToStart: Cut(LineStart, Cursor); break;
            case KeyKind.DeleteToEnd: Cut(Cursor, LineEnd == Cursor && Cursor < Text.Length ? Cursor + 1 : LineEnd); break;
            case KeyKind.PutBack: Insert(removed); break;
            case KeyKind.Transpose: Transpose(); break;
            case KeyKind.Up when LineStart > 0: MoveTo(Text.LastIndexOf('\n', LineStart - 1), Cursor - LineStart); break;
            case KeyKind.Down when LineEnd < Text.Length: MoveTo(Text.IndexOf('\n', LineEnd + 1), Cursor - LineStart, LineEnd + 1); break;
            default: return false;
        }

        return true;
    }

    // A user sees one character where there may be several: they are kept together.
    private int Right => Cursor + StringInfo.GetNextTextElementLength(Text, Cursor);

    private int Left
    {
        get
        {
            int at = LineStart < Cursor ? LineStart : Math.Max(0, Cursor - 1);
            for (int next = at; next < Cursor; next += StringInfo.GetNextTextElementLength(Text, next))
            {
                at = next;
            }

            return at;
        }
    }

    private int WordLeft
    {
        get
        {
            int at = Cursor;
            while (at > 0 && !IsInWord(at - 1))
            {
                at--;
            }

            while (at > 0 && IsInWord(at - 1))
            {
                at--;
            }

            return at;
        }
    }

    private int WordRight
    {
        get
        {
            int at = Cursor;
            while (at < Text.Length && !IsInWord(at))
            {
                at++;
            }

            while (at < Text.Length && IsInWord(at))
            {
                at++;
            }

            return at;
        }
    }

    private bool IsInWord(int at) => char.IsLetterOrDigit(Text[at]) || char.IsSurrogate(Text[at]) || Text[at] is '_' or '$';

    /// <summary>To a column of the line that ends at a place, or of the one that begins at another.</summary>
    private void MoveTo(int end, int column, int start = -1)
    {
        end = end < 0 ? Text.Length : end;
        start = start >= 0 ? start : end == 0 ? 0 : Text.LastIndexOf('\n', end - 1) + 1;
        Cursor = Math.Min(start + column, end);
    }

    private void Remove(int start, int end) => Replace(Text.Remove(start, end - start), start);

    private void Cut(int start, int end)
    {
        removed = Text[start..end];
        Remove(start, end);
    }

    private void Transpose()
    {
        int end = Cursor == LineEnd ? Cursor : Right;
        Cursor = end;
        int middle = Left;
        Cursor = middle;
        int start = Left;
        Cursor = end;
        if (start < middle && middle < end && Text[start] != '\n')
        {
            Replace(Text[..start] + Text[middle..end] + Text[start..middle] + Text[end..], end);
        }
    }
}

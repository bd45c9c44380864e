using System.Globalization;
using System.Text;

namespace Tea.Prompt;

/// <summary>
/// Draws what is typed, with the prompt in front and perhaps something below, where the cursor of the terminal stands at the beginning of a line.
/// Each time all is drawn anew, by one write. It takes a terminal that knows ECMA-48's sequences, as all do.
/// </summary>
internal sealed class LineDisplay
{
    /// <summary>In front of the first line.</summary>
    public const string First = "> ";

    /// <summary>In front of those that follow.</summary>
    public const string Following = "... ";

    private const string ClearBelow = "\e[J";
    private const string ClearAll = "\e[H\e[2J";

    private int cursorRow; // of what is drawn
    private bool isShown;

    /// <summary>Whether something is drawn.</summary>
    public bool IsShown => isShown;

    /// <summary>Draws.</summary>
    /// <param name="text">What is typed.</param>
    /// <param name="below">Lines to stand below it.</param>
    public void Draw(EditedText text, IReadOnlyList<string> below)
    {
        var output = new StringBuilder("\e[?2004h"); // pasted text is told from typed one
        Erase(output);
        int columns = Columns;
        (int Row, int Column) place = (0, 0);
        (int Row, int Column) cursor = (0, 0);
        Put(output, First, ref place, columns);
        for (int at = 0; at <= text.Text.Length;)
        {
            if (at == text.Cursor)
            {
                cursor = place;
            }

            if (at == text.Text.Length)
            {
                break;
            }

            if (text.Text[at] == '\n')
            {
                output.Append("\r\n");
                place = (place.Row + 1, 0);
                at++;
                Put(output, Following, ref place, columns);
                continue;
            }

            int length = StringInfo.GetNextTextElementLength(text.Text, at);
            Put(output, text.Text.AsSpan(at, length), ref place, columns);
            at += length;
        }

        foreach (string line in below)
        {
            output.Append("\r\n").Append(line);
            place = (place.Row + 1, 0);
        }

        output.Append('\r');
        Move(output, place.Row - cursor.Row, 'A');
        Move(output, cursor.Column, 'C');
        Write(output);
        (cursorRow, isShown) = (cursor.Row, true);
    }

    /// <summary>Takes away what is drawn, so that something else can be written there.</summary>
    public void Hide()
    {
        if (isShown)
        {
            var output = new StringBuilder();
            Erase(output);
            Write(output.Append("\e[?2004l"));
        }
    }

    /// <summary>Leaves what is drawn, and goes to the line below it.</summary>
    /// <param name="text">What is typed.</param>
    /// <param name="mark">What to write behind it.</param>
    public void Leave(EditedText text, string mark = "")
    {
        text.Replace(text.Text);
        Draw(text, []);
        Write(new StringBuilder(mark).Append("\e[?2004l\r\n"));
        (cursorRow, isShown) = (0, false);
    }

    /// <summary>Empties the screen.</summary>
    public void Clear()
    {
        Write(new StringBuilder(ClearAll));
        (cursorRow, isShown) = (0, false);
    }

    /// <summary>The terminal's width.</summary>
    public static int Columns => Console.WindowWidth is > 0 and int width ? width : 80;

    /// <summary>The terminal's height.</summary>
    public static int Rows => Console.WindowHeight is > 0 and int height ? height : 24;

    private void Erase(StringBuilder output)
    {
        if (isShown)
        {
            output.Append('\r');
            Move(output, cursorRow, 'A');
            output.Append(ClearBelow);
        }

        (cursorRow, isShown) = (0, false);
    }

    private static void Put(StringBuilder output, ReadOnlySpan<char> element, ref (int Row, int Column) place, int columns)
    {
        int width = element.Length == 1 || element is not (First or Following) ? TextWidth.Of(element) : element.Length;
        if (place.Column + width > columns)
        {
            output.Append("\r\n");
            place = (place.Row + 1, 0);
        }

        output.Append(element);
        place.Column += width;
        if (place.Column == columns)
        {
            // Terminals differ in where the cursor is then.
            output.Append("\r\n");
            place = (place.Row + 1, 0);
        }
    }

    private static void Move(StringBuilder output, int count, char direction)
    {
        if (count > 0)
        {
            output.Append(CultureInfo.InvariantCulture, $"\e[{count}{direction}");
        }
    }

    private static void Write(StringBuilder output) => StandardStreams.WriteAside(output.ToString());
}

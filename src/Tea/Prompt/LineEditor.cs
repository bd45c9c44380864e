namespace Tea.Prompt;

/// <summary>What the keys do: editing, going through the history, completing, and submitting what was typed.</summary>
/// <param name="history">What was typed before.</param>
/// <param name="complete">Tells what may stand behind a text.</param>
/// <param name="isIncomplete">Whether more has to follow a text, so that Enter begins another line.</param>
internal sealed class LineEditor(History history, Func<string, Completion> complete, Func<string, bool> isIncomplete)
{
    private readonly LineDisplay display = new();
    private List<string> below = [];
    private int place = history.Count; // in the history
    private string typed = ""; // before going there
    private string start = ""; // what the entries begin with that are gone through

    /// <summary>What is typed.</summary>
    public EditedText Text { get; } = new();

    /// <summary>Whether it is drawn.</summary>
    public bool IsShown => display.IsShown;

    /// <summary>Draws it.</summary>
    public void Show() => display.Draw(Text, below);

    /// <summary>Takes it away, for something else to be written; what is typed stays.</summary>
    public void Hide() => display.Hide();

    /// <summary>Does what a key does.</summary>
    /// <returns>What was submitted; null for nothing yet.</returns>
    public string? Take(Key key)
    {
        below = [];
        switch (key.Kind)
        {
            case KeyKind.None:
                break;
            case KeyKind.Enter when Text.Cursor == Text.Text.Length && !isIncomplete(Text.Text):
            case KeyKind.Enter when Text.Text.Trim().Length == 0:
                return Submit();
            case KeyKind.Enter:
                return EndInside() ? Submit() : Insert("\n");
            case KeyKind.Tab:
                Complete();
                break;
            case KeyKind.Interrupt:
                display.Leave(Text, "^C");
                Begin();
                break;
            case KeyKind.ClearScreen:
                display.Clear();
                break;
            default:
                string before = Text.Text;
                if (!Text.Take(key))
                {
                    Go(key.Kind);
                }
                else if (Text.Text != before)
                {
                    place = history.Count;
                }

                break;
        }

        return null;
    }

    /// <summary>Leaves what is drawn, for the end.</summary>
    public void Leave() => display.Leave(Text);

    /// <summary>With the cursor inside of a whole text, Enter submits it.</summary>
    private bool EndInside() => Text.Cursor < Text.Text.Length && !isIncomplete(Text.Text);

    private string Submit()
    {
        string text = Text.Text;
        display.Leave(Text);
        history.Add(text);
        Begin();
        return text;
    }

    private void Begin()
    {
        Text.Replace("");
        place = history.Count;
    }

    private string? Insert(string text)
    {
        Text.Insert(text);
        return null;
    }

    /// <summary>Up and down in the history, among the entries that begin with what stood in front of the cursor.</summary>
    private void Go(KeyKind kind)
    {
        int step = kind == KeyKind.Up ? -1 : kind == KeyKind.Down ? 1 : 0;
        if (step == 0)
        {
            return;
        }

        if (place == history.Count)
        {
            (typed, start) = (Text.Text, Text.Before);
        }

        int next = place + step;
        while (next >= 0 && next < history.Count && (!history[next].StartsWith(start, StringComparison.Ordinal) || history[next] == Text.Text))
        {
            next += step;
        }

        if (next < 0 || next > history.Count)
        {
            return;
        }

        place = next;
        Text.Replace(next == history.Count ? typed : history[next]);
    }

    private void Complete()
    {
        Completion completion = complete(Text.Before);
        string line = Text.Before[(Text.Before.LastIndexOf('\n') + 1)..];
        if (line.Trim().Length == 0)
        {
            Text.Insert("  "); // an indentation
            return;
        }

        if (completion.Words.Count == 0)
        {
            return;
        }

        Text.Insert(completion.Common[completion.Length..]);
        below = completion.Words.Count == 1 && Documentation.Whole.Of(completion.Words[0].Title) is null
            ? [] : completion.Listed(LineDisplay.Columns, LineDisplay.Rows);
    }
}

namespace Tea.Prompt;

/// <summary>What may stand where the cursor is.</summary>
/// <param name="Length">How much of the text in front of the cursor it takes the place of.</param>
/// <param name="Words">The words, each with what documentation calls it.</param>
internal sealed record Completion(int Length, IReadOnlyList<(string Word, string Title)> Words)
{
    private const int Most = 40; // that are listed

    /// <summary>Reads what prompt.js tells.</summary>
    public static Completion Parse(string told)
    {
        string[] lines = told.Split('\n');
        return new(
            int.Parse(lines[0], System.Globalization.CultureInfo.InvariantCulture),
            [.. lines[1..].Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]))]);
    }

    /// <summary>What all words begin with.</summary>
    public string Common
    {
        get
        {
            string common = Words.Count == 0 ? "" : Words[0].Word;
            foreach ((string word, _) in Words)
            {
                int same = 0;
                while (same < common.Length && same < word.Length && common[same] == word[same])
                {
                    same++;
                }

                common = common[..same];
            }

            return common;
        }
    }

    /// <summary>The words with a line of documentation each, as wide and as high as the terminal lets them.</summary>
    public List<string> Listed(int columns, int rows)
    {
        int shown = Math.Min(Words.Count, Math.Max(1, Math.Min(Most, rows - 4)));
        int width = Words.Take(shown).Max(word => word.Word.Length);
        var lines = new List<string>(shown + 1);
        foreach ((string word, string title) in Words.Take(shown))
        {
            string? line = Documentation.Whole.Of(title);
            lines.Add(TextWidth.Cut(line is null ? word : word.PadRight(width) + "  " + line, columns - 1));
        }

        if (shown < Words.Count)
        {
            lines.Add(TextWidth.Cut($"… {Words.Count - shown} more", columns - 1));
        }

        return lines;
    }
}

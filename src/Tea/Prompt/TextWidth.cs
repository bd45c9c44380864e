using System.Globalization;

namespace Tea.Prompt;

/// <summary>How many columns of a terminal a text takes.</summary>
internal static class TextWidth
{
    // Shown in two columns: Unicode's East Asian Width of W and F, and emoji, as terminals have it.
    private static readonly (int First, int Last)[] wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x25FD, 0x25FE), (0x2614, 0x2615), (0x2648, 0x2653),
        (0x26A1, 0x26A1), (0x26BD, 0x26BE), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C), (0x2753, 0x2755),
        (0x2795, 0x2797), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
        (0xA000, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6),
        (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>That of one character as users see it, which may be several.</summary>
    public static int Of(ReadOnlySpan<char> element)
    {
        _ = System.Text.Rune.DecodeFromUtf16(element, out System.Text.Rune first, out _);
        bool isBesideNothing = System.Text.Rune.GetUnicodeCategory(first)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control;
        return isBesideNothing ? 0 : Array.Exists(wide, range => first.Value >= range.First && first.Value <= range.Last) ? 2 : 1;
    }

    /// <summary>The beginning of a text that fits into so many columns; what was cut is told by "…".</summary>
    public static string Cut(string text, int columns)
    {
        int taken = 0;
        for (int at = 0; at < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text, at);
            int width = Of(text.AsSpan(at, length));
            if (taken + width > columns - (at + length < text.Length ? 1 : 0))
            {
                return text[..at] + "…";
            }

            taken += width;
            at += length;
        }

        return text;
    }
}

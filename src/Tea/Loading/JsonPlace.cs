using System.Text;
using System.Text.Json;

namespace Tea.Loading;

/// <summary>Where a text ceases to be JSON, which the engine does not always say.</summary>
internal static class JsonPlace
{
    /// <summary>The line and the column, from 1, with a colon in between; null if nothing is wrong with the text.</summary>
    public static string? Of(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException e)
        {
            int line = (int)e.LineNumber!.Value;
            int start = 0;
            for (int skipped = 0; skipped < line; skipped++)
            {
                start += bytes.AsSpan(start).IndexOf((byte)'\n') + 1;
            }

            int length = Math.Min((int)e.BytePositionInLine!.Value, bytes.Length - start);
            return $"{line + 1}:{Encoding.UTF8.GetCharCount(bytes, start, length) + 1}";
        }
    }
}

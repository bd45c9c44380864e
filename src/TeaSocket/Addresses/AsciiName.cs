using System.Text;

namespace TeaSocket.Addresses;

/// <summary>
/// Names of hosts in the form in which resolvers know them: labels outside of ASCII in Punycode, see RFC 3492 and RFC 5891. Written out,
/// because .NET has it of ICU, which programs leave out to be small. Whether a label is allowed is for the resolver to say.
/// </summary>
internal static class AsciiName
{
    // Section 5 of RFC 3492.
    private const int Base = 36;
    private const int LeastThreshold = 1;
    private const int MostThreshold = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int FirstBias = 72;
    private const int FirstCode = 0x80;

    // A label has no more octets, so that a longer one needs no form: no resolver knows it.
    private const int LongestLabel = 63;

    // The dots that RFC 3490 has beside the one of ASCII: ideographic, full width, half width.
    private static readonly char[] dots = ['.', '\u3002', '\uFF0E', '\uFF61'];

    /// <summary>Whether each surrogate is one of a pair.</summary>
    public static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The ASCII form of a well-formed name. ASCII is left as it is, and so is an address with a scope, which names an interface.</summary>
    public static string Of(string name)
    {
        if (Ascii.IsValid(name) || name.AsSpan().ContainsAny(':', '%'))
        {
            return name;
        }

        string normal = name.ToLowerInvariant().Normalize(NormalizationForm.FormC);
        return string.Join('.', normal.Split(dots).Select(label => Ascii.IsValid(label) || label.Length > 2 * LongestLabel ? label : "xn--" + Encode(label)));
    }

    /// <summary>Section 6.3 of RFC 3492: the characters of ASCII, then where each other one belongs, as differences.</summary>
    private static string Encode(string label)
    {
        int[] codes = [.. label.EnumerateRunes().Select(rune => rune.Value)];
        var output = new StringBuilder(label.Length * 2);
        foreach (int code in codes.Where(code => code < FirstCode))
        {
            output.Append((char)code);
        }

        int ascii = output.Length;
        if (ascii > 0)
        {
            output.Append('-');
        }

        long delta = 0;
        int handled = ascii;
        int bias = FirstBias;
        for (int least = FirstCode; handled < codes.Length; least++)
        {
            int next = codes.Where(code => code >= least).Min();
            delta += (long)(next - least) * (handled + 1);
            least = next;
            foreach (int code in codes)
            {
                delta += code < least ? 1 : 0;
                if (code == least)
                {
                    WriteNumber(output, delta, bias);
                    bias = Adapt(delta, handled + 1, handled == ascii);
                    delta = 0;
                    handled++;
                }
            }

            delta++;
        }

        return output.ToString();
    }

    private static void WriteNumber(StringBuilder output, long number, int bias)
    {
        for (int k = Base; ; k += Base)
        {
            int threshold = Math.Clamp(k - bias, LeastThreshold, MostThreshold);
            if (number < threshold)
            {
                output.Append(Digit(number));
                return;
            }

            output.Append(Digit(threshold + ((number - threshold) % (Base - threshold))));
            number = (number - threshold) / (Base - threshold);
        }
    }

    private static char Digit(long value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int Adapt(long delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / count;
        int k = 0;
        for (; delta > (Base - LeastThreshold) * MostThreshold / 2; k += Base)
        {
            delta /= Base - LeastThreshold;
        }

        return k + (int)((Base - LeastThreshold + 1) * delta / (delta + Skew));
    }
}

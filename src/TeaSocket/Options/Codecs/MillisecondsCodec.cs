namespace TeaSocket.Options;

/// <summary>A time, 0 for none. Scripts have it in milliseconds, and may write null for none too.</summary>
internal abstract class TimeCodec : OptionCodec<TimeSpan>
{
    public override string Kind => "milliseconds";

    public override (string Read, string Write) ScriptTypes => ("number", "Numeric | null");

    /// <summary>The longest time that fits.</summary>
    protected abstract double MostMilliseconds { get; }

    public override object? ToLoose(TimeSpan value) => value.TotalMilliseconds;

    public override TimeSpan FromLoose(LooseValue value)
    {
        if (value.IsNull)
        {
            return TimeSpan.Zero;
        }

        double milliseconds = value.Number("a number of milliseconds, or null");
        return milliseconds >= 0 && milliseconds <= MostMilliseconds
            ? TimeSpan.FromTicks((long)Math.Ceiling(milliseconds * TimeSpan.TicksPerMillisecond)) // never shorter than was asked for
            : throw value.Range(FormattableString.Invariant($">= 0 and <= {MostMilliseconds}"));
    }
}

/// <summary>A number of milliseconds, an unsigned int.</summary>
internal sealed class MillisecondsCodec : TimeCodec
{
    protected override double MostMilliseconds => int.MaxValue;

    protected override TimeSpan Decode(ReadOnlySpan<byte> bytes) => TimeSpan.FromMilliseconds(BitConverter.ToInt32(bytes));

    protected override byte[] Encode(TimeSpan value) => BitConverter.GetBytes((int)Math.Ceiling(value.TotalMilliseconds));
}

/// <summary>A struct timeval, or on Windows a number of milliseconds.</summary>
internal sealed class TimeoutCodec : TimeCodec
{
    protected override double MostMilliseconds => int.MaxValue;

    protected override int Room => Calls.TimeoutSize;

    protected override TimeSpan Decode(ReadOnlySpan<byte> bytes) => TimeSpan.FromMicroseconds(Calls.DecodeTimeout(bytes));

    protected override byte[] Encode(TimeSpan value)
    {
        byte[] bytes = new byte[Calls.TimeoutSize];
        long ticks = value.Ticks + TimeSpan.TicksPerMicrosecond - 1;
        Calls.EncodeTimeout(ticks / TimeSpan.TicksPerMicrosecond, bytes);
        return bytes;
    }
}

using TeaSocket.Platform;

namespace TeaSocket.Options;

/// <summary>A kind of option: how a value lies in the system's memory, and how scripts write it.</summary>
/// <typeparam name="T">A value's type in C#.</typeparam>
internal abstract class OptionCodec<T>
{
    /// <summary>The kind's name.</summary>
    public abstract string Kind { get; }

    /// <summary>What is read and what may be set, as TypeScript has it.</summary>
    public abstract (string Read, string Write) ScriptTypes { get; }

    /// <summary>The fields of a structure; null for other kinds.</summary>
    public virtual OptionLayout? Layout => null;

    /// <summary>How many bytes a value has at most.</summary>
    protected virtual int Room => sizeof(int);

    /// <summary>The system's calls, for names of interfaces and addresses.</summary>
    protected static SystemCalls Calls => SystemCalls.Current;

    /// <summary>Reads it. Returns a negated error number where that fails.</summary>
    public virtual int Read(OptionCall call, out T? value)
    {
        byte[] room = new byte[Room]; // all 0: Windows answers a boolean in one byte
        int result = call.Get(room, out int length);
        value = result < 0 ? default : Decode(room.AsSpan(0, Math.Min(length, room.Length)));
        return result;
    }

    /// <summary>Sets it. Returns a negated error number where that fails.</summary>
    public virtual int Write(OptionCall call, T value) => call.Set(Encode(value));

    /// <summary>The value as <see cref="LooseValue"/> describes.</summary>
    public abstract object? ToLoose(T value);

    /// <summary>The value from that form.</summary>
    /// <exception cref="ArgumentException">It is of another kind.</exception>
    public abstract T FromLoose(LooseValue value);

    /// <summary>The value of the bytes that the system gave, which may be fewer than there was room for.</summary>
    protected abstract T Decode(ReadOnlySpan<byte> bytes);

    /// <summary>The bytes that the system takes.</summary>
    protected abstract byte[] Encode(T value);
}

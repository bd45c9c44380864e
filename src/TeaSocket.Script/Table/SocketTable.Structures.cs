using TeaSocket.Options;
using TeaSocket.Platform;

namespace TeaSocket.Script;

// What crosses as fields: addresses, constants and failures.
public sealed partial class SocketTable
{
    private Exception? failure;

    /// <summary>
    /// Takes what a call has thrown: the face asks for it with <c>failure()</c>.
    /// </summary>
    /// <returns>False for what no call should throw; the host throws it on.</returns>
    public bool Fail(CallWindow window, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (exception is not (SocketException or ArgumentException or NotSupportedException))
        {
            return false;
        }

        failure = exception;
        window.Result = Failed;
        return true;
    }

    private static void Write(FieldWriter result, SocketAddress address) =>
        result.Begin().Value(address.ToParts());

    private static void WriteConstants(SocketTable table, in Call call, FieldWriter result)
    {
        foreach ((string name, long value) in NamedConstants.All)
        {
            result.Begin().Text(name).Number(value);
        }

        foreach ((string name, int? value) in SocketOptions.All.Select(option => (option.Name, option.Number)).Concat(OptionValues.All))
        {
            if (value is not null)
            {
                result.Begin().Text(name).Number(value);
            }
        }
    }

    /// <summary>Why the last call failed: the kind is "system", "name", "range", "type" or "stack"; the rest depends on it.</summary>
    private void WriteFailure(FieldWriter result)
    {
        result.Begin();
        switch (failure)
        {
            case SocketException e:
                result.Text("system").Text(e.Message).Text(null).Text(e.Code).Number(e.ErrorNumber).Text(e.SystemCall)
                    .Text(e.Address?.Host).Number(e.Address?.Number)
                    .Text(e.HostName)
                    .Number(e.BytesSent == 0 ? null : e.BytesSent).Number(e.MessagesSent == 0 ? null : e.MessagesSent)
                    .Text(e.Path);
                break;
            case Exception e:
                string kind = e switch
                {
                    NotAnAddressException => "name",
                    ArgumentOutOfRangeException => "range",
                    InsufficientExecutionStackException => "stack",
                    _ => "type",
                };
                result.Text(kind).Text(WrongArgument.RequirementOf(e)).Text((e as ArgumentException)?.ParamName).Text(null).Number(null).Text(null)
                    .Text(null).Number(null).Text(null).Number(null).Number(null).Text(null);
                break;
        }
    }

    /// <summary>The fields that the window had no room for, from an offset on.</summary>
    private int MoreFields(int offset, Span<byte> room)
    {
        ReadOnlySpan<byte> rest = Structures.Written[offset..];
        int count = Math.Min(rest.Length, room.Length);
        rest[..count].CopyTo(room);
        return count;
    }
}

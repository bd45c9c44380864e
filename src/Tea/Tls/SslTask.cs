using System.Net.Security;

namespace Tea.Tls;

/// <summary>What SslStream does, begun and ended so that its failures are those of the script's call.</summary>
internal static class SslTask
{
    /// <summary>Begins something of SslStream's; what it throws at once, it has failed with as well.</summary>
    public static Task<int> Begin(Func<Task<int>> begin)
    {
        try
        {
            return begin();
        }
        catch (Exception e) when (TlsFailure.Of("", e) is not null)
        {
            return Task.FromException<int>(e);
        }
    }

    /// <summary>The same for what has no result.</summary>
    public static Task<int> Begin(Func<Task> begin) => Begin(async () =>
    {
        await begin().ConfigureAwait(false);
        return 0;
    });

    /// <summary>Encrypts a record: what it is written to keeps all, so that it never waits.</summary>
    public static void Encrypt(string call, SslStream ssl, ReadOnlySpan<byte> bytes)
    {
        try
        {
            ssl.Write(bytes);
        }
        catch (Exception e) when (TlsFailure.Of(call, e) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Throws as the script's call what a task has failed with.</summary>
    public static void ThrowIfFailed(string call, Task task)
    {
        if (task.Exception?.GetBaseException() is { } exception)
        {
            throw TlsFailure.Of(call, exception) ?? exception;
        }
    }
}

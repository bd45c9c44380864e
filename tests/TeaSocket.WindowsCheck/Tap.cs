namespace TeaSocket.WindowsCheck;

/// <summary>Runs checks one after the other and reports each as a line of TAP, the Test Anything Protocol.</summary>
internal sealed class Tap
{
    // Not a measure: a check that waits for something that never comes must not hang the whole run.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    private int count;
    private int failures;

    /// <summary>Runs one check, which fails by throwing.</summary>
    public void Check(string name, Action check)
    {
        count++;
        using var watchdog = new Timer(_ => BailOut(name), null, patience, Timeout.InfiniteTimeSpan);
        try
        {
            check();
            Print($"ok {count} - {name}");
        }
        catch (SkippedException skipped)
        {
            Print($"ok {count} - {name} # SKIP {skipped.Message}");
        }
        catch (Exception error)
        {
            failures++;
            Print($"not ok {count} - {name}");
            Print("# " + error.ToString().ReplaceLineEndings("\n# "));
        }
    }

    /// <summary>Prints the plan, and returns the exit code.</summary>
    public int Finish()
    {
        Print($"1..{count}");
        return failures == 0 ? 0 : 1;
    }

    private static void BailOut(string name)
    {
        Print($"Bail out! '{name}' does not end");
        Environment.Exit(1);
    }

    private static void Print(string line)
    {
        Console.Out.Write(line + "\n"); // the same line ends on every system
        Console.Out.Flush();
    }
}

/// <summary>A check cannot be made on this system; the message says why.</summary>
internal sealed class SkippedException(string reason) : Exception(reason);

/// <summary>A check's expectation was not met.</summary>
internal sealed class FailedException(string message) : Exception(message);

/// <summary>What checks expect.</summary>
internal static class Expect
{
    public static void True(bool condition, string what)
    {
        if (!condition)
        {
            throw new FailedException($"expected that {what}");
        }
    }

    public static void Equal<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new FailedException($"expected {Show(expected)}, got {Show(actual)}");
        }
    }

    /// <summary>The call fails with an error of that name.</summary>
    public static SocketException Error(string code, Action call)
    {
        try
        {
            call();
        }
        catch (SocketException error)
        {
            return error.Code == code ? error : throw new FailedException($"expected {code}, got: {error.Message}");
        }

        throw new FailedException($"expected {code}, but nothing failed");
    }

    /// <summary>What runs in another thread fails with an exception of that type.</summary>
    public static T Failure<T>(Task running)
        where T : Exception
    {
        try
        {
            running.GetAwaiter().GetResult();
        }
        catch (T error)
        {
            return error;
        }

        throw new FailedException($"expected {typeof(T).Name}, but nothing failed");
    }

    private static string Show<T>(T value) => value is null ? "null" : $"'{value}'";
}

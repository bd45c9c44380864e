namespace TeaSocket.Waiting;

/// <summary>
/// A thread that has others ask <see cref="SocketEnvironment.ShouldEnd"/> while they wait, so that the calls themselves pay nothing for it.
/// It looks at what they are inside of while one of them waits, and sleeps without limit otherwise.
/// </summary>
internal static class EndMonitor
{
    // A call that is the same at two looks is asked, and is a new one after that: every second look, so four times a second.
    private static readonly TimeSpan interval = TimeSpan.FromMilliseconds(125);

    private static readonly Lock access = new();
    private static readonly AutoResetEvent begun = new(false);
    private static readonly List<SocketEnvironment> watched = [];
    private static bool isRunning;

    /// <summary>A call begins, which may wait, in an environment that is not watched.</summary>
    public static void Watch(SocketEnvironment environment)
    {
        lock (access)
        {
            AddOnce(environment);
            begun.Set();

            if (!isRunning)
            {
                isRunning = true;
                new Thread(Run) { IsBackground = true, Name = "TeaSocket waits" }.UnsafeStart();
            }
        }
    }

    private static void Run()
    {
        while (true)
        {
            begun.WaitOne();
            do
            {
                Thread.Sleep(interval);
            }
            while (Look());
        }
    }

    /// <summary>Has those ask that wait. False when nobody is inside a call any more; who begins one now says so.</summary>
    private static bool Look()
    {
        lock (access)
        {
            foreach (SocketEnvironment environment in watched)
            {
                environment.SetState(SocketEnvironment.Unwatched);
            }

            watched.Clear();
            foreach (CallingThread thread in CallingThreads.All)
            {
                int entries = thread.Entries;
                if (thread.Inside?.Environment is { ShouldEnd: not null } environment)
                {
                    AddOnce(environment);
                    bool isSame = thread.EntriesSeen == entries;
                    if (isSame)
                    {
                        thread.WakeToAsk();
                    }

                    thread.EntriesSeen = isSame ? entries - 1 : entries;
                }
            }

            return watched.Count > 0;
        }
    }

    private static void AddOnce(SocketEnvironment environment)
    {
        environment.ClearState(SocketEnvironment.Unwatched);
        if (!watched.Contains(environment))
        {
            watched.Add(environment);
        }
    }
}

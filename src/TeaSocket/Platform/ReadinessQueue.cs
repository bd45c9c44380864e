namespace TeaSocket.Platform;

/// <summary>
/// Descriptors that are waited for again and again: epoll(7), kqueue(2), or where the system has neither, a list for poll. Like
/// <see cref="SystemCalls"/> it returns negated error numbers and neither throws nor retries.
/// </summary>
/// <remarks>Changes may come from other threads than the one that waits.</remarks>
internal abstract class ReadinessQueue
{
    private readonly Lock changes = new();
    private readonly Stack<int> free = new();
    private WatchedDescriptor?[] watches = new WatchedDescriptor?[16];
    private int used;
    private int nextSerial;
    private bool ended;

    /// <summary>The queue's own descriptor, -1 where it has none.</summary>
    public abstract nint Descriptor { get; }

    /// <summary>The call that adds, changes and removes, as its manual page is called.</summary>
    public abstract string ChangeCall { get; }

    /// <summary>The call that waits.</summary>
    public abstract string WaitCall { get; }

    /// <summary>
    /// Whether it tells of changes, and learns at once of what is wanted of a watch while somebody waits. Otherwise it tells of what there is
    /// of what is wanted, again and again, and what is wanted counts from the next wait on.
    /// </summary>
    public virtual bool TellsChanges => true;

    /// <summary>What to do when a watched socket is closed or detached.</summary>
    public Action? Lost { get; set; }

    /// <summary>How many descriptors are watched.</summary>
    public int Count => used - free.Count;

    /// <summary>Begins to watch a descriptor.</summary>
    public int Add(WatchedDescriptor watch)
    {
        lock (changes)
        {
            if (ended)
            {
                return -SystemCalls.Current.Constants.EBADF;
            }

            int slot = free.TryPop(out int last) ? last : used++;
            if (slot == watches.Length)
            {
                Array.Resize(ref watches, slot * 2);
            }

            watch.Slot = slot;
            watch.Serial = ++nextSerial;
            watches[slot] = watch;
            int result = Begin(watch);
            if (result < 0)
            {
                Forget(watch);
            }

            return result;
        }
    }

    /// <summary>Watches a descriptor for something else, or in another way.</summary>
    public int Change(WatchedDescriptor watch, Readiness wanted, PollerModes modes = PollerModes.None)
    {
        lock (changes)
        {
            if (Current(watch.Key) is null)
            {
                return -SystemCalls.Current.Constants.ENOENT; // removed by another thread
            }

            (Readiness Wanted, PollerModes Modes) before = (watch.Wanted, watch.Modes);
            (watch.Wanted, watch.Modes) = (wanted, modes);
            int result = Alter(watch, before.Wanted);
            if (result < 0)
            {
                (watch.Wanted, watch.Modes) = before;
            }

            return result;
        }
    }

    /// <summary>Ends watching a descriptor; it need not be open any more.</summary>
    public void Remove(WatchedDescriptor watch)
    {
        lock (changes)
        {
            if (Current(watch.Key) is not null)
            {
                if (!ended)
                {
                    End(watch);
                }

                Forget(watch);
            }
        }
    }

    /// <summary>Takes no more watches, and tells the system nothing more: its descriptor is closed next. Returns those that there are.</summary>
    public WatchedDescriptor[] End()
    {
        lock (changes)
        {
            ended = true;
            return Snapshot();
        }
    }

    /// <summary>All watches at this moment.</summary>
    public WatchedDescriptor[] Snapshot()
    {
        lock (changes)
        {
            return [.. watches.Take(used).OfType<WatchedDescriptor>()];
        }
    }

    /// <summary>
    /// Waits until a watched descriptor is ready, at most so long (-1: for ever), and returns how many there are. Each of them stands in
    /// <paramref name="ready"/> once, with <see cref="WatchedDescriptor.Ready"/> set. It may return 0 before the time has passed.
    /// </summary>
    public abstract int Wait(SystemCalls calls, Span<WatchedDescriptor> ready, long microseconds);

    /// <summary>Tells the system of a new watch.</summary>
    protected abstract int Begin(WatchedDescriptor watch);

    /// <summary>Tells the system of what a watch wants now, and arms one that has been told once.</summary>
    protected abstract int Alter(WatchedDescriptor watch, Readiness before);

    /// <summary>Tells the system to forget a watch.</summary>
    protected abstract void End(WatchedDescriptor watch);

    /// <summary>Runs while nothing is added, changed or removed.</summary>
    protected Lock.Scope HoldChanges() => changes.EnterScope();

    /// <summary>The watch that has a key, unless it has been removed since the system was asked.</summary>
    protected WatchedDescriptor? Current(long key)
    {
        int slot = (int)key;
        return (uint)slot < (uint)used && watches[slot] is { } watch && watch.Key == key ? watch : null;
    }

    private void Forget(WatchedDescriptor watch)
    {
        watches[watch.Slot] = null;
        free.Push(watch.Slot);
    }
}

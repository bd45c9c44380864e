namespace TeaSocket.Awaiting;

/// <summary>Waiters in the order of their calls.</summary>
internal struct WaiterList
{
    private Waiter? last;

    /// <summary>The one whose turn it is; null for none.</summary>
    public Waiter? First { get; private set; }

    /// <summary>Adds one behind all others.</summary>
    public void Add(Waiter waiter)
    {
        if (last is null)
        {
            First = waiter;
        }
        else
        {
            last.Next = waiter;
        }

        last = waiter;
    }

    /// <summary>Takes out the first.</summary>
    public Waiter Take()
    {
        Waiter taken = First!;
        First = taken.Next;
        taken.Next = null;
        last = First is null ? null : last;
        return taken;
    }

    /// <summary>Takes one out, wherever it stands. Returns whether it was there.</summary>
    public bool Remove(Waiter waiter)
    {
        Waiter? before = null;
        for (Waiter? each = First; each is not null; before = each, each = each.Next)
        {
            if (each != waiter)
            {
                continue;
            }

            if (before is null)
            {
                _ = Take();
                return true;
            }

            before.Next = waiter.Next;
            last = waiter == last ? before : last;
            waiter.Next = null;
            return true;
        }

        return false;
    }
}

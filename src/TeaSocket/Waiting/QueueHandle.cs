using TeaSocket.Platform;

namespace TeaSocket.Waiting;

/// <summary>Owns a queue of the system's, with its descriptor where it has one.</summary>
internal sealed class QueueHandle : WatchedHandle
{
    private QueueHandle(SocketEnvironment environment, ReadinessQueue queue)
        : base(environment, queue.Descriptor, environment.Calls.OpenQueueCall) => Queue = queue;

    /// <summary>The queue; a wait is a call with this handle.</summary>
    public ReadinessQueue Queue { get; }

    /// <summary>Opens a queue. Returns a negated error number and none when it fails.</summary>
    /// <exception cref="SocketException">ECANCELED: the environment has been disposed.</exception>
    public static int Open(SocketEnvironment environment, out QueueHandle? handle)
    {
        int result = environment.Calls.OpenQueue(out ReadinessQueue? queue);
        handle = result < 0 ? null : new QueueHandle(environment, queue!);
        return result;
    }

    /// <summary>Ends all watches, and lets nobody add others: no handle may reach the queue any more.</summary>
    protected override void LetGo()
    {
        foreach (WatchedDescriptor watch in Queue?.End() ?? [])
        {
            watch.Owner?.EndWatch(Queue!, watch);
        }

        base.LetGo();
    }
}

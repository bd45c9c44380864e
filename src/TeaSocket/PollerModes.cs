namespace TeaSocket;

/// <summary>How a <see cref="Poller"/> tells of a socket, see epoll_ctl(2).</summary>
[Flags]
public enum PollerModes
{
    /// <summary>Whenever it is ready: level-triggered, as select(2) is.</summary>
    None = 0,

    /// <summary>
    /// When it becomes ready, and not again while it stays so: EPOLLET, or EV_CLEAR. Whoever is told has to go on until the call would block.
    /// </summary>
    EdgeTriggered = 1,

    /// <summary>
    /// Once: then not again until <see cref="Poller.Modify"/> arms it anew. EPOLLONESHOT; of several threads that wait, one is told.
    /// </summary>
    Once = 2,
}

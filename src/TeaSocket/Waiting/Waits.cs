using System.Runtime.CompilerServices;
using TeaSocket.Platform;

namespace TeaSocket.Waiting;

/// <summary>
/// The one shape of all calls that may wait: hold the descriptor, call, go on after a signal with what is left of the time, tell that it
/// would block, that it was ended, or that it failed.
/// </summary>
internal static class Waits
{
    /// <summary>What <see cref="Run"/> returns for a non-blocking socket that would have to wait.</summary>
    public const int WouldBlock = int.MinValue;

    /// <summary>What an operation returns that has more to do.</summary>
    public const int GoOn = int.MinValue + 1;

    private const int NotTried = int.MinValue + 2;

    /// <summary>Carries an operation out. Returns what it returned, or <see cref="WouldBlock"/>.</summary>
    /// <exception cref="SocketException">
    /// EBADF: closed. EBUSY: others are awaited in its direction. ECANCELED: ended while it waited. ETIMEDOUT: the socket's own timeout has passed. EINTR: see
    /// <see cref="SocketEnvironment.Interruptible"/>. And what the operation fails with.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Run<TOperation>(DescriptorHandle handle, ref TOperation operation, CancellationToken cancellation = default)
        where TOperation : struct, IOperation, allows ref struct =>
        Resume(handle, ref operation, handle.Environment.Cancellations, cancellation);

    /// <summary>Carries on a wait that began when all of the environment's had been canceled so often.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Resume<TOperation>(DescriptorHandle handle, ref TOperation operation, int cancellations, CancellationToken cancellation)
        where TOperation : struct, IOperation, allows ref struct
    {
        SocketEnvironment environment = handle.Environment;
        CallingThread thread = CallingThread.Current;
        thread.Enter(handle);
        int result = NotTried;
        if ((handle.State | environment.State) == 0 && environment.Cancellations == cancellations && !cancellation.CanBeCanceled
            && (!thread.Attempts || environment.Calls.CanRefrainFromWaiting))
        {
            result = operation.Call(environment.Calls, handle.Descriptor, thread, mayWait: !thread.Attempts);
        }

        thread.Leave();
        return result >= 0 ? result : Continue(handle, ref operation, thread, result, cancellations, cancellation);
    }

    private static int Continue<TOperation>(
        DescriptorHandle handle, ref TOperation operation, CallingThread thread, int result, int cancellations, CancellationToken cancellation)
        where TOperation : struct, IOperation, allows ref struct
    {
        SocketEnvironment environment = handle.Environment;
        SystemConstants constants = environment.Calls.Constants;
        bool blocks = operation.Terms.Blocks && !thread.Attempts;
        var deadline = Deadline.After(blocks && operation.Terms.Timeout > 0 ? operation.Terms.Timeout : -1);
        bool isFirst = result == NotTried;
        var pauses = default(Pauses);
        using var wake = new CancellationWake(thread, cancellation);
        while (true)
        {
            int wakes = thread.Wakes;
            if (result is NotTried or GoOn)
            {
                result = Try(handle, ref operation, thread, deadline, isFirst, ref pauses, cancellations, cancellation);
                isFirst = false;
            }

            if (result >= 0)
            {
                return result;
            }

            if (result == -constants.EAGAIN)
            {
                return blocks ? throw operation.Failure(constants.ETIMEDOUT) : WouldBlock;
            }

            if (result != GoOn && result != -constants.EINTR)
            {
                throw operation.Failure(-result);
            }

            if (thread.TakeQuestion() && environment.ShouldEnd?.Invoke() == true)
            {
                throw operation.Failure(constants.ECANCELED);
            }

            if (result != GoOn && blocks && environment.Interruptible && thread.Wakes == wakes)
            {
                throw operation.Failure(constants.EINTR);
            }

            result = GoOn;
        }
    }

    /// <summary>Calls once, unless the wait has been ended.</summary>
    private static int Try<TOperation>(
        DescriptorHandle handle, ref TOperation operation, CallingThread thread, Deadline deadline, bool isFirst, ref Pauses pauses, int cancellations,
        CancellationToken cancellation)
        where TOperation : struct, IOperation, allows ref struct
    {
        SocketEnvironment environment = handle.Environment;
        SystemConstants constants = environment.Calls.Constants;
        if (isFirst)
        {
            thread.Enter(handle);
        }
        else
        {
            thread.Reenter(handle);
        }

        bool isSwitched = false;
        try
        {
            // Looked at after entering: who changes one of these wakes whoever is inside next.
            if (handle.IsClosed)
            {
                throw operation.Failure(isFirst ? constants.EBADF : constants.ECANCELED);
            }

            if (environment.Cancellations != cancellations)
            {
                throw operation.Failure(constants.ECANCELED);
            }

            WaitTerms terms = operation.Terms;
            if (!thread.Attempts && handle.IsAwaited(terms.Awaits))
            {
                throw operation.Failure(constants.EBUSY);
            }

            cancellation.ThrowIfCancellationRequested();
            if ((environment.State & SocketEnvironment.Unwatched) != 0)
            {
                EndMonitor.Watch(environment);
            }

            // The system begins its timeouts anew with each call.
            bool polls = terms.Blocks && !thread.Attempts && terms.Polling != Polling.None
                && (environment.Interruptible || (terms.Timeout > 0 && !isFirst) || terms.Polling == Polling.Always);
            isSwitched = Switch(handle, thread.Attempts && terms.Blocks);
            return polls ? Poll(handle, ref operation, thread, deadline, ref pauses) : operation.Call(environment.Calls, handle.Descriptor, thread, mayWait: !thread.Attempts);
        }
        finally
        {
            if (isSwitched)
            {
                SwitchBack(handle);
            }

            thread.Leave();
        }
    }

    /// <summary>
    /// Has a socket not block for the moment of an attempt, where nothing else keeps the system from waiting. Who changes the mode holds the
    /// handle's lock. Returns whether it is to be switched back.
    /// </summary>
    private static bool Switch(DescriptorHandle handle, bool isToSwitch)
    {
        if (!isToSwitch || handle is not SocketHandle || handle.Environment.Calls.CanRefrainFromWaiting)
        {
            return false;
        }

        Monitor.Enter(handle);
        _ = handle.Environment.Calls.SetBlocking(handle.Descriptor, false);
        return true;
    }

    private static void SwitchBack(DescriptorHandle handle)
    {
        _ = handle.Environment.Calls.SetBlocking(handle.Descriptor, true);
        Monitor.Exit(handle);
    }

    /// <summary>Waits by poll, which ends after each signal, whatever its handler was installed with, and takes a time.</summary>
    private static int Poll<TOperation>(DescriptorHandle handle, ref TOperation operation, CallingThread thread, Deadline deadline, ref Pauses pauses)
        where TOperation : struct, IOperation, allows ref struct
    {
        SystemCalls calls = handle.Environment.Calls;
        WaitTerms terms = operation.Terms;
        bool isTriedFirst = terms.Polling is Polling.AfterTrying or Polling.Repeatedly;
        int again = -calls.Constants.EAGAIN;
        int result = isTriedFirst ? operation.Call(calls, handle.Descriptor, thread, mayWait: false) : again;
        if (result != again)
        {
            pauses.Begin();
            return result;
        }

        long left = deadline.Left;
        result = terms.Polling == Polling.Repeatedly ? Pause(calls, left, ref pauses) : Poll(calls, handle.Descriptor, terms.Awaits, left);
        return result < 0 ? result
            : result == 0 ? (left == 0 ? again : GoOn)
            : isTriedFirst ? GoOn
            : operation.Call(calls, handle.Descriptor, thread, mayWait: true);
    }

    private static int Poll(SystemCalls calls, nint descriptor, Readiness wanted, long microseconds)
    {
        var entry = new PollEntry { Descriptor = descriptor, Wanted = wanted };
        return calls.Poll(new Span<PollEntry>(ref entry), microseconds);
    }

    /// <summary>What is there to be polled for is there all the time: only time passes, each time more of it.</summary>
    private static int Pause(SystemCalls calls, long left, ref Pauses pauses)
    {
        long pause = pauses.Next() * 1_000;
        return calls.Poll([], left < 0 ? pause : Math.Min(left, pause));
    }

    /// <summary>Wakes a thread when a token is canceled, until it has left the wait.</summary>
    private readonly struct CancellationWake : IDisposable
    {
        private readonly Waiter? waiter;
        private readonly CancellationTokenRegistration registration;

        public CancellationWake(CallingThread thread, CancellationToken cancellation)
        {
            if (cancellation.CanBeCanceled)
            {
                waiter = new Waiter(thread);
                registration = cancellation.UnsafeRegister(static state => ((Waiter)state!).Wake(), waiter);
            }
        }

        public void Dispose()
        {
            waiter?.IsOver = true;
            registration.Dispose();
        }

        private sealed class Waiter(CallingThread thread)
        {
            private volatile bool isOver;

            public bool IsOver
            {
                set => isOver = value;
            }

            public void Wake()
            {
                if (thread != CallingThread.Current)
                {
                    CallingThreads.Expel(thread, () => isOver);
                }
            }
        }
    }
}

using TeaSocket.Waiting;

namespace TeaSocket.Platform;

/// <summary>One descriptor in a <see cref="ReadinessQueue"/>.</summary>
internal sealed class WatchedDescriptor(nint descriptor, Readiness wanted, WatchedHandle owner, long tag)
{
    private readonly WeakReference<WatchedHandle>? weak;
    private WatchedHandle? kept = owner;

    /// <summary>One that lets its owner be collected unless <see cref="KeepsOwner"/> is set.</summary>
    public WatchedDescriptor(WatchedHandle owner, Readiness wanted, long tag)
        : this(owner.Descriptor, wanted, owner, tag)
    {
        weak = new WeakReference<WatchedHandle>(owner);
        kept = null;
    }

    /// <summary>The descriptor.</summary>
    public nint Descriptor { get; } = descriptor;

    /// <summary>What it is watched for.</summary>
    public Readiness Wanted { get; set; } = wanted;

    /// <summary>How it is told of.</summary>
    public PollerModes Modes { get; set; }

    /// <summary>It was to be told once, and has been.</summary>
    public bool IsSpent { get; set; }

    /// <summary>Those of <see cref="Wanted"/> that the last wait has found.</summary>
    public Readiness Ready { get; set; }

    /// <summary>
    /// The last wait has found neither an end, nor an error, nor urgent data, which end what is received early: whatever there is to receive
    /// behind what that has told is a change of its own.
    /// </summary>
    public bool HasNoEnd { get; set; }

    /// <summary>The caller's own.</summary>
    public long Tag { get; set; } = tag;

    /// <summary>The caller's own, too: to tell what it has just gone over from the rest.</summary>
    public long Mark { get; set; }

    /// <summary>The caller's own, too: nothing is left to receive of what has been told.</summary>
    public bool IsDrained { get; set; }

    /// <summary>Told once of what it did not want, it is told of changes only, or it would never let anybody sleep.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>What has the descriptor; null if that was forgotten and is being collected.</summary>
    public WatchedHandle? Owner => kept ?? (weak?.TryGetTarget(out WatchedHandle? target) == true ? target : null);

    /// <summary>Whether the owner cannot be collected while it is watched.</summary>
    public bool KeepsOwner
    {
        set => kept = value ? Owner : weak is null ? kept : null;
    }

    /// <summary>Where the system tells of each event by itself: the wait that has told one of this watch.</summary>
    public long Round { get; set; }

    /// <summary>Its place in the queue.</summary>
    public int Slot { get; set; }

    /// <summary>Tells it from others that have had its place.</summary>
    public int Serial { get; set; }

    /// <summary>What the system knows it by.</summary>
    public long Key => ((long)Serial << 32) | (uint)Slot;
}

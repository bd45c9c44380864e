namespace TeaSocket;

/// <summary>Who a process is, struct ucred, see unix(7).</summary>
/// <param name="ProcessId">The process, 0 if it is none that this one can see.</param>
/// <param name="UserId">Its user.</param>
/// <param name="GroupId">Its group.</param>
public readonly record struct Credentials(int ProcessId, uint UserId, uint GroupId);

namespace TeaSocket;

/// <summary>An option of the system's headers that is none of <see cref="SocketOptions"/>.</summary>
/// <param name="Name">The constant's name.</param>
/// <param name="Reason">Why.</param>
public sealed record LeftOutOption(string Name, string Reason);

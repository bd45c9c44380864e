namespace TeaSocket;

/// <summary>What stands where an address should be is none: most likely a name that was not resolved.</summary>
public sealed class NotAnAddressException : ArgumentException
{
    internal NotAnAddressException(string message, string parameter)
        : base(message, parameter)
    {
    }
}

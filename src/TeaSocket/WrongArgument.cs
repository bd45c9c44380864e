namespace TeaSocket;

/// <summary>
/// Exceptions for wrong arguments whose requirement can be had by itself: .NET puts the parameter's name behind it in the message, and
/// others say it in their own way.
/// </summary>
internal static class WrongArgument
{
    private const string Key = "Requirement";

    /// <summary>An argument of a kind that does not fit.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="requirement">What it must be, and what came: "must be …. Received …".</param>
    public static ArgumentException Kind(string parameter, string requirement) =>
        new(requirement, parameter) { Data = { [Key] = requirement } };

    /// <summary>An argument of the right kind, out of its range.</summary>
    public static ArgumentOutOfRangeException Range(string parameter, string requirement) =>
        new(parameter, requirement) { Data = { [Key] = requirement } };

    /// <summary>What stands where an address should be, and is none.</summary>
    public static NotAnAddressException Address(string parameter, string requirement) =>
        new(requirement, parameter) { Data = { [Key] = requirement } };

    /// <summary>The same exception of an argument that is a property of another one.</summary>
    public static ArgumentException Within(string owner, ArgumentException exception)
    {
        string parameter = $"{owner}.{exception.ParamName}";
        string requirement = RequirementOf(exception);
        return exception is NotAnAddressException ? Address(parameter, requirement)
            : exception is ArgumentOutOfRangeException ? Range(parameter, requirement)
            : Kind(parameter, requirement);
    }

    /// <summary>What was required, without the parameter's name.</summary>
    public static string RequirementOf(Exception exception) => exception.Data[Key] as string ?? exception.Message;
}

namespace Tea.Loading;

/// <summary>A module cannot be found or loaded. The script gets an error with the same message and code.</summary>
/// <param name="code">Node's, where Node has one for it.</param>
/// <param name="message">What is wrong, and with which file or specifier.</param>
internal sealed class ModuleException(string code, string message) : Exception(message)
{
    public const string InvalidConfiguration = "ERR_INVALID_PACKAGE_CONFIG";
    public const string InvalidTarget = "ERR_INVALID_PACKAGE_TARGET";
    public const string InvalidSpecifier = "ERR_INVALID_MODULE_SPECIFIER";

    public string Code => code;
}

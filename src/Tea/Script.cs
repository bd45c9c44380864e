namespace Tea;

/// <summary>What is to be run.</summary>
/// <param name="Name">The script's file, as it was given; "[eval]" or "[stdin]" for code that has none.</param>
/// <param name="Code">The code, if it does not stand in the file.</param>
/// <param name="Arguments">The script's own arguments.</param>
internal sealed record Script(string Name, string? Code, string[] Arguments)
{
    /// <summary>Whether the value of the code is printed.</summary>
    public bool IsPrinted { get; init; }
}

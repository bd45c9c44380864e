namespace TeaSocket.Platform;

/// <summary>Builds the tables of error numbers, which systems number densely.</summary>
internal static class ErrorTable
{
    /// <summary>Numbers the names of a list from <paramref name="first"/> on; a dash leaves its number without a name.</summary>
    public static Dictionary<int, string> FromList(int first, string names)
    {
        var table = new Dictionary<int, string>();
        int number = first;
        foreach (string name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (name != "-")
            {
                table.Add(number, name);
            }

            number++;
        }

        return table;
    }
}

using System.Collections;

namespace TeaSocket.Waiting;

/// <summary>
/// Which descriptors of this process belong to handles, in all environments: to adopt one of them would give it two owners, each of which
/// closes it, and the second would close what the system has opened under that number meanwhile.
/// </summary>
internal static class OwnedDescriptors
{
    private const int Most = 1 << 24; // more is no index: a handle of Windows's, which are sparse

    private static readonly Lock access = new();
    private static readonly BitArray owned = new(1024);

    /// <summary>Notes that a descriptor has an owner. False if it has one already.</summary>
    public static bool Add(nint descriptor)
    {
        if (descriptor >= Most)
        {
            return true;
        }

        lock (access)
        {
            if (descriptor >= owned.Length)
            {
                owned.Length = Math.Max((int)descriptor + 1, owned.Length * 2);
            }

            bool isNew = !owned[(int)descriptor];
            owned[(int)descriptor] = true;
            return isNew;
        }
    }

    /// <summary>Notes that it has none any more; to be called before it is closed.</summary>
    public static void Remove(nint descriptor)
    {
        if (descriptor >= Most)
        {
            return;
        }

        lock (access)
        {
            owned[(int)descriptor] = false;
        }
    }
}

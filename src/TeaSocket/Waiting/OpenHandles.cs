using System.Runtime.InteropServices;

namespace TeaSocket.Waiting;

/// <summary>What is open in an environment, without keeping it from being collected. Places are used again.</summary>
internal sealed class OpenHandles
{
    private readonly Lock access = new();
    private readonly Stack<int> free = new();
    private WeakGCHandle<DescriptorHandle>[] places = new WeakGCHandle<DescriptorHandle>[16];
    private int used;
    private bool ended;

    /// <summary>Returns the handle's place, -1 after <see cref="End"/>.</summary>
    public int Add(DescriptorHandle handle)
    {
        lock (access)
        {
            if (ended)
            {
                return -1;
            }

            int place = free.TryPop(out int last) ? last : used++;
            if (place == places.Length)
            {
                Array.Resize(ref places, place * 2);
            }

            places[place] = new WeakGCHandle<DescriptorHandle>(handle);
            return place;
        }
    }

    /// <summary>Forgets what has a place.</summary>
    public void Remove(int place)
    {
        lock (access)
        {
            places[place].Dispose();
            free.Push(place);
        }
    }

    /// <summary>Takes no more, and returns what there is.</summary>
    public List<DescriptorHandle> End()
    {
        var all = new List<DescriptorHandle>();
        lock (access)
        {
            ended = true;
            for (int place = 0; place < used; place++)
            {
                if (places[place].IsAllocated && places[place].TryGetTarget(out DescriptorHandle? handle))
                {
                    all.Add(handle);
                }
            }
        }

        return all;
    }
}

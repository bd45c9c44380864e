using static TeaSocket.NodeApi.NodeApi;

namespace TeaSocket.NodeApi;

/// <summary>
/// Makes the script engine collect its garbage: a forgotten socket weighs next to nothing, so that the engine would let all
/// descriptors run out before it saw a reason to. The sockets are then closed when the event loop turns.
/// </summary>
internal static unsafe class EngineGarbage
{
    // JavaScriptCore takes external memory for real: told of that much, it would hardly collect any more. Bun can be asked.
    private const string AskBun = "typeof Bun === 'object' && typeof Bun.gc === 'function' && (Bun.gc(true), true)";

    // So much external memory makes V8 collect everything at once; newer ones only if it is more than the time before.
    private const long Enough = 1L << 40;
    private const long MoreEachTime = 1L << 30;
    private static long total = Enough;

    /// <summary>Collects garbage, in a call that came from the script.</summary>
    public static void Collect(nint env)
    {
        nint answer;
        byte hasAsked;
        Check(RunScript(env, Module.NewString(env, AskBun), &answer));
        Check(GetBool(env, answer, &hasAsked));
        if (hasAsked == 0)
        {
            long memory = Interlocked.Add(ref total, MoreEachTime);
            long adjusted;
            Check(AdjustExternalMemory(env, memory, &adjusted));
            Check(AdjustExternalMemory(env, -memory, &adjusted));
        }
    }
}

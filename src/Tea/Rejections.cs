using Microsoft.ClearScript;
using Microsoft.ClearScript.V8;

namespace Tea;

/// <summary>
/// The promises that were rejected and have no handler, as the engine tells of them. One that gets its handler before the
/// microtasks have run out is forgotten again.
/// </summary>
internal sealed class Rejections
{
    private readonly List<(ScriptObject Promise, object? Reason)> unhandled = [];

    public Rejections(V8ScriptEngine engine) => engine.PromiseRejectionCallback = Note;

    /// <summary>Whether there are some.</summary>
    public bool Any => unhandled.Count > 0;

    /// <summary>Takes out the oldest one's reason.</summary>
    public bool TryTake(out object? reason)
    {
        reason = null;
        if (unhandled.Count == 0)
        {
            return false;
        }

        reason = unhandled[0].Reason;
        unhandled.RemoveAt(0);
        return true;
    }

    /// <summary>Forgets the latest promise that was rejected for a reason which has reached the script in another way.</summary>
    public void Forget(object? reason)
    {
        int latest = unhandled.FindLastIndex(rejection => Equals(rejection.Reason, reason));
        if (latest >= 0)
        {
            unhandled.RemoveAt(latest);
        }
    }

    private void Note(V8PromiseRejectionEventKind kind, ScriptObject promise, object? value)
    {
        if (kind == V8PromiseRejectionEventKind.RejectedWithoutHandler)
        {
            unhandled.Add((promise, value));
        }
        else if (kind == V8PromiseRejectionEventKind.HandlerAddedAfterRejection)
        {
            // Most often the latest: an await comes right behind the call that has failed.
            int handled = unhandled.FindLastIndex(rejection => rejection.Promise.Equals(promise));
            if (handled >= 0)
            {
                unhandled.RemoveAt(handled);
            }
        }
    }
}

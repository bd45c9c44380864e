using static TeaSocket.Script.Field;

namespace TeaSocket.Script;

// What a service and its manager tell each other.
public sealed partial class SocketTable
{
    private static TableFunction[] ServiceFunctions =>
    [
        new("notifyManager", [Parameter.Text("state")], (t, in c) =>
        {
            string state = c.Text(0);
            return t.budget.Open("socket", () => Systemd.Notify(state, t.environment)) ? 1 : 0;
        }),
        new("watchdogInterval", [], [Number("milliseconds")], (_, in _, result) =>
            result.Begin().Number(Systemd.GetWatchdogInterval()?.TotalMilliseconds)),
        new("passedDescriptors", [], [Number("fd"), Field.Text("name"), Field.Value("isSocket")], (_, in _, result) =>
        {
            foreach ((nint descriptor, string name, bool isSocket) in Systemd.GetPassedDescriptors())
            {
                result.Begin().Number(descriptor).Text(name).Value(isSocket);
            }
        }),
    ];
}

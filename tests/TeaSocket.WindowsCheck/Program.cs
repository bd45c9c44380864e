using TeaSocket.WindowsCheck;

var tap = new Tap();
StreamChecks.Run(tap);
ConnectChecks.Run(tap);
DatagramChecks.Run(tap);
SelectChecks.Run(tap);
PollerChecks.Run(tap);
SocketChecks.Run(tap);
WaitChecks.Run(tap);
AwaitChecks.Run(tap);
NameChecks.Run(tap);
return tap.Finish();

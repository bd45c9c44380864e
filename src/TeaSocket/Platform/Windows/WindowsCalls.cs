namespace TeaSocket.Platform.Windows;

internal abstract class WindowsCallsPlaceholder;

namespace Tea.Prompt;

/// <summary>What a key does.</summary>
internal enum KeyKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its text is inserted; so is what is pasted, line feeds and all.</summary>
    Text,
    Enter,
    LineFeed,
    Tab,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    Up,
    Down,
    Backspace,
    Delete,
    DeleteOrEnd,
    DeleteWordLeft,
    DeleteWordRight,
    DeleteToStart,
    DeleteToEnd,
    PutBack,
    Transpose,
    ClearScreen,
    Interrupt,
}

/// <summary>A key, or what was pasted.</summary>
internal readonly record struct Key(KeyKind Kind, string Text = "");

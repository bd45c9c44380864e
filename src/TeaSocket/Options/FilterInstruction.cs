using System.Runtime.InteropServices;

namespace TeaSocket;

/// <summary>An instruction of the packet filter, struct sock_filter, see SO_ATTACH_FILTER in socket(7).</summary>
/// <param name="Code">What it does.</param>
/// <param name="JumpTrue">How many instructions are passed over when a comparison holds.</param>
/// <param name="JumpFalse">How many when it does not.</param>
/// <param name="Operand">Its number.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct FilterInstruction(ushort Code, byte JumpTrue, byte JumpFalse, uint Operand);

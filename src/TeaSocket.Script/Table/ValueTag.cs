namespace TeaSocket.Script;

/// <summary>
/// What stands in front of a value that tells itself of what kind it is, see <see cref="FieldWriter.Value"/> and <see cref="ValueReader"/>.
/// </summary>
internal enum ValueTag
{
    /// <summary>null, and nothing follows.</summary>
    Null,

    /// <summary>false, and nothing follows.</summary>
    False,

    /// <summary>true, and nothing follows.</summary>
    True,

    /// <summary>A number of JavaScript.</summary>
    Number,

    /// <summary>A string: its length and its UTF-16 units.</summary>
    Text,

    /// <summary>A bigint of 64 bits, with a sign.</summary>
    BigInt,

    /// <summary>Bytes: their number and they themselves.</summary>
    Bytes,

    /// <summary>An array: its length and its values.</summary>
    List,

    /// <summary>An object: how many properties it has, and the name (without a tag) and the value of each.</summary>
    Object,
}

public import Bytes

/// The name of a file that somebody sent, made safe to keep it under.
public enum AttachmentName {
  /// The longest name that file systems take.
  private static let longest = 255

  /// The last component of a path in the style of Unix or Windows, without control characters.
  public static func safe(_ name: ByteString) -> ByteString {
    let isSeparator = { (byte: UInt8) in byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
    let last = name.bytes.lastIndex(where: isSeparator).map { name.bytes[($0 + 1)...] } ?? name.bytes[...]
    let shown = last.filter { !$0.isASCIIControl }
    guard let start = shown.firstIndex(where: { $0 != ASCII.space }),
      let end = shown.lastIndex(where: { $0 != ASCII.space })
    else { return "" }
    var safe = Array(shown[start...end].prefix(longest))
    if safe.count <= end - start { safe.removeLast(safe.count - Scan.startOfCutCharacter(in: safe.span)) }
    return safe.allSatisfy { $0 == UInt8(ascii: ".") } ? "" : ByteString(safe)
  }
}

import Bytes

/// Bytes as a line of printable ASCII: `\r`, `\n`, `\t`, `\\`, `\"`, and `\xNN` for the rest that cannot be seen.
package enum EscapedText {
  private static let letters: [UInt8: UInt8] = [
    ASCII.carriageReturn: UInt8(ascii: "r"), ASCII.lineFeed: UInt8(ascii: "n"), ASCII.tab: UInt8(ascii: "t"),
    UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "\""): UInt8(ascii: "\""),
  ]

  /// The line for `bytes`.
  package static func escaped(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      if let letter = letters[byte] {
        text += [UInt8(ascii: "\\"), letter]
      } else if (0x20...0x7E).contains(byte) {
        text.append(byte)
      } else {
        let digits = String(byte, radix: 16)
        text += Array((digits.count == 1 ? "\\x0" : "\\x").utf8) + Array(digits.utf8)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that a line stands for; nil if an escape is none of these.
  package static func bytes(_ line: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = line.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      guard let letter = rest.popFirst() else { return nil }
      if letter == UInt8(ascii: "x") {
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        guard digits.count == 2, let value = UInt8(digits, radix: 16) else { return nil }
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else if let value = letters.first(where: { $0.value == letter })?.key {
        bytes.append(value)
      } else {
        return nil
      }
    }
    return bytes
  }
}

internal import Bytes

/// The 12 bytes that a server or a driver gives a document which has no name, and their 24 hexadecimal digits.
package enum ObjectName {
  package static func text(of bytes: [UInt8]) -> [UInt8] { Base16.encode(bytes) }

  /// The bytes that `text` writes in hexadecimal; nil if it does not.
  package static func bytes(of text: [UInt8]) -> [UInt8]? {
    text.count == 24 ? Base16.decode(text) : nil
  }

  /// The lowest of those that are given in a second since 1970; it may be as late as 2106.
  package static func first(ofSecond second: Int64) -> [UInt8] {
    let number = UInt32(clamping: second)
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) }
    return bytes + [UInt8](repeating: 0, count: 8)
  }

  /// Seconds since 1970 when it was given.
  package static func seconds(of bytes: [UInt8]) -> Int64 {
    bytes.prefix(4).reduce(0) { $0 << 8 | Int64($1) }
  }
}

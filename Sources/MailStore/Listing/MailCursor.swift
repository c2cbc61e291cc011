public import Bytes

/// A place in a list that stays where it is while messages come and go: behind a message, whether that is still there or
/// not.
///
/// Only stores know what it says; it is the same for every replica.
public struct MailCursor: Hashable, Sendable {
  /// More than any of ours has, in characters.
  private static let longest = 4_096

  /// As it stands in a URL: hexadecimal digits, if a store has made it.
  public let text: ByteString

  /// A cursor as it came from outside, unchecked.
  public init(_ text: ByteString) {
    self.text = text
  }

  /// A cursor that says what a store has put into `bytes`.
  public init(encoding bytes: [UInt8]) {
    let digits: [UInt8] = Array("0123456789abcdef".utf8)
    text = ByteString(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// What the store has put into it; nil if no store has.
  public var bytes: [UInt8]? {
    let digits = text.bytes
    guard digits.count.isMultiple(of: 2), digits.count <= Self.longest else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[index].hexDigitValue, let low = digits[index + 1].hexDigitValue else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}

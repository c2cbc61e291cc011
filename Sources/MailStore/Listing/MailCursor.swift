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
    text = ByteString(Base16.encode(bytes))
  }

  /// What the store has put into it; nil if no store has.
  public var bytes: [UInt8]? { text.count <= Self.longest ? Base16.decode(text.bytes) : nil }
}

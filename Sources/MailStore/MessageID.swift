public import Bytes

/// The name of a message: what SMTP calls the queue id and the HTTP API the message id.
///
/// MailHog's form is 44 characters of URL-safe Base64 (32 random bytes), `@`, and the host name of the server that took
/// the message. Any other string is a valid name of no message.
public struct MessageID: Hashable, Sendable, CustomStringConvertible {
  /// The name as it stands in a URL, a reply and the API.
  public let text: ByteString

  /// A name as it came from outside, unchecked.
  public init(_ text: ByteString) {
    self.text = text
  }

  /// The name of a message that `host` took.
  ///
  /// - Parameters:
  ///   - random: 32 bytes that nobody can guess.
  ///   - host: The server's host name.
  public init(random: Span<UInt8>, host: ByteString) {
    text = ByteString(Base64.encode(random, alphabet: .urlSafe) + [UInt8(ascii: "@")] + host.bytes)
  }

  /// The host name behind the first `@`, empty if there is none.
  public var host: ByteString {
    guard let at = text.bytes.firstIndex(of: UInt8(ascii: "@")) else { return "" }
    return ByteString(Array(text.bytes[(at + 1)...]))
  }

  /// The name as text.
  public var description: String { text.description }
}

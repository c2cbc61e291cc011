public import Bytes
public import MailStore

/// An entry of what MailHog calls the headers: a name, and one value or two.
///
/// What came with the message stays where it is: an entry holds ranges of the message's bytes and no copy of them.
public enum HeaderField: Equatable, Sendable {
  /// A field of the message. MailHog keeps the last of those that share a name.
  case sent(SentField)
  /// A field of the message, and behind its value one of the server's own.
  case extended(SentField, with: ByteString)
  /// A field that the server adds.
  case added(name: ByteString, value: ByteString)
}

extension HeaderField {
  /// Copies the name out of the bytes of the message.
  public func name(in bytes: Span<UInt8>) -> ByteString {
    switch self {
    case .sent(let field), .extended(let field, with: _): ByteString(copying: bytes.extracting(field.name))
    case .added(let name, value: _): name
    }
  }

  /// Copies the values, unfolded, out of the bytes of the message.
  public func values(in bytes: Span<UInt8>) -> [ByteString] {
    switch self {
    case .sent(let field): [field.value.unfolded(in: bytes)]
    case .extended(let field, with: let added): [field.value.unfolded(in: bytes), added]
    case .added(name: _, let value): [value]
    }
  }
}

public import Bytes

/// Somebody mail is from or for, as an address field names them (RFC 5322 section 3.4).
public enum Address: Hashable, Sendable {
  /// One mailbox.
  case mailbox(Mailbox)
  /// A name for several mailboxes, or for none: `undisclosed-recipients:;`.
  case group(name: ByteString, members: [Mailbox])

  /// The mailboxes it stands for.
  public var mailboxes: [Mailbox] {
    switch self {
    case .mailbox(let mailbox): [mailbox]
    case .group(_, let members): members
    }
  }

  /// Reads the value of an address field.
  ///
  /// Nothing is refused: obsolete syntax is read as RFC 5322 section 4.4 says, source routes are dropped, and what is no
  /// address becomes a mailbox without a domain. Encoded words are decoded in names, with or without quotation marks.
  public static func list(_ value: Span<UInt8>, charsets: some CharsetDecoding) -> [Address] {
    var reader = AddressReader(value, charsets: charsets)
    return reader.readAll()
  }
}

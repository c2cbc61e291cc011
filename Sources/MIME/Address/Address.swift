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

  /// The address as it may stand in a field, in one line of UTF-8 (RFC 6532); reading it gives the same again.
  public var printed: ByteString {
    var text = ByteBuffer()
    append(to: &text)
    return ByteString(text.take())
  }

  private func append(to text: inout ByteBuffer) {
    switch self {
    case .mailbox(let mailbox): text.append(mailbox: mailbox)
    case .group(let name, let members):
      text.append(phrase: name)
      text.append(":")
      for (index, member) in members.enumerated() {
        text.append(index == 0 ? " " : ", ")
        text.append(mailbox: member)
      }
      text.append(";")
    }
  }
}

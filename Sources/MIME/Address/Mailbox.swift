public import Bytes

/// A place for mail, and whose it is.
public struct Mailbox: Hashable, Sendable {
  /// Who reads it, decoded; empty if nothing is said.
  ///
  /// A comment is a name too, as it was before there was a place for names.
  public let name: ByteString
  /// What stands before the last `@`, without the quotation marks it may need; all of it if there is no `@`.
  public let localPart: ByteString
  /// What stands behind it, as it was sent; empty if there is none.
  public let domain: ByteString

  /// A mailbox of these.
  public init(name: ByteString = "", localPart: ByteString, domain: ByteString) {
    (self.name, self.localPart, self.domain) = (name, localPart, domain)
  }

  /// The address alone, with the quotation marks that it needs; empty for nobody (`<>`).
  public var address: ByteString {
    if localPart.isEmpty, domain.isEmpty { return "" }
    var text = ByteBuffer(capacity: localPart.count + domain.count + 1)
    if Self.isDotAtom(localPart.bytes) {
      text.append(contentsOf: localPart)
    } else {
      text.append(quoted: localPart.bytes)
    }
    if !domain.isEmpty {
      text.append("@")
      text.append(contentsOf: domain)
    }
    return ByteString(text.take())
  }

  /// Whether `text` is atoms with single dots between them, letters of all kinds included (RFC 6532 section 3.2).
  private static func isDotAtom(_ text: [UInt8]) -> Bool {
    text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomCharacter) }
  }

  /// Whether `byte` may stand in an atom (RFC 5322 section 3.2.3).
  private static func isAtomCharacter(_ byte: UInt8) -> Bool {
    if byte > 0x7F { return true }
    let specials: StaticString = "()<>[]:;@\\,.\""
    return byte > ASCII.space && byte != 0x7F && !specials.withUTF8Buffer { unsafe $0.contains(byte) }
  }
}

extension ByteBuffer {
  /// Adds a quoted string (RFC 5322 section 3.2.4).
  fileprivate mutating func append(quoted text: [UInt8]) {
    append("\"")
    for byte in text {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { append("\\") }
      append(byte)
    }
    append("\"")
  }
}

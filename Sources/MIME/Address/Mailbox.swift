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

  /// The address alone, with the quotation marks that it needs.
  public var address: ByteString {
    var text = ByteBuffer(capacity: localPart.count + domain.count + 1)
    text.append(addressOf: self)
    return ByteString(text.take())
  }
}

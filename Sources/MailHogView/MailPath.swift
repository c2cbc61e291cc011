public import Bytes

/// An address of the envelope as MailHog takes it apart.
public struct MailPath: Equatable, Sendable {
  /// The hosts of a source route, each with its `@` (RFC 5321 appendix C): what stands before the first colon.
  public let relays: [ByteString]
  /// What stands before the first `@`; all of the address if there is none.
  public let mailbox: ByteString
  /// What stands behind the first `@`, empty if there is none.
  public let domain: ByteString

  /// Takes `address` apart.
  public init(_ address: ByteString) {
    var rest = address.bytes[...]
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      relays = rest[..<colon].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        .map { ByteString(Array($0)) }
      rest = rest[(colon + 1)...]
    } else {
      relays = []
    }
    let at = rest.firstIndex(of: UInt8(ascii: "@"))
    mailbox = ByteString(Array(rest[..<(at ?? rest.endIndex)]))
    domain = ByteString(at.map { Array(rest[($0 + 1)...]) } ?? [])
  }
}

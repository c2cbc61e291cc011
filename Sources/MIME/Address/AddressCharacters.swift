import Bytes

/// Which bytes an address may be made of without quotation marks (RFC 5322 section 3.2.3, RFC 6532 section 3.2).
enum AddressCharacters {
  /// Whether `byte` may stand in an atom.
  static func isAtom(_ byte: UInt8) -> Bool {
    if byte > 0x7F { return true }
    let specials: StaticString = "()<>[]:;@\\,.\""
    return byte > ASCII.space && byte != 0x7F && !specials.withUTF8Buffer { unsafe $0.contains(byte) }
  }

  /// Whether `text` is atoms with single dots between them.
  static func isDotAtom(_ text: [UInt8]) -> Bool {
    text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtom) }
  }
}

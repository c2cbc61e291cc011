public import Bytes

/// The name of a content, byte for byte: where two contents differ, so do their tags (RFC 9110 section 8.8.3).
public struct EntityTag: Hashable, Sendable {
  /// What stands between the quotation marks.
  public let opaque: ByteString

  /// A tag of these bytes, or nil if one of them cannot stand in a tag: a blank, a control, a quotation mark.
  public init?(_ opaque: ByteString) {
    guard opaque.bytes.allSatisfy(\.isEntityTagCharacter) else { return nil }
    self.opaque = opaque
  }

  /// A tag for content of our own, which nobody chooses so that tags collide (FNV-1a of 64 bits).
  public init(hashing content: [UInt8]) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in content { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    opaque = ByteString(String(hash, radix: 16))
  }

  /// The tag of the same content compressed.
  var compressed: EntityTag { EntityTag(unchecked: opaque.bytes + Array("-gzip".utf8)) }

  private init(unchecked opaque: [UInt8]) {
    self.opaque = ByteString(opaque)
  }
}

extension UInt8 {
  /// Whether this may stand in an entity tag (`etagc`, RFC 9110 section 8.8.3).
  var isEntityTagCharacter: Bool { self > ASCII.space && self != 0x7F && self != UInt8(ascii: "\"") }
}

import Bytes

/// What the label of a text says about its charset, and how far it is believed.
///
/// Labels mean what browsers take them for (WHATWG Encoding, section 4.2): Latin-1 is windows-1252.
enum CharsetClaim: Equatable {
  /// No label, or one that says no more than ASCII: what is beyond is looked at.
  case none
  /// UTF-8.
  case utf8
  /// Latin-1, which nobody sends without the letters of windows-1252.
  case windows1252
  /// A charset that needs a table.
  case other(ByteString)

  /// Reads a label as a header has it.
  init(_ label: ByteString?) {
    guard let label else { self = .none; return }
    let name = Self.normalized(label)
    let text = name.description
    if name.isEmpty || Self.asciiNames.contains(text) {
      self = .none
    } else if Self.utf8Names.contains(text) {
      self = .utf8
    } else if Self.latin1Names.contains(text) {
      self = .windows1252
    } else {
      self = .other(name)
    }
  }

  /// Lower case, no white space or quotation marks around it, no language behind it (RFC 2231 section 5).
  private static func normalized(_ label: ByteString) -> ByteString {
    let isNoise = { (byte: UInt8) in
      byte <= ASCII.space || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }
    let name = label.bytes.prefix { $0 != UInt8(ascii: "*") }.drop(while: isNoise)
    let end = name.lastIndex { !isNoise($0) }.map { $0 + 1 } ?? name.startIndex
    return ByteString(name[..<end].map(\.asciiLowercased))
  }

  private static let asciiNames: Set<String> = [
    "us-ascii", "ascii", "ansi_x3.4-1968", "iso-ir-6", "iso646-us", "646", "us", "unknown-8bit", "x-unknown",
    "unknown", "default", "7bit", "8bit", "binary",
  ]

  private static let utf8Names: Set<String> = [
    "utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8", "utf-8-sig",
  ]

  private static let latin1Names: Set<String> = [
    "iso-8859-1", "iso8859-1", "iso88591", "iso_8859-1", "iso_8859-1:1987", "iso-ir-100", "csisolatin1",
    "cp819",
    "ibm819", "l1", "latin1", "latin-1", "windows-1252", "cp1252", "x-cp1252", "cp-1252",
  ]
}

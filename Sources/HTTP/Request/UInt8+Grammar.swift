import Bytes

/// Which octets may stand where in a request (RFC 9110, RFC 3986).
extension UInt8 {
  /// Whether this may stand in a method or a field name (`tchar`, RFC 9110 section 5.6.2).
  @inline(__always)
  var isTokenCharacter: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"),
      UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "^")...UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Whether this may stand in a field value (RFC 9110 section 5.5): no control but the tab.
  @inline(__always)
  var isFieldValueCharacter: Bool { !isASCIIControl || self == ASCII.tab }

  /// Whether this may stand in a path or a query.
  ///
  /// More than RFC 3986 has, as clients send `|`, `"` or UTF-8 as they are; but no blank or control, and no `#`, behind
  /// which nothing is for the server.
  @inline(__always)
  var isTargetCharacter: Bool { self > ASCII.space && self != 0x7F && self != UInt8(ascii: "#") }

  /// Whether this may stand in a host with its port (RFC 3986 sections 3.2.2 and 3.2.3).
  var isHostCharacter: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "$")...UInt8(ascii: "."), UInt8(ascii: ":"),
      UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}

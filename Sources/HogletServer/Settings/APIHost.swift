/// Where the page finds the API if not where it came from: `https://mail.example:8025`, or without the scheme for that
/// of the page.
public struct APIHost: Equatable, Sendable {
  /// What the page puts before every path, without a final slash.
  public let base: String
  /// What its `Content-Security-Policy` has to allow besides: the host, also for a WebSocket.
  public let sources: [String]

  /// Reads an address, perhaps with a path; nil if it is none.
  public init?(_ text: String) {
    var rest = text[...]
    var scheme = ""
    for known in ["http", "https"] where text.lowercased().hasPrefix(known + "://") {
      scheme = known
      rest = text.dropFirst(known.count + 3)
    }
    // As in a link, this is the page's scheme too.
    if scheme.isEmpty, rest.hasPrefix("//") { rest = rest.dropFirst(2) }
    while rest.hasSuffix("/") { rest.removeLast() }
    let host = rest.prefix { $0 != "/" }
    guard !host.isEmpty, !rest.contains("//"), host.utf8.allSatisfy(Self.isHostByte),
      rest.utf8.allSatisfy(Self.isPathByte)
    else { return nil }
    base = (scheme.isEmpty ? "//" : scheme + "://") + rest
    sources =
      switch scheme {
      case "": [String(host), "ws://" + host, "wss://" + host]
      case "http": ["http://" + host, "ws://" + host]
      default: ["https://" + host, "wss://" + host]
      }
  }

  /// Letters, digits and what else stands in a host with its port: nothing that ends a source in a policy.
  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
      true
    default: false
    }
  }

  /// What of a path needs no escape in an attribute either.
  private static func isPathByte(_ byte: UInt8) -> Bool {
    isHostByte(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "~") || byte == UInt8(ascii: "%")
  }
}

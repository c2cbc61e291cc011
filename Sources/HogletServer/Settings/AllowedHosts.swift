public import Flags

/// The hosts that HTTP may be asked for, besides those whose names nobody else can point at us.
///
/// A page of any site can have its own name lead to 127.0.0.1 after it has been loaded (DNS rebinding). To the browser we
/// are then a part of that site, which may read all answers. What gives it away is the name in `Host`: it is the site's.
public struct AllowedHosts: Equatable, Sendable {
  /// Names in lower case; `*.example.org` is every name below that one.
  private let names: [Substring]

  /// Whether a request may name this host, perhaps with a port.
  ///
  /// - Parameter host: What `Host` says; nil, as programs of HTTP/1.0 have it, is never what a browser sends.
  /// - Returns: Whether it is to be answered.
  public func allows(_ host: String?) -> Bool {
    guard let host else { return true }
    guard var name = Self.withoutPort(host.lowercased()[...]) else { return false }
    if name.hasPrefix("[") { return Self.isBracketedAddress(name) }
    // The root of all names, which may be said and changes nothing.
    if name.hasSuffix(".") { name.removeLast() }
    return !name.contains(".") || name.hasSuffix(".localhost") || Self.isAddress(name)
      || names.contains { Self.matches(name, $0) }
  }

  private static func matches(_ name: Substring, _ allowed: Substring) -> Bool {
    guard allowed.hasPrefix("*.") else { return name == allowed }
    return name.hasSuffix(allowed.dropFirst()) && name.count >= allowed.count
  }

  /// The text in front of a colon and digits; nil if something else follows the colon.
  private static func withoutPort(_ host: Substring) -> Substring? {
    guard let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") else { return host }
    let port = host[colon...].dropFirst()
    return port.utf8.allSatisfy(isDigit) ? host[..<colon] : nil
  }

  /// Whether this is an address of IPv4 as browsers write it: four numbers.
  private static func isAddress(_ name: Substring) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { $0.utf8.allSatisfy(isDigit) && UInt8($0) != nil }
  }

  /// Whether this can be an address of IPv6: no name has a bracket.
  private static func isBracketedAddress(_ name: Substring) -> Bool {
    name.hasSuffix("]") && name.contains(":")
      && name.dropFirst().dropLast().utf8.allSatisfy { byte in
        isDigit(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension AllowedHosts: FlagValue {
  /// Reads names with commas between them, in any case.
  public init?(flagText: String) {
    let names = flagText.lowercased().split(separator: ",").map { name in
      Self.trimmed(name)
    }
    guard !names.isEmpty, names.allSatisfy(Self.isName) else { return nil }
    self.names = names
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Letters, digits, hyphens, underscores and single dots, behind `*.` or not.
  private static func isName(_ text: Substring) -> Bool {
    let name = text.hasPrefix("*.") ? text.dropFirst(2) : text
    return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty
        && label.utf8.allSatisfy { byte in
          isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
    }
  }

  /// The names with commas between them.
  public var flagText: String { names.joined(separator: ",") }

  /// `hosts`.
  public static var placeholder: String { "hosts" }

  /// The names.
  public static var expectation: String { "host names without ports, with commas between them" }
}

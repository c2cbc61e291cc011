package import HTTPTypes

/// Which pages may open a WebSocket or send something: browsers let those of any site try, with the passwords of their
/// user.
package struct OriginPolicy: Sendable {
  private static let host = HTTPField.Name("Host")
  private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")
  private static let forwardedHost = HTTPField.Name("X-Forwarded-Host")

  /// The port of the page, which may be another than that of the API.
  private let pagePort: String
  /// What may read answers besides, or `*`.
  private let corsOrigin: String?

  package init(pagePort: String, corsOrigin: String?) {
    (self.pagePort, self.corsOrigin) = (pagePort, corsOrigin)
  }

  /// Whether the page that asks is ours or has been let in; programs, which name no origin, always are.
  package func allow(_ fields: HTTPFields) -> Bool {
    guard let text = fields[.origin] else { return true }
    if corsOrigin == "*" || corsOrigin?.lowercased() == text.lowercased() { return true }
    guard let origin = Origin(text) else { return false }
    if let host = Self.host.flatMap({ fields[$0] }).flatMap({ origin.authority($0) }) {
      if host == origin.authority { return true }
      // The page's own port on the host that was asked.
      if host.name == origin.authority.name, origin.authority.port == pagePort { return true }
    }
    // What a proxy in front of us was asked for, the first of several.
    let forwarded = Self.forwardedHost.flatMap { fields[$0] }?.split(separator: ",").first
    return forwarded.flatMap { origin.authority(String($0)) } == origin.authority
  }

  /// Whether the page that sends something may.
  ///
  /// Of all methods that change something, browsers let pages of other sites use POST alone without asking us first
  /// (a request without a preflight, in the words of the Fetch standard).
  package func allowPost(_ fields: HTTPFields) -> Bool {
    // Browsers say so to HTTPS and to this machine, also where a proxy has changed `Host`.
    switch Self.fetchSite.flatMap({ fields[$0] }) {
    case "same-origin", "none": true
    default: allow(fields)
    }
  }
}

/// The origin of a page (RFC 6454), with its port in any case.
private struct Origin {
  struct Authority: Equatable {
    let name: String
    let port: String
  }

  private let defaultPort: String
  let authority: Authority

  /// Reads `scheme://host` or `scheme://host:port`; nil for `null` and everything else.
  init?(_ text: String) {
    let text = text.lowercased()
    let rest: Substring
    if text.hasPrefix("http://") {
      (rest, defaultPort) = (text.dropFirst(7), "80")
    } else if text.hasPrefix("https://") {
      (rest, defaultPort) = (text.dropFirst(8), "443")
    } else {
      return nil
    }
    guard let authority = Self.authority(rest, defaultPort: defaultPort) else { return nil }
    self.authority = authority
  }

  /// A host as a field names it, with the port that the origin's scheme has if it names none.
  func authority(_ text: String) -> Authority? {
    let text = text.lowercased()
    return Self.authority(text.drop(while: \.isWhitespace), defaultPort: defaultPort)
  }

  private static func authority(_ text: Substring, defaultPort: String) -> Authority? {
    var name = text
    while name.last?.isWhitespace == true { name = name.dropLast() }
    var port = Substring(defaultPort)
    // A colon within brackets belongs to an address.
    if let colon = name.lastIndex(of: ":"), !name[colon...].contains("]") {
      port = name[name.index(after: colon)...]
      name = name[..<colon]
    }
    return name.isEmpty || port.isEmpty ? nil : Authority(name: String(name), port: String(port))
  }
}

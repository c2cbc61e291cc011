internal import HTTP
internal import HTTPTypes

/// What the HTML of a mail may do in the frame that shows it: be looked at, and have its links opened elsewhere.
struct DisplayPolicy: Sendable {
  /// Pages of which origin may frame it besides those of its own: who may read the answers may.
  let corsOrigin: String?

  /// The fields of an answer whose content may load what is elsewhere, if `allowsRemote`.
  func fields(allowsRemote: Bool) -> HTTPFields {
    let remote = allowsRemote ? " http: https:" : ""
    let framer = corsOrigin.map { $0.isEmpty ? "" : " " + $0 } ?? ""
    var fields: HTTPFields = [
      .contentType: "text/html; charset=utf-8",
      .contentSecurityPolicy: [
        "sandbox allow-popups allow-popups-to-escape-sandbox", "default-src 'none'",
        "style-src 'unsafe-inline'\(remote)", "img-src data:\(remote)", "font-src data:\(remote)",
        "media-src data:\(remote)", "base-uri 'none'", "form-action 'none'",
        "frame-ancestors 'self'\(framer)",
      ].joined(separator: "; "),
      .xContentTypeOptions: "nosniff",
    ]
    for (name, value) in [("Referrer-Policy", "no-referrer"), ("X-DNS-Prefetch-Control", "off")] {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    return fields
  }
}

internal import CWebAssets

/// A file of the web interface, compiled into the program.
public struct WebAsset: Sendable {
  /// Its bytes.
  public let bytes: [UInt8]
  /// Its media type.
  public let type: String
  /// What it may load and run (the value of `Content-Security-Policy`).
  public let policy: String

  /// The page at the root.
  public static let index = WebAsset(
    bytes: unsafe Array(
      UnsafeBufferPointer(start: hoglet_index_html_start(), count: hoglet_index_html_count)
    ),
    type: "text/html; charset=utf-8",
    policy: "default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; "
      + "base-uri 'none'"
  )

  /// This page, told that its API is elsewhere: `<meta name="api-host" content="…">` says what to put before a path.
  ///
  /// - Parameters:
  ///   - base: An address without a final slash, and without what HTML would need an escape for.
  ///   - sources: What the policy has to allow for it.
  /// - Returns: The page with other bytes and another policy.
  public func finding(apiAt base: String, sources: [String]) -> WebAsset {
    var bytes = bytes
    if let head = bytes.firstRange(of: Array("<head>".utf8)) {
      bytes.insert(contentsOf: "\n<meta name=\"api-host\" content=\"\(base)\">".utf8, at: head.upperBound)
    }
    let own = "connect-src 'self'"
    let policy = policy.replacing(own, with: ([own] + sources).joined(separator: " "))
    return WebAsset(bytes: bytes, type: type, policy: policy)
  }
}

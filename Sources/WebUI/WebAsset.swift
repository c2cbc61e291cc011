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
    policy: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
  )
}

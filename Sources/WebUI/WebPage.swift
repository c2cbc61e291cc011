/// The page at the root: HTML that says where its other files are, and what it may load and run.
public struct WebPage: Sendable {
  /// The HTML.
  public let bytes: [UInt8]
  /// What it may load and run (the value of `Content-Security-Policy`).
  public let policy: String

  /// The page whose API is where it came from, or elsewhere: `<meta name="api-host" content="…">` then says what to put
  /// before a path.
  ///
  /// - Parameters:
  ///   - base: An address without a final slash, and without what HTML would need an escape for.
  ///   - sources: What the policy has to allow for it.
  public init(apiAt base: String? = nil, sources: [String] = []) {
    let host = base.map { "\n<meta name=\"api-host\" content=\"\($0)\">" } ?? ""
    let folder = "assets/" + WebAsset.version
    let modules = WebAsset.all.filter { $0.name.hasSuffix(".js") }
      .map { "<link rel=\"modulepreload\" href=\"\(folder)/\($0.name)\">" }.joined(separator: "\n")
    let index = WebAsset.all.first { $0.name == Self.name }?.bytes ?? []
    bytes = Array(
      String(decoding: index, as: UTF8.self)
        .replacing("<head>", with: "<head>" + host, maxReplacements: 1)
        .replacing("{modules}", with: modules, maxReplacements: 1)
        .replacing("{assets}", with: folder).utf8
    )
    policy = Self.policy(["'self'"] + sources)
  }

  /// The file that is no asset of the page but the page.
  public static let name = "index.html"

  /// No script but its own files, no markup from text (Trusted Types) but what is read and never shown.
  private static func policy(_ hosts: [String]) -> String {
    let hosts = hosts.joined(separator: " ")
    return [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src \(hosts) data: blob:",
      "connect-src \(hosts)", "frame-src \(hosts)", "base-uri 'none'", "form-action 'none'",
      "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types inert",
    ].joined(separator: "; ")
  }
}

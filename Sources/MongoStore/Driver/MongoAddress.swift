/// Where a database is, as a user writes it: MailHog's `host:port` or a full URI.
public struct MongoAddress: Hashable, Sendable {
  /// The URI with its scheme, for the driver; it may hold a password.
  let uri: String
  /// Whether the user asked for the one server that is named, whatever it belongs to.
  let isDirect: Bool
  /// The address as it may be shown: without user, password and options, any of which may be secret.
  public let shown: String

  /// An address, unchecked: what is wrong with it shows when it is first used.
  public init(_ text: String) {
    let schemes = ["mongodb://", "mongodb+srv://"]
    let scheme = schemes.first { text.unicodeScalars.starts(with: $0.unicodeScalars) }
    let rest = Scalars(text.unicodeScalars.dropFirst(scheme?.unicodeScalars.count ?? 0))
    shown = (scheme ?? "") + Self.place(in: rest)
    let (base, options) = Self.split(rest)
    // MailHog's driver calls it so; the one we have knows neither this option nor its other value.
    let connect = options.first { $0.lowercased().hasPrefix("connect=") }
    isDirect = connect?.lowercased() == "connect=direct"
    let kept = options.filter { $0 != connect }
    var uri = (scheme ?? "mongodb://") + String(base)
    if !kept.isEmpty {
      if !base.contains("/") { uri += "/" }
      uri += "?" + kept.joined(separator: "&")
    }
    self.uri = uri
  }

  /// What the driver goes by: to a `Character`, a mark that combines makes something else of the `?` before it.
  private typealias Scalars = Substring.UnicodeScalarView

  private static func split(_ text: Scalars) -> (base: Scalars, options: [String]) {
    guard let mark = text.lastIndex(of: "?") else { return (text, []) }
    let options = text[text.index(after: mark)...].split(separator: "&")
    return (text[..<mark], options.map { String($0) })
  }

  /// Hosts and database, and nothing where an `@` stands that might belong to a password.
  private static func place(in text: Scalars) -> String {
    let end = text.firstIndex { $0 == "/" || $0 == "?" } ?? text.endIndex
    guard !text[end...].contains("@") else { return "…" }
    let start = text[..<end].lastIndex(of: "@").map { text.index(after: $0) } ?? text.startIndex
    return String(text[start...].prefix { $0 != "?" })
  }
}

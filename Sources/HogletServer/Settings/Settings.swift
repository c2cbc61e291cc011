public import Flags

/// How a server runs: what flags and environment say, read and checked.
public struct Settings: Sendable {
  /// Where SMTP listens, as the user wrote it.
  public var smtpBind: String
  /// Where the API listens.
  public var apiBind: String
  /// Where the page is served; the API's port as well when the texts are equal.
  public var uiBind: String
  /// What stands in front of every path: empty, or a slash and more.
  public var webPath: String
  /// The name this server goes by.
  public var hostname: String
  /// Where mail is kept.
  public var storage: Storage
  /// The value of Access-Control-Allow-Origin, or nil to send none.
  public var corsOrigin: String?
  /// Who may use HTTP, and where the page finds the API.
  public var access: AccessSettings
  /// How many messages are kept, or nil for no limit.
  public var maximumMessages: Int?
  /// How long a message is kept, or nil for no limit.
  public var maximumAge: Duration?
  /// How many bytes messages may take, or nil for a share of the memory there is.
  public var maximumBytes: Int?
  /// How many bytes messages may take that have not come whole, or nil for a share of the memory there is.
  public var maximumUnfinishedBytes: Int?
  /// How many bytes may wait for subscribers of live events, or nil for a share of the memory there is.
  public var maximumLiveBytes: Int?
  /// How many bytes of memory HTTP requests may take that have not come whole; nil for a share of what the process may use.
  public var maximumRequestBytes: Int?
  /// The largest message, in bytes.
  public var maximumMessageSize: Int
  /// The most recipients of one message.
  public var maximumRecipients: Int
  /// The longest SMTP command with its CRLF, in bytes.
  public var maximumCommandLine: Int
  /// The longest AUTH command, or answer to a challenge, with its CRLF, in bytes.
  public var maximumAuthenticationLine: Int
  /// The largest head of an HTTP request, in bytes.
  public var maximumHTTPHead: Int
  /// The largest content of an HTTP request, in bytes.
  public var maximumHTTPBody: Int
  /// The most connections at once, or nil for what the system allows.
  public var maximumConnections: Int?
  /// How long a connection may be silent, in seconds; 0 for ever.
  public var idleSeconds: Int
  /// How long an HTTP request may take to arrive, in seconds; 0 for ever.
  public var requestSeconds: Int
  /// What the chaos monkey does.
  public var jim: JimOptions
  /// Whether and how messages are released to real servers.
  public var release: Release
  /// What is logged.
  public var logLevel: LogLevel
  /// How it is logged.
  public var logFormat: LogFormat

  /// The settings that `values` say.
  ///
  /// - Throws: What is wrong with a value that is well formed and means nothing.
  public init(_ values: FlagValues) throws(SettingsError) {
    typealias Flags = SettingsFlags
    storage = try Storage(values)
    smtpBind = values[Flags.smtpBind]
    apiBind = values[Flags.apiBind]
    uiBind = values[Flags.uiBind]
    webPath = values[Flags.webPath]
    while webPath.hasSuffix("/") { webPath.removeLast() }
    if !webPath.isEmpty && !webPath.hasPrefix("/") { webPath = "/" + webPath }
    hostname = values[Flags.hostname]
    corsOrigin = values[Flags.corsOrigin].isEmpty ? nil : values[Flags.corsOrigin]
    access = try AccessSettings(values)
    maximumMessages = values[Flags.maximumMessages]
    maximumAge = values[Flags.maximumAge]
    maximumBytes = values[Flags.maximumBytes]?.bytes
    maximumUnfinishedBytes = values[Flags.maximumUnfinishedBytes]?.bytes
    maximumLiveBytes = values[Flags.maximumLiveBytes]?.bytes
    maximumRequestBytes = values[Flags.maximumRequestBytes]?.bytes
    maximumMessageSize = values[Flags.maximumMessageSize].bytes
    // As SIZE, 0 would mean that there is no limit.
    guard maximumMessageSize > 0 else { throw .nothingFits(flag: Flags.maximumMessageSize.name) }
    maximumRecipients = values[Flags.maximumRecipients]
    maximumCommandLine = values[Flags.maximumCommandLine].bytes
    maximumAuthenticationLine = values[Flags.maximumAuthenticationLine].bytes
    maximumHTTPHead = values[Flags.maximumHTTPHead].bytes
    maximumHTTPBody = values[Flags.maximumHTTPBody].bytes
    maximumConnections = values[Flags.maximumConnections]
    idleSeconds = values[Flags.idleTimeout].wholeSeconds
    requestSeconds = values[Flags.requestTimeout].wholeSeconds
    jim = JimOptions(values)
    release = Release(values)
    logLevel = values[Flags.logLevel]
    logFormat = values[Flags.logFormat]
  }
}

/// Why well-formed settings cannot be served.
public enum SettingsError: Error, Equatable, CustomStringConvertible {
  /// No storage goes by this name.
  case invalidStorage(String)
  /// The page could not find its API by this.
  case invalidAPIHost(String)
  /// With this limit no message at all could be taken.
  case nothingFits(flag: String)

  /// One line for the person who started the program; the first words are MailHog's.
  public var description: String {
    switch self {
    case .invalidStorage(let name): "Invalid storage type \(name)"
    case .invalidAPIHost(let text):
      "-api-host: \(text.debugDescription) is not an address such as https://mail.example:8025"
    case .nothingFits(let flag): "-\(flag): 0 would refuse every message"
    }
  }
}

extension Duration {
  /// The seconds, a part of one counted whole: half a second must not become none, which means for ever.
  ///
  /// At most some ten thousand years, so that they can be added to any time.
  var wholeSeconds: Int {
    let (seconds, attoseconds) = components
    return Int(min(seconds, 1 << 40)) + (attoseconds > 0 ? 1 : 0)
  }
}

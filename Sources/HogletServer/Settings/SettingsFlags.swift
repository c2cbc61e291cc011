public import Flags

/// Every setting of the server: its flag, its environment variable and its default.
///
/// The names without a comment are MailHog's own.
public enum SettingsFlags {
  static let smtpBind = Flag<String>(
    "smtp-bind-addr",
    environment: "MH_SMTP_BIND_ADDR",
    default: "0.0.0.0:1025",
    help: "Where to take mail."
  )
  static let apiBind = Flag<String>(
    "api-bind-addr",
    environment: "MH_API_BIND_ADDR",
    default: "0.0.0.0:8025",
    help: "Where to serve the HTTP API."
  )
  static let uiBind = Flag<String>(
    "ui-bind-addr",
    environment: "MH_UI_BIND_ADDR",
    default: "0.0.0.0:8025",
    help: "Where to serve the page. Give both the same text to serve API and page on one port."
  )
  static let webPath = Flag<String>(
    "ui-web-path",
    environment: "MH_UI_WEB_PATH",
    default: "",
    help: "A path in front of all others, such as /mail."
  )
  static let hostname = Flag<String>(
    "hostname",
    environment: "MH_HOSTNAME",
    default: "mailhog.example",
    help: "The name in the SMTP greeting, in message ids and in Received headers."
  )
  static let storage = Flag<String>(
    "storage",
    environment: "MH_STORAGE",
    default: "memory",
    help: "Where to keep mail: memory, maildir or mongodb."
  )
  static let corsOrigin = Flag<String>(
    "cors-origin",
    environment: "MH_CORS_ORIGIN",
    default: "",
    help: "The origin whose pages may use the API (Access-Control-Allow-Origin)."
  )

  // Hoglet's own.
  static let maximumMessages = Flag<Int?>(
    "max-messages",
    environment: "MH_MAX_MESSAGES",
    default: nil,
    describedAs: "no limit",
    help: "How many messages to keep. The oldest go first."
  )
  static let maximumAge = Flag<Duration?>(
    "max-age",
    environment: "MH_MAX_AGE",
    default: nil,
    describedAs: "no limit",
    help: "How long to keep a message."
  )
  static let maximumBytes = Flag<ByteCount?>(
    "max-bytes",
    environment: "MH_MAX_BYTES",
    default: nil,
    describedAs: "60 % of the memory of the container or the machine",
    help: "How much memory messages may take, or room on disk. The oldest go first."
  )
  static let maximumUnfinishedBytes = Flag<ByteCount?>(
    "max-unfinished-bytes",
    environment: "MH_MAX_UNFINISHED_BYTES",
    default: nil,
    describedAs: "15 % of the memory of the container or the machine",
    help: "How much memory messages may take while they arrive. Above it, senders wait for each other."
  )
  static let maximumMessageSize = Flag<ByteCount>(
    "max-message-size",
    environment: "MH_MAX_MESSAGE_SIZE",
    default: ByteCount(50 * 1024 * 1024),
    help: "The largest message to take; announced as SIZE."
  )
  static let maximumRecipients = Flag<Int>(
    "max-recipients",
    environment: "MH_MAX_RECIPIENTS",
    default: 10_000,
    help: "The most recipients of one message."
  )
  static let maximumCommandLine = Flag<ByteCount>(
    "max-command-line",
    environment: "MH_MAX_COMMAND_LINE",
    default: ByteCount(4 * 1024),
    help: "The longest SMTP command."
  )
  static let maximumAuthenticationLine = Flag<ByteCount>(
    "max-auth-line",
    environment: "MH_MAX_AUTH_LINE",
    default: ByteCount(16 * 1024),
    help: "The longest line of an SMTP AUTH exchange."
  )
  static let maximumHTTPHead = Flag<ByteCount>(
    "max-http-head",
    environment: "MH_MAX_HTTP_HEAD",
    default: ByteCount(64 * 1024),
    help: "The largest head of an HTTP request."
  )
  static let maximumHTTPBody = Flag<ByteCount>(
    "max-http-body",
    environment: "MH_MAX_HTTP_BODY",
    default: ByteCount(1024 * 1024),
    help: "The largest content of an HTTP request."
  )
  static let maximumConnections = Flag<Int?>(
    "max-connections",
    environment: "MH_MAX_CONNECTIONS",
    default: nil,
    describedAs: "what the limit of open files allows",
    help: "The most connections at once, SMTP and HTTP together."
  )
  static let idleTimeout = Flag<Duration>(
    "idle-timeout",
    environment: "MH_IDLE_TIMEOUT",
    default: .seconds(300),
    help: "How long a connection may be silent; 0 for ever."
  )
  static let requestTimeout = Flag<Duration>(
    "request-timeout",
    environment: "MH_REQUEST_TIMEOUT",
    default: .seconds(30),
    help: "How long an HTTP request may take to arrive, from its first byte to its last; 0 for ever."
  )
  static let logLevel = Flag<LogLevel>(
    "log-level",
    environment: "MH_LOG_LEVEL",
    default: .info,
    help: "What to log on standard error. debug has a line per connection and message, and never content."
  )
  static let logFormat = Flag<LogFormat>(
    "log-format",
    environment: "MH_LOG_FORMAT",
    default: .text,
    help: "How to log: lines for people, or a JSON object a line."
  )

  /// All of them, in the order in which usage lists them.
  public static let all = FlagSet([
    smtpBind, apiBind, uiBind, webPath, hostname, storage, maildirPath, corsOrigin, apiHost,
    allowedHosts, authenticationFile,
    maximumMessages, maximumAge, maximumBytes, maximumUnfinishedBytes, maximumLiveBytes, maximumRequestBytes,
    maximumMessageSize,
    maximumRecipients, maximumCommandLine, maximumAuthenticationLine, maximumHTTPHead, maximumHTTPBody,
    maximumConnections,
    idleTimeout, requestTimeout, outgoingSMTP, release, releaseTimeout, releaseAuthorities, logLevel,
    logFormat,
    mongoURI, mongoDatabase, mongoCollection, storeTimeout,
    inviteJim, jimAccept, jimDisconnect, jimLinkSpeedAffect, jimLinkSpeedMin, jimLinkSpeedMax,
    jimRejectSender, jimRejectRecipient, jimRejectAuth, jimSeed,
  ])
}

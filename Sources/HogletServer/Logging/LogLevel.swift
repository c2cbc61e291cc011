public import Flags
internal import Logging

/// How much is logged.
public enum LogLevel: String, CaseIterable, FlagValue, Sendable {
  /// Bytes and steps, for work on Hoglet itself.
  case trace
  /// A line per connection and message.
  case debug
  /// What MailHog logs when it starts.
  case info
  /// What is unusual and in order.
  case notice
  /// What is out of order and does no harm yet.
  case warning
  /// What failed.
  case error
  /// What ends the program.
  case critical

  /// swift-log's name for it.
  var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
}

/// What a log line looks like.
public enum LogFormat: String, CaseIterable, FlagValue, Sendable {
  /// Go's: date, time, message; then the facts as `key=value`.
  case text
  /// One JSON object.
  case json
}

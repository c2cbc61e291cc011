public import Logging

extension Settings {
  /// A logger to standard error, of the level and the format that these settings ask for.
  public var logger: Logger {
    let handler = ConsoleLogHandler(level: logLevel, format: logFormat, sink: ConsoleLogHandler.standardError)
    return Logger(label: "hoglet") { _ in handler }
  }
}

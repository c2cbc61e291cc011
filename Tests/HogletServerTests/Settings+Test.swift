import Flags
import HogletServer
import Logging
import Guarding

extension Settings {
  /// The settings of a command line, on free ports of 127.0.0.1.
  static func test(_ arguments: String..., environment: [String: String] = [:]) throws -> Settings {
    try test(arguments, environment: environment)
  }

  /// The settings of a command line, on free ports of 127.0.0.1.
  static func test(_ arguments: [String], environment: [String: String] = [:]) throws -> Settings {
    let ports = [
      "-smtp-bind-addr", "127.0.0.1:0", "-api-bind-addr", "127.0.0.1:0", "-ui-bind-addr", "127.0.0.1:0",
    ]
    return try Settings(SettingsFlags.all.parse(arguments: ports + arguments, environment: environment))
  }
}

/// Log lines, readable from any thread.
final class LogLines: Sendable {
  private let lines = Guarded<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func logger(_ level: LogLevel = .debug, _ format: LogFormat = .text) -> Logger {
    let handler = ConsoleLogHandler(level: level, format: format) { [self] line in
      lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
    }
    return Logger(label: "test") { _ in handler }
  }
}

internal import Bytes
internal import Glibc
package import Logging

/// Writes log lines to standard error: as MailHog does, or as JSON.
///
/// A line is one system call, so lines of several threads do not mix. Control bytes in messages and facts are escaped:
/// what a peer says cannot forge a line.
package struct ConsoleLogHandler: LogHandler {
  package var logLevel: Logger.Level
  package var metadata: Logger.Metadata = [:]
  private let format: LogFormat
  /// Takes finished lines.
  private let sink: @Sendable ([UInt8]) -> Void

  package init(level: LogLevel, format: LogFormat, sink: @escaping @Sendable ([UInt8]) -> Void) {
    logLevel = level.level
    self.format = format
    self.sink = sink
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    var line = ByteBuffer(capacity: 256)
    switch format {
    case .text: writeText(event, facts, into: &line)
    case .json: writeJSON(event, facts, into: &line)
    }
    line.append("\n")
    sink(line.bytes)
  }

  private func writeText(
    _ event: LogEvent,
    _ facts: [(key: String, value: Logger.MetadataValue)],
    into line: inout ByteBuffer
  ) {
    line.append(goLogTime: WallClock.now())
    line.append(" ")
    if event.level != .info { line.append(text: event.level.rawValue + ": ") }
    line.append(text: Self.escaped("\(event.message)"))
    for (key, value) in facts { line.append(text: " \(key)=\(Self.escaped("\(value)"))") }
  }

  private func writeJSON(
    _ event: LogEvent,
    _ facts: [(key: String, value: Logger.MetadataValue)],
    into line: inout ByteBuffer
  ) {
    line.append("{\"time\":\"")
    line.append(rfc3339: WallClock.now())
    line.append("\",\"level\":\"")
    line.append(text: event.level.rawValue)
    line.append("\",\"message\":")
    line.append(jsonString: ByteString("\(event.message)"))
    for (key, value) in facts {
      line.append(",")
      line.append(jsonString: ByteString(key))
      line.append(":")
      line.append(jsonString: ByteString("\(value)"))
    }
    line.append("}")
  }

  /// The text with control characters written as escapes.
  private static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return text
    }
    return text.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
    }.joined()
  }

  /// Writes a line to standard error with one system call.
  @Sendable
  static func standardError(_ line: [UInt8]) {
    _ = unsafe line.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

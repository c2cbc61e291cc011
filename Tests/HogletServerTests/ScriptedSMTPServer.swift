import EventLoop
import Guarding
import Waiting

/// An SMTP server on a loop of its own that answers as the test says, and remembers what it was told.
struct ScriptedSMTPServer {
  /// What is answered to a command, or to the end of a message (`.`); nil for `250 ok`, nothing for no answer.
  typealias Script = @Sendable (String) -> String?

  let loop: EventLoop
  let port: Int
  let record = Record()

  /// A server that takes everything, apart from what the script answers, and says `drip` once a second.
  init(
    greeting: String = "220 scripted\r\n",
    drip: String = "",
    script: @escaping Script = { _ in nil }
  ) async throws {
    let loop = try EventLoop(label: "scripted server")
    loop.start()
    let record = record
    port = try await loop.run { loop throws -> Int in
      let socket = try ListeningSocket("127.0.0.1:0")
      let port = socket.address.port
      try loop.listen(on: socket, limit: ConnectionLimit(1_000), refusal: []) { stream in
        loop.everySecond { stream.perform(on: loop) { stream.write(Array(drip.utf8)) } }
        return ScriptedConnection(stream, greeting, record, script)
      }
      return port
    }
    self.loop = loop
  }

  /// What came, readable from any thread.
  final class Record: Sendable {
    private let state = Guarded<(commands: [String], content: [UInt8], connections: Int)>(([], [], 0))

    /// The commands, without the message.
    var commands: [String] { state.withLock { $0.commands } }
    /// The message as it crossed the wire, with its end.
    var content: [UInt8] { state.withLock { $0.content } }
    /// Rings for each that calls.
    let bell = Bell()
    /// How many have called.
    var connections: Int { state.withLock { $0.connections } }

    func add(command: String) { state.withLock { $0.commands.append(command) } }
    func add(content: [UInt8]) { state.withLock { $0.content += content } }
    func addConnection() {
      state.withLock { $0.connections += 1 }
      bell.ring()
    }
  }
}

private final class ScriptedConnection: StreamHandler {
  private let stream: Stream
  private let greeting: String
  private let record: ScriptedSMTPServer.Record
  private let script: ScriptedSMTPServer.Script
  private var rest: [UInt8] = []
  private var isInMessage = false

  init(
    _ stream: Stream,
    _ greeting: String,
    _ record: ScriptedSMTPServer.Record,
    _ script: @escaping ScriptedSMTPServer.Script
  ) {
    self.stream = stream
    self.greeting = greeting
    self.record = record
    self.script = script
  }

  func opened(on loop: isolated EventLoop) {
    record.addConnection()
    stream.write(Array(greeting.utf8))
  }

  func received(_ bytes: Span<UInt8>, on loop: isolated EventLoop) {
    rest += bytes.indices.map { bytes[$0] }
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = Array(rest[...end])
      rest.removeFirst(line.count)
      take(line)
    }
  }

  private func take(_ line: [UInt8]) {
    if isInMessage {
      record.add(content: line)
      guard line == Array(".\r\n".utf8) else { return }
      isInMessage = false
      return answer(".")
    }
    let command = String(decoding: line.dropLast(2), as: UTF8.self)
    record.add(command: command)
    answer(command)
  }

  private func answer(_ command: String) {
    let usual = command == "DATA" ? "354 go\r\n" : command == "QUIT" ? "221 bye\r\n" : "250 ok\r\n"
    let answer = script(command) ?? usual
    isInMessage = answer.hasPrefix("354")
    // What a script answers without a line end is its last word.
    stream.write(Array(answer.utf8))
    if !answer.isEmpty, answer.utf8.last != UInt8(ascii: "\n") { stream.close(.afterOutput) }
  }

  func inputEnded(on loop: isolated EventLoop) { stream.close(.afterOutput) }
  func drained(on loop: isolated EventLoop) {}
  func idled(on loop: isolated EventLoop) {}
  func shutdown(on loop: isolated EventLoop) {}
  func closed(on loop: isolated EventLoop) {}
}

import Glibc
import SMTP
import Sendmail
import Testing
import Waiting

/// The two streams of a caller: what it says goes to the relay, and what the relay answers comes back.
private final class CallerPipes: Sendable {
  let input: Int32
  let output: Int32
  private let speaks: Int32
  private let hears: Int32

  init() throws {
    var (first, second): ([Int32], [Int32]) = ([0, 0], [0, 0])
    try #require(pipe(&first) == 0)
    try #require(pipe(&second) == 0)
    (input, speaks, hears, output) = (first[0], first[1], second[0], second[1])
  }

  deinit {
    close(input)
    close(hears)
  }

  /// Says all of this and no more.
  func say(_ text: String) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(speaks, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      sent += count
    }
    close(speaks)
  }

  /// Hears up to the end, which comes when the relay's side is closed.
  func hear() -> String {
    var heard: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(hears, &block, block.count)
      guard count > 0 else { return String(decoding: heard, as: UTF8.self) }
      heard += block[..<count]
    }
  }

  /// Listens no more.
  func stopHearing() { _ = dup2(input, hears) }
}

@Suite(.timeLimit(.minutes(10))) struct `A dialogue that is relayed` {
  private func options(_ port: Int) throws -> SendmailOptions {
    try SendmailOptions(["-bs", "--smtp-addr", "127.0.0.1:\(port)"], environment: [:])
  }

  private struct Outcome {
    let ending: SendmailEnding
    /// What the caller heard.
    let caller: String
    /// What the server heard.
    let server: String
  }

  /// Runs the relay between a caller who says `text` and a server of these replies.
  private func relay(_ text: String, _ replies: [String]) async throws -> Outcome {
    let server = try ScriptedServer(replies)
    let options = try options(server.port)
    let caller = try CallerPipes()
    async let atServer = onThread { server.serve() }
    async let said: Void = onThread { caller.say(text) }
    async let heard = onThread { caller.hear() }
    async let ending = onThread {
      defer { close(caller.output) }
      return Sendmail.relay(options, input: caller.input, output: caller.output)
    }
    try await said
    return try await Outcome(ending: ending, caller: heard, server: atServer)
  }

  @Test func `carries what each side says, and ends with the server`() async throws {
    let replies = ["220 hello\r\n", "250-a\r\n250 b\r\n"]
    let result = try await relay("EHLO me\r\n", replies)
    #expect(result.ending == SendmailEnding(status: 0))
    #expect(result.caller == replies.joined())
    #expect(result.server == "EHLO me\r\n")
  }

  @Test func `changes no byte of a message, however large`() async throws {
    let message = (0..<20_000).map { "line \($0) \u{1}\u{7F} ü\r\n" }.joined()
    let said = "DATA\r\n" + message + "\r\n.\r\n"
    let result = try await relay(said, ["220 a\r\n", "354 go\r\n", "250 got it\r\n"])
    #expect(result.ending.status == 0)
    #expect(result.server == said)
    #expect(result.caller == "220 a\r\n354 go\r\n250 got it\r\n")
  }

  @Test func `brings all of a long answer`() async throws {
    let answer = (0..<30_000).map { "250-\($0)\r\n" }.joined() + "250 end\r\n"
    let result = try await relay("EHLO me\r\n", ["220 a\r\n", answer])
    #expect(result.caller == "220 a\r\n" + answer)
    #expect(result.ending.status == 0)
  }

  /// A caller who has said all may still be answered.
  @Test func `goes on when the caller has said all`() async throws {
    let result = try await relay("", ["220 a\r\n"])
    #expect(result.caller == "220 a\r\n")
    #expect(result.ending == SendmailEnding(status: 0))
  }

  @Test func `fails when there is no server`() throws {
    let caller = try CallerPipes()
    let ending = Sendmail.relay(try options(1), input: caller.input, output: caller.output)
    close(caller.output)
    #expect(ending.status == 1)
    #expect(ending.text.hasPrefix("error sending mail\n127.0.0.1:1: "))
    #expect(caller.hear() == "")
  }

  @Test func `fails when the caller listens no more`() async throws {
    let server = try ScriptedServer(["220 a\r\n"])
    let options = try options(server.port)
    let caller = try CallerPipes()
    caller.stopHearing()
    let (_, ending) = try await onThreads(server.serve) {
      Sendmail.relay(options, input: caller.input, output: caller.output)
    }
    close(caller.output)
    #expect(ending == SendmailEnding(status: 1, text: "error sending mail\nwrite: Broken pipe\n"))
  }
}

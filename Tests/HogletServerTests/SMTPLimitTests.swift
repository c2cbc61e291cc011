import EventLoop
import HogletServer
import LoopbackClient
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `The limits of SMTP` {
  /// What is over the limit, and the answers to it.
  struct Excess: CustomTestStringConvertible {
    let flags: [String]
    let sent: String
    let answers: [String]

    var testDescription: String { flags.joined(separator: " ") }
  }

  private static let excesses = [
    Excess(
      flags: ["-max-command-line", "600"],
      sent: "NOOP \(String(repeating: "x", count: 594))\r\nNOOP\r\n",
      answers: ["500 Line too long", "250 Ok"]
    ),
    Excess(
      flags: ["-max-command-line", "600"],
      sent: "NOOP \(String(repeating: "x", count: 593))\r\n",
      answers: ["250 Ok"]
    ),
    Excess(
      flags: ["-max-auth-line", "1000"],
      sent: "HELO me\r\nAUTH PLAIN \(String(repeating: "A", count: 988))\r\nNOOP\r\n",
      answers: ["250 Hello me", "500 Line too long", "250 Ok"]
    ),
    Excess(
      flags: ["-max-message-size", "100"],
      sent: "HELO me\r\nMAIL FROM:<a@b.c> SIZE=101\r\nNOOP\r\n",
      answers: ["250 Hello me", "552 Message too large", "250 Ok"]
    ),
    Excess(
      flags: ["-max-message-size", "100"],
      sent: "HELO me\r\nMAIL FROM:<>\r\nDATA\r\n\(String(repeating: "x", count: 101))\r\n.\r\nNOOP\r\n",
      answers: [
        "250 Hello me", "250 Sender  ok", "354 End data with <CR><LF>.<CR><LF>", "552 Message too large",
        "250 Ok",
      ]
    ),
    Excess(
      flags: ["-max-recipients", "1"],
      sent: "HELO me\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nNOOP\r\n",
      answers: [
        "250 Hello me", "250 Sender  ok", "250 Recipient a@b.c ok", "452 Too many recipients", "250 Ok",
      ]
    ),
  ]

  @Test(arguments: excesses)
  func `are answered as the standard has it, and the session goes on`(excess: Excess) async throws {
    let service = try await TestService.smtp(MemoryStore(), try .test(excess.flags))
    let lines = try await service.client { try $0.ask(excess.sent, lines: excess.answers.count + 1) }
    #expect(lines.dropFirst() == excess.answers[...])
    await service.loop.stop()
  }

  @Test(arguments: ["0", "64KB"])
  func `let every message in, whatever their budget`(budget: String) async throws {
    let store = MemoryStore()
    let service = try await TestService.smtp(store, try .test("-max-unfinished-bytes", budget))
    let port = service.port
    let half = String(repeating: String(repeating: "x", count: 98) + "\r\n", count: 200)
    let replies = try await onThread {
      var replies: [String?] = []
      var begun: [LoopbackClientBox] = []
      // None has a message yet, so none waits.
      for _ in 0..<30 {
        let box = try LoopbackClientBox(port: port)
        _ = try box.client.ask("HELO me\r\n", lines: 2)
        begun.append(box)
      }
      // All are in the middle of one: together ten times what the budget has.
      for box in begun { try box.client.send("MAIL FROM:<a@b.c>\r\nDATA\r\n" + half) }
      for box in begun { try box.client.send(half + ".\r\n") }
      for box in begun { replies.append(try box.client.ask("", lines: 3).last) }
      return replies
    }
    #expect(replies.count == 30)
    #expect(replies.allSatisfy { $0?.hasPrefix("250 Ok: queued as ") == true })
    #expect(store.statistics.count == 30)
    await service.loop.stop()
  }
}

/// A client that can stand in an array.
private final class LoopbackClientBox {
  var client: LoopbackClient

  init(port: Int) throws { client = try LoopbackClient(port: port) }
}

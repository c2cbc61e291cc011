import Bytes
import EventLoop
import HogletServer
import MailHogAPI
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A relay` {
  private let loop: EventLoop
  private let limit = ConnectionLimit(1_000)

  init() throws {
    loop = try EventLoop(label: "relay")
    loop.start()
  }

  /// A relay that waits so long for each answer: long enough for a machine that is busy, unless a test is about that.
  private func relay(patience: String) throws -> OutgoingRelay {
    OutgoingRelay(
      on: loop,
      limit: limit,
      hostname: "hog.example",
      settings: try Settings.test("-release-timeout", patience).release,
      logger: LogLines().logger()
    )
  }

  private func message(_ text: String, parameters: ByteString = "") -> StoredMessage {
    StoredMessage(
      id: MessageID("id@host"),
      envelope: Envelope(
        helo: "client",
        sender: .init("a@b.c", parameters: parameters),
        recipients: [.init("d@e.f")]
      ),
      data: Array(text.utf8),
      lacksFinalLineBreak: true,
      created: Timestamp(nanoseconds: 0)
    )
  }

  /// Releases a message, and says how that failed.
  private func failure(
    _ server: ScriptedSMTPServer,
    _ text: String = "Subject: x\r\n\r\nbody",
    parameters: ByteString = "",
    to recipients: [ByteString] = ["to@x"],
    patience: String = "50s",
    through shared: OutgoingRelay? = nil,
    _ change: (inout OutgoingServer) -> Void = { _ in }
  ) async throws -> RelayFailure? {
    let relay = try shared ?? relay(patience: patience)
    var order = OutgoingServer()
    (order.host, order.port) = ("127.0.0.1", ByteString("\(server.port)"))
    change(&order)
    do {
      try await relay.relay(message(text, parameters: parameters), to: recipients, through: order)
      return nil
    } catch {
      return error
    }
  }

  private func stop(_ server: ScriptedSMTPServer) async {
    await server.loop.stop()
    await loop.stop()
    #expect(limit.count == 0)
  }

  @Test func `hands a message over as it was caught`() async throws {
    let server = try await ScriptedSMTPServer()
    #expect(try await failure(server, ".one\r\n..two\r\n.", to: ["to@x", "too@x"]) == nil)
    #expect(
      server.record.commands == [
        "EHLO hog.example", "MAIL FROM:<nobody@hog.example>", "RCPT TO:<to@x>", "RCPT TO:<too@x>", "DATA",
        "QUIT",
      ]
    )
    #expect(String(decoding: server.record.content, as: UTF8.self) == "..one\r\n...two\r\n..\r\n.\r\n")
    await stop(server)
  }

  @Test func `hands over a message of many pieces`() async throws {
    let server = try await ScriptedSMTPServer()
    let text = (0..<20_000).map { "line \($0) of many\r\n" }.joined() + "end"
    #expect(try await failure(server, text) == nil)
    // Not within the expectation, which would look for the smallest difference for hours.
    let isWhole = server.record.content == Array((text + "\r\n.\r\n").utf8)
    #expect(isWhole)
    await stop(server)
  }

  @Test func `has a server's refusal told`() async throws {
    let server = try await ScriptedSMTPServer {
      $0.hasPrefix("RCPT") ? "550-5.1.1 No\r\n550 such user\r\n" : nil
    }
    let told = try await failure(server)
    #expect(told?.stage == .rcpt)
    #expect(told?.reply == "550 5.1.1 No / such user")
    #expect(told?.fault == .server)
    #expect(server.record.commands.last == "QUIT")
    await stop(server)
  }

  @Test(arguments: [
    ("MAIL", RelayFailure.Stage.mail), ("RCPT", .rcpt), ("DATA", .data), (".", .data), ("EHLO", .connect),
  ])
  func `says at what a server closed the connection`(command: String, stage: RelayFailure.Stage) async throws
  {
    let server = try await ScriptedSMTPServer { $0.hasPrefix(command) ? "421 going" : nil }
    let told = try await failure(server)
    #expect(told?.stage == stage)
    await stop(server)
  }

  @Test(arguments: ["SSH-2.0-OpenSSH\r\n", "554 go away\r\n", "\u{0}\u{0}\u{0}\r\n"])
  func `says that it was greeted wrongly`(greeting: String) async throws {
    let server = try await ScriptedSMTPServer(greeting: greeting)
    let told = try await failure(server)
    #expect(told?.stage == .connect)
    #expect(told?.reply == (greeting.hasPrefix("554") ? "554 go away" : nil))
    await stop(server)
  }

  @Test(arguments: ["EHLO", "MAIL", ".", ""])
  func `gives a silent server up`(command: String) async throws {
    let server = try await ScriptedSMTPServer(greeting: command.isEmpty ? "" : "220 hello\r\n") {
      $0.hasPrefix(command) ? "" : nil
    }
    let told = try await failure(server, patience: "1s")
    #expect(told?.reason.hasSuffix("no reply came in time") == true)
    await stop(server)
  }

  @Test func `gives up a server whose answer drips`() async throws {
    let server = try await ScriptedSMTPServer(greeting: "", drip: "220-")
    let told = try await failure(server, patience: "1s")
    #expect(told?.reason == "the greeting: no reply came in time")
    await stop(server)
  }

  @Test func `does not wait for a farewell when the message is there`() async throws {
    let server = try await ScriptedSMTPServer { $0 == "QUIT" ? "" : nil }
    #expect(try await failure(server) == nil)
    await stop(server)
  }

  @Test func `says that a server which promises TLS has none`() async throws {
    let server = try await ScriptedSMTPServer {
      $0.hasPrefix("EHLO")
        ? "250-here\r\n250 STARTTLS\r\n" : $0 == "STARTTLS" ? "220 go\r\n" : "no TLS at all\r\n"
    }
    let told = try await failure(server)
    #expect(told?.stage == .tls)
    #expect(server.record.commands.first == "EHLO hog.example")
    #expect(!server.record.commands.contains { $0.hasPrefix("MAIL") })
    await stop(server)
  }

  @Test func `sends no password that others could read`() async throws {
    let server = try await ScriptedSMTPServer {
      $0.hasPrefix("EHLO") ? "250-here\r\n250 AUTH PLAIN\r\n" : nil
    }
    func change(_ order: inout OutgoingServer) {
      // Another name for this machine, which nobody takes for it.
      order.host = "127.1"
      (order.username, order.password, order.mechanism) = ("u", "p", "PLAIN")
    }
    let told = try await failure(server) { change(&$0) }
    #expect(told?.stage == .tls)
    #expect(!server.record.commands.contains { $0.hasPrefix("AUTH") })
    let insecure = try await failure(server) {
      change(&$0)
      $0.insecure = true
    }
    #expect(insecure == nil)
    #expect(server.record.commands.contains("AUTH PLAIN AHUAcA=="))
    await stop(server)
  }

  @Test func `asks for SMTPUTF8 where the sender of old did`() async throws {
    let server = try await ScriptedSMTPServer()
    let told = try await failure(server, parameters: "BODY=8BITMIME smtputf8")
    #expect(told?.stage == .mail)
    #expect(told?.reason.contains("SMTPUTF8") == true)
    await stop(server)
  }

  @Test(arguments: ["a@b>\r\nRCPT TO:<c@d", "a b@c", "a@b\n"] as [ByteString])
  func `calls nobody about an address that is none`(recipient: ByteString) async throws {
    let server = try await ScriptedSMTPServer()
    let told = try await failure(server, to: [recipient])
    #expect(told?.fault == .request)
    #expect(try await failure(server, to: [])?.fault == .request)
    #expect(server.record.connections == 0)
    await stop(server)
  }

  @Test(arguments: ["", "0", "65536", "25x", "smtp", "-1"] as [ByteString])
  func `calls nobody at a port that is none`(port: ByteString) async throws {
    let server = try await ScriptedSMTPServer()
    #expect(try await failure(server) { $0.port = port }?.stage == .connect)
    #expect(server.record.connections == 0)
    await stop(server)
  }

  @Test func `takes an address of IPv6 with its brackets or without`() async throws {
    let server = try await ScriptedSMTPServer()
    for host in ["[::1]", "::1"] as [ByteString] {
      let told = try await failure(server) { $0.host = host }
      #expect(told?.reason == "[::1]:\(server.port): connect: Connection refused")
    }
    await stop(server)
  }

  @Test func `tells those who wait when its loop stops, and has a bound on them`() async throws {
    let server = try await ScriptedSMTPServer(greeting: "")
    let (bell, relay) = (server.record.bell, try relay(patience: "50s"))
    let told = try await withThrowingTaskGroup { group in
      for _ in 0..<65 { group.addTask { try await failure(server, through: relay) } }
      // The one too many is told at once; the others wait for a greeting.
      var told = [try await group.next()]
      try await onThread { bell.wait(times: 64) }
      await loop.stop()
      for try await failure in group { told.append(failure) }
      return told.compactMap { $0.flatMap(\.self) }
    }
    #expect(told.count == 65)
    #expect(told.first?.fault == .crowded)
    #expect(told.filter { $0.fault == .crowded }.count == 1)
    await stop(server)
  }
}

import EventLoop
import HogletServer
import Jim
import LoopbackClient
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `Jim at the door of SMTP` {
  private static let mail =
    "HELO me\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\nSubject: s\r\n\r\nbody\r\n.\r\n"

  private func service(
    _ settings: JimSettings,
    store: any MailStore = MemoryStore(),
    arguments: String...
  ) async throws -> TestService {
    let jim = LocalJim(JimState(settings: settings, isInvited: true))
    return try await .smtp(store, try .test(arguments), jim: jim)
  }

  @Test func `closes without a word on whom he does not accept`() async throws {
    let service = try await service(JimSettings())
    let line = try await service.client { try $0.readLine() }
    #expect(line == nil)
    #expect(service.log.all.contains { $0.contains("refused by Jim") })
    await service.loop.stop()
  }

  @Test func `refuses senders, recipients and credentials`() async throws {
    let settings = JimSettings(acceptChance: 1, rejectRecipientChance: 1, rejectAuthChance: 1)
    let service = try await service(settings)
    let lines = try await service.client {
      try $0.ask(
        "HELO me\r\nAUTH PLAIN AHUAcA==\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nQUIT\r\n",
        lines: 6
      )
    }
    #expect(
      lines.dropFirst(2) == [
        "500 Unrecognised command", "250 Sender a@b.c ok", "550 Invalid recipient d@e.f", "221 Bye",
      ]
    )
    await service.loop.stop()
  }

  @Test func `cuts off behind the answer to what was read`() async throws {
    let service = try await service(JimSettings(disconnectChance: 1, acceptChance: 1))
    let lines = try await service.client { try $0.ask("NOOP\r\n", lines: 3) }
    #expect(lines == ["220 mailhog.example ESMTP MailHog", "250 Ok", "<end>"])
    await service.loop.stop()
  }

  @Test func `cuts off when the store has answered`() async throws {
    let store = GatedStore()
    let service = try await service(JimSettings(disconnectChance: 1, acceptChance: 1), store: store)
    async let lines = service.client { try $0.ask(Self.mail + "NOOP\r\n", lines: 7) }
    try await waitUntil { store.waiting != 0 }
    store.open()
    let answers = try await lines
    #expect(answers[5].hasPrefix("250 Ok: queued as "))
    #expect(answers[6] == "<end>")
    #expect(store.count == 1)
    await service.loop.stop()
  }

  @Test func `slows a connection down, both ways`() async throws {
    let settings = JimSettings(
      acceptChance: 1,
      linkSpeedAffect: 1,
      linkSpeedMin: 50_000,
      linkSpeedMax: 50_000
    )
    let service = try await service(settings)
    let body = String(repeating: "x", count: 20_000)
    let (lines, time) = try await service.client { client in
      let start = ContinuousClock.now
      let lines = try client.ask(
        "HELO me\r\nMAIL FROM:<a@b.c>\r\nDATA\r\n\r\n\(body)\r\n.\r\nQUIT\r\n",
        lines: 6
      )
      return (lines, ContinuousClock.now - start)
    }
    #expect(lines[4].hasPrefix("250 Ok: queued as "))
    #expect(lines[5] == "221 Bye")
    // At 50,000 bytes a second 20,000 take 0.4 seconds, of which a tenth may have gathered.
    #expect(time >= .milliseconds(300))
    #expect(service.log.all.contains { $0.contains("slowed down by Jim") && $0.contains("50000") })
    await service.loop.stop()
  }

  @Test(arguments: [0, -1, -1e308])
  func `makes no link so slow that it stands`(speed: Double) async throws {
    let settings = JimSettings(
      acceptChance: 1,
      linkSpeedAffect: 1,
      linkSpeedMin: speed,
      linkSpeedMax: speed
    )
    let service = try await service(settings)
    let first = try await service.client { try $0.read(count: 2) }
    #expect(first == Array("22".utf8))
    await service.loop.stop()
  }

  @Test func `does the same again for the same seed, whoever comes in between`() async throws {
    let settings = JimSettings(
      acceptChance: 0.8,
      rejectSenderChance: 0.5,
      rejectRecipientChance: 0.5,
      rejectAuthChance: 0.5
    )
    let dialogue =
      "HELO me\r\n" + String(repeating: "AUTH PLAIN AHUAcA==\r\nMAIL FROM:<a@b.c>\r\nRSET\r\n", count: 8)
    func fates(seed: String) async throws -> [[String]] {
      let service = try await service(settings, arguments: "-jim-seed", seed)
      var all: [[String]] = []
      for _ in 0..<10 {
        all.append(
          try await service.client { client in
            guard try client.readLine() != nil else { return ["refused"] }
            return try client.ask(dialogue, lines: 25)
          }
        )
      }
      await service.loop.stop()
      return all
    }
    let first = try await fates(seed: "7")
    #expect(first == (try await fates(seed: "7")))
    #expect(first != (try await fates(seed: "8")))
  }

  @Test func `stays away until he is invited, and again when he is dismissed`() async throws {
    let jim = LocalJim()
    let service = try await TestService.smtp(MemoryStore(), try .test(), jim: jim)
    func greeting() async throws -> String? { try await service.client { try $0.readLine() } }
    #expect(try await greeting() != nil)
    _ = try await jim.update { $0.invite(JimSettings()) }
    #expect(try await greeting() == nil)
    _ = try await jim.update { $0.dismiss() }
    #expect(try await greeting() != nil)
    await service.loop.stop()
  }
}

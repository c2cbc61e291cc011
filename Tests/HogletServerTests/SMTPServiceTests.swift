import Bytes
import EventLoop
import HogletServer
import LoopbackClient
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `SMTP over a store` {
  private static let mail =
    "EHLO me\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\nSubject: s\r\n\r\nbody\r\n.\r\n"
  /// Greeting, nine lines of EHLO, MAIL, RCPT, DATA.
  private static let linesBeforeStored = 13

  @Test func `takes a whole mail in one write`() async throws {
    let store = MemoryStore()
    let service = try await TestService.smtp(store, try .test("-hostname", "mx.example"))
    let lines = try await service.client {
      try $0.ask(Self.mail + "QUIT\r\n", lines: Self.linesBeforeStored + 2)
    }
    #expect(lines.first == "220 mx.example ESMTP MailHog")
    let message = try #require(try await store.page(start: 0, limit: 1).messages.first)
    #expect(lines.suffix(2) == ["250 Ok: queued as \(message.id)", "221 Bye"])
    #expect(message.data == Array("Subject: s\r\n\r\nbody".utf8))
    #expect(message.id.description.wholeMatch(of: /[-_A-Za-z0-9]{43}=@mx\.example/) != nil)
    #expect(message.envelope.helo == "me")
    await service.loop.stop()
  }

  @Test func `answers what was sent behind a message when the message is stored`() async throws {
    let store = GatedStore()
    let service = try await TestService.smtp(store, try .test())
    async let lines = service.client { client in
      try client.ask(Self.mail + "NOOP\r\nQUIT\r\n", lines: Self.linesBeforeStored + 3)
    }
    try await waitUntil { store.waiting != 0 }
    store.open()
    let answers = try await lines
    #expect(answers[Self.linesBeforeStored].hasPrefix("250 Ok: queued as "))
    #expect(answers.suffix(2) == ["250 Ok", "221 Bye"])
    #expect(store.count == 1)
    await service.loop.stop()
  }

  @Test func `says 452 when the store fails, and goes on`() async throws {
    let store = GatedStore(fails: true)
    store.open()
    let service = try await TestService.smtp(store, try .test())
    let lines = try await service.client {
      try $0.ask(Self.mail + "NOOP\r\n", lines: Self.linesBeforeStored + 2)
    }
    #expect(lines.suffix(2) == ["452 Unable to store message", "250 Ok"])
    await service.loop.stop()
  }

  @Test func `keeps a message whose sender has gone`() async throws {
    let store = GatedStore()
    let service = try await TestService.smtp(store, try .test())
    try await service.client { client in
      _ = try client.ask(Self.mail, lines: Self.linesBeforeStored)
      client.resetOnClose()
    }
    try await waitUntil { store.waiting != 0 }
    await service.loop.waitUntilIdle()
    store.open()
    try await waitUntil { store.count != 0 }
    await service.loop.stop()
  }

  @Test func `counts a message whose sender has gone until the store has it`() async throws {
    let store = GatedStore()
    let service = try await TestService.smtp(store, try .test("-max-unfinished-bytes", "1"))
    let port = service.port
    // The second is the one that may go on though nothing is left.
    for count in 1...2 {
      try await service.client { client in
        _ = try client.ask(Self.mail, lines: Self.linesBeforeStored)
        client.resetOnClose()
      }
      try await waitUntil { store.waiting == count }
      await service.loop.waitUntilIdle()
    }
    let (waiting, reply) = try await service.client { other in
      try other.send(Self.mail)
      // Greetings need no memory, and give the loop turns in which it could have gone on.
      for _ in 0..<20 {
        var greeted = try LoopbackClient(port: port)
        _ = try greeted.readLine()
      }
      let waiting = store.waiting
      store.open()
      return (waiting, try (0...Self.linesBeforeStored).map { _ in try other.readLine() }.last ?? nil)
    }
    #expect(waiting == 2)
    #expect(reply?.hasPrefix("250 Ok: queued as ") == true)
    #expect(store.count == 3)
    await service.loop.stop()
  }

  @Test func `lets a message in flight finish when it stops, and tells idle clients`() async throws {
    let store = MemoryStore()
    let service = try await TestService.smtp(store, try .test())
    let loop = service.loop
    let (busy, idle) = try await service.client { busy in
      var idle = try LoopbackClient(port: service.port)
      _ = try idle.readLine()
      _ = try busy.ask("HELO me\r\nMAIL FROM:<a@b.c>\r\nDATA\r\nhalf a mes", lines: 4)
      loop.execute { loop in loop.forEachHandler { $0.shutdown(on: loop) } }
      let idleLines = (try idle.readLine(), try idle.readLine())
      try busy.send("sage\r\n.\r\n")
      let busyLines = [try busy.readLine(), try busy.readLine(), try busy.readLine()]
      return (busyLines, idleLines)
    }
    #expect(idle == ("421 mailhog.example Shutting down, closing connection", nil))
    #expect(busy[0]?.hasPrefix("250 Ok: queued as ") == true)
    #expect(busy[1] == "421 mailhog.example Shutting down, closing connection")
    #expect(busy[2] == nil)
    #expect(store.statistics.count == 1)
    await loop.stop()
  }

  @Test func `tells a silent client that it waited long enough`() async throws {
    let service = try await TestService.smtp(MemoryStore(), try .test("-idle-timeout", "1s"))
    let lines = try await service.client { try $0.ask("HELO me\r\n", lines: 4) }
    #expect(lines[2] == "421 mailhog.example Idle for too long, closing connection")
    #expect(lines[3] == "<end>")
    await service.loop.stop()
  }
}

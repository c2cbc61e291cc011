import Bytes
import EventLoop
import Guarding
import HogletAPI
import HogletServer
import LoopbackClient
import MailStore
import Testing
import Waiting

/// The stream of events of version 3, over a socket.
@Suite(.timeLimit(.minutes(10))) struct `The news of version 3` {
  /// An event as it was read.
  private struct Event: Equatable {
    var name = ""
    var id = ""
    var data = ""

    /// What it is about.
    var isAbout: String {
      let id = data.firstMatch(of: /"id":"([^"]*)"/)?.output.1 ?? ""
      return "\(name) \(id)"
    }
  }

  private let store = MemoryStore()

  private static func message(_ id: ByteString, _ text: String = "Subject: s\r\n\r\nbody") -> StoredMessage {
    StoredMessage(
      id: MessageID(id),
      envelope: Envelope(helo: "h", sender: .init("a@b.c"), recipients: [.init("d@e.f")]),
      data: Array(text.utf8),
      lacksFinalLineBreak: true,
      created: Timestamp(nanoseconds: 0)
    )
  }

  /// Subscribes, does something, and reads so many events behind the first.
  private func events(
    _ count: Int,
    query: String = "",
    fields: String = "",
    while action: @escaping @Sendable () async throws -> Void = {}
  ) async throws -> [Event] {
    let service = try await TestService.http(store, try .test())
    let events = try await events(count, of: service, query: query, fields: fields, while: action)
    await service.loop.stop()
    return events
  }

  private func events(
    _ count: Int,
    of service: TestService,
    query: String = "",
    fields: String = "",
    while action: @escaping @Sendable () async throws -> Void = {}
  ) async throws -> [Event] {
    let isThere = Bell()
    async let read = service.client { client in
      try client.send("GET /api/v3/events\(query) HTTP/1.0\r\nHost: h\r\n\(fields)\r\n")
      while let line = try client.readLine(), !line.isEmpty {}
      let hello = try Self.read(&client)
      isThere.ring()
      return try [hello] + (0..<count).map { _ in try Self.read(&client) }
    }
    try await onThread { isThere.wait() }
    try await action()
    return try await read
  }

  private static func read(_ client: inout LoopbackClient) throws -> Event {
    var event = Event()
    var isComment = false
    while let line = try client.readLine(), !line.isEmpty || isComment {
      // A server that nothing happens on says so now and then, with a comment and an empty line.
      isComment = line.hasPrefix(":")
      if isComment || line.isEmpty { continue }
      let halves = line.split(separator: ": ", maxSplits: 1).map(String.init)
      switch halves.first {
      case "event": event.name = halves[1]
      case "id": event.id = halves[1]
      case "data": event.data = halves[1]
      default: Issue.record("unknown line \(line)")
      }
    }
    return event
  }

  @Test func `begin with a greeting and tell all that happens, in order`() async throws {
    store.insert(Self.message("old"))
    let events = try await events(4) { [store] in
      store.insert(Self.message("one"))
      store.delete(MessageID("old"))
      _ = try await store.mark([MessageID("one")], read: true)
      store.insert(Self.message("two"))
    }
    #expect(events[0].name == "hello")
    #expect(events[0].data == #"{"version":"\#(HogletServer.version)"}"#)
    #expect(events.dropFirst().map(\.isAbout) == ["stored one", "deleted old", "updated one", "stored two"])
    let numbers = events.map { Int($0.id.split(separator: "-").last ?? "") ?? -1 }
    #expect(numbers == [1, 2, 3, 4, 5])
    #expect(Set(events.map { $0.id.prefix { $0 != "-" } }).count == 1)
    let cleared = try await self.events(1) { [store] in await store.deleteAll() }
    #expect(cleared[1].name == "cleared" && cleared[1].data == "{}")
  }

  @Test func `tell of a message what lists do`() async throws {
    let event = try await events(1) { [store] in store.insert(Self.message("one")) }[1]
    #expect(
      event.data
        == #"{"id":"one","created":"1970-01-01T00:00:00Z","size":20,"read":false,"envelope":{"helo":"h","#
        + #""from":"a@b.c","to":["d@e.f"]},"subject":"s","from":"","to":"","cc":"","attachments":0,"#
        + #""snippet":"body"}"#
    )
  }

  @Test func `tell how a message is marked now`() async throws {
    store.insert(Self.message("one"))
    let read = try await events(1) { [store] in _ = try await store.mark([MessageID("one")], read: true) }
    #expect(read[1].name == "updated")
    #expect(read[1].data == #"{"id":"one","read":true}"#)
    let unread = try await events(1) { [store] in _ = try await store.markAll(read: false) }
    #expect(unread[1].data == #"{"id":"one","read":false}"#)
  }

  @Test(arguments: ["?query=subject:order", "?kind=containing&query=ORDER"])
  func `tell only of those new messages that a query finds, and of all else`(query: String) async throws {
    store.insert(Self.message("old"))
    let events = try await events(4, query: query) { [store] in
      store.insert(Self.message("other"))
      store.insert(Self.message("one", "Subject: order 7\r\n\r\n"))
      _ = try await store.mark([MessageID("other")], read: true)
      store.insert(Self.message("another"))
      store.delete(MessageID("old"))
      store.insert(Self.message("two", "Subject: Order 8\r\n\r\n"))
    }
    #expect(
      events.dropFirst().map(\.isAbout) == ["stored one", "updated other", "deleted old", "stored two"]
    )
  }

  @Test func `are told to each by his own query`() async throws {
    let service = try await TestService.http(store, try .test())
    let areThere = Bell()
    async let evens = events(2, of: service, query: "?query=even") { areThere.ring() }
    async let odds = events(2, of: service, query: "?query=odd") { areThere.ring() }
    async let all = events(4, of: service) { areThere.ring() }
    try await onThread { areThere.wait(times: 3) }
    for number in 0..<4 {
      store.insert(Self.message(ByteString("\(number)"), "\r\n\(number % 2 == 0 ? "even" : "odd")"))
    }
    #expect(try await evens.dropFirst().map(\.isAbout) == ["stored 0", "stored 2"])
    #expect(try await odds.dropFirst().map(\.isAbout) == ["stored 1", "stored 3"])
    #expect(try await all.dropFirst().map(\.isAbout) == ["stored 0", "stored 1", "stored 2", "stored 3"])
    await service.loop.stop()
  }

  @Test(arguments: [true, false])
  func `go on behind the last that was heard`(isField: Bool) async throws {
    let service = try await TestService.http(store, try .test())
    let first = try await events(2, of: service) { [store] in
      store.insert(Self.message("one"))
      store.insert(Self.message("two"))
    }
    store.insert(Self.message("three"))
    store.delete(MessageID("two"))
    for (heard, told) in [
      (first[0], ["stored one", "stored two", "stored three", "deleted two"]),
      (first[1], ["stored two", "stored three", "deleted two"]), (first[2], ["stored three", "deleted two"]),
    ] {
      let again = try await events(
        told.count,
        of: service,
        query: isField ? "" : "?lastEventID=\(heard.id)",
        fields: isField ? "Last-Event-ID: \(heard.id)\r\n" : ""
      )
      #expect(again[0].name == "hello" && again[0].id == heard.id)
      #expect(again.dropFirst().map(\.isAbout) == told)
    }
    await service.loop.stop()
  }

  @Test(arguments: ["other-1", "", "x", "-", "-1", "99"])
  func `say that everything is to be loaded where they cannot go on`(id: String) async throws {
    store.insert(Self.message("one"))
    let events = try await events(2, fields: "Last-Event-ID: \(id)\r\n") { [store] in
      store.insert(Self.message("two"))
    }
    #expect(events.map(\.name) == ["hello", "reset", "stored"])
    #expect(events[1].data == "{}")
    #expect(events[1].isAbout == "reset ")
    #expect(events[2].isAbout == "stored two")
  }

  @Test func `say that everything is to be loaded when too much has happened`() async throws {
    let service = try await TestService.http(store, try .test())
    let first = try await events(1, of: service) { [store] in store.insert(Self.message("one")) }
    for _ in 0..<MailEvents.capacity {
      _ = try await store.markAll(read: true)
      _ = try await store.markAll(read: false)
    }
    let again = try await events(1, of: service, fields: "Last-Event-ID: \(first[1].id)\r\n")
    #expect(again.map(\.name) == ["hello", "reset"])
    await service.loop.stop()
  }

  @Test func `are refused for a query that cannot be read`() async throws {
    let service = try await TestService.http(store, try .test())
    for query in ["?query=%22", "?kind=x&query=y", "?query=%"] {
      let status = try await service.client {
        try $0.ask("GET /api/v3/events\(query) HTTP/1.1\r\nHost: h\r\n\r\n")
      }
      #expect(status == ["HTTP/1.1 400 Bad Request"])
    }
    await service.loop.stop()
  }
}

import Bytes
import EventLoop
import HogletServer
import LoopbackClient
import MailStore
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `The metrics of a server` {
  /// The lines of `/metrics` by name and labels.
  private func metrics(_ port: Int, _ path: String = "/metrics") async throws -> [String: String] {
    let text = try await onThread {
      var client = try LoopbackClient(port: port)
      try client.send("GET \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
      return RawAnswer(try client.readToEnd())?.text ?? ""
    }
    let pairs = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      line.lastIndex(of: " ").map { (String(line[..<$0]), String(line[line.index(after: $0)...])) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  private func say(_ port: Int, _ text: String, lines: Int) async throws {
    _ = try await onThread {
      var client = try LoopbackClient(port: port)
      return try client.ask(text, lines: lines)
    }
  }

  @Test func `count mail, refusals and evictions`() async throws {
    let settings = try Settings.test("-max-messages", "2", "-max-message-size", "100")
    let server = try await HogletServer.start(settings, logger: LogLines().logger())
    let none = try await metrics(server.apiPort)
    #expect(none["hoglet_messages_received_total"] == "0")
    #expect(none["hoglet_smtp_refusals_total{reason=\"message_too_large\"}"] == "0")
    let mail = "MAIL FROM:<a@b>\r\nRCPT TO:<d@e.f>\r\nDATA\r\nSubject: s\r\n\r\nb\r\n.\r\n"
    try await say(
      server.smtpPort,
      "HELO me\r\n\(mail)\(mail)\(mail)MAIL FROM:<a@b> SIZE=101\r\nNONSENSE\r\nQUIT\r\n",
      lines: 17
    )
    let some = try await metrics(server.apiPort)
    #expect(some["hoglet_messages_received_total"] == "3")
    #expect(some["hoglet_messages_stored"] == "2.0")
    #expect(some["hoglet_messages_evicted_total"] == "1")
    #expect(some["hoglet_smtp_sessions_total"] == "1")
    #expect(some["hoglet_smtp_refusals_total{reason=\"message_too_large\"}"] == "1")
    #expect(some["hoglet_smtp_refusals_total{reason=\"unrecognised\"}"] == "1")
    #expect(some["hoglet_store_duration_seconds_count{operation=\"insert\"}"] == "3")
    #expect(some["hoglet_connections_open{protocol=\"http\"}"] == "1.0")
    #expect(some["hoglet_messages_stored_bytes"].flatMap(Double.init) ?? 0 > 0)
    #expect(some["process_resident_memory_bytes"].flatMap(Double.init) ?? 0 > 1_000_000)
    #expect(some["process_open_fds"].flatMap(Double.init) ?? 0 > 5)
    #expect(some["process_start_time_seconds"].flatMap(Double.init) ?? 0 > 1_700_000_000)
    #expect(try await metrics(server.apiPort)["hoglet_messages_evicted_total"] == "1")
    await server.stop()
  }

  @Test func `count what Jim refuses`() async throws {
    let settings = try Settings.test(
      "-invite-jim",
      "-jim-accept=1",
      "-jim-disconnect=0",
      "-jim-linkspeed-affect=0",
      "-jim-reject-sender=0",
      "-jim-reject-recipient=1"
    )
    let server = try await HogletServer.start(settings, logger: LogLines().logger())
    try await say(server.smtpPort, "HELO me\r\nMAIL FROM:<a@b>\r\nRCPT TO:<d@e.f>\r\nQUIT\r\n", lines: 5)
    let some = try await metrics(server.apiPort)
    #expect(some["hoglet_smtp_refusals_total{reason=\"refused_recipient\"}"] == "1")
    #expect(some["hoglet_smtp_refusals_total{reason=\"refused_sender\"}"] == "0")
    await server.stop()
  }

  @Test func `count requests by route and status, never by what the client wrote`() async throws {
    let service = try await TestService.http(MemoryStore(), .test("-ui-web-path", "/mail"))
    for path in ["/mail/api/v1/messages/1", "/mail/api/v1/messages/2", "/mail/api/v1/messages/3/download"] {
      _ = try await service.get(path)
    }
    for number in 0..<3 { _ = try await service.get("/nowhere\(number)") }
    let metrics = try await metrics(service.port, "/mail/metrics")
    func count(_ route: String, _ status: String) -> String? {
      metrics["hoglet_http_requests_total{route=\"\(route)\",status=\"\(status)\"}"]
    }
    #expect(count("/mail/api/v1/messages/{id}", "2xx") == "2")
    #expect(count("/mail/api/v1/messages/{id}/download", "4xx") == "1")
    #expect(count("none", "4xx") == "3")
    let durations = "hoglet_http_request_duration_seconds"
    #expect(metrics["\(durations)_count{route=\"none\",status=\"4xx\"}"] == "3")
    #expect(metrics["\(durations)_bucket{route=\"none\",status=\"4xx\",le=\"+Inf\"}"] == "3")
    #expect(!metrics.keys.contains { $0.contains("nowhere") })
    await service.loop.stop()
  }

  @Test func `are behind the password, and not at the port of the page`() async throws {
    let doorkeeper = try Doorkeeper(.test("test:test"))
    let guarded = try await TestService.http(MemoryStore(), .test(), doorkeeper: doorkeeper)
    #expect(try await guarded.get("/metrics")?.status == 401)
    let right = try #require(try await guarded.get("/metrics", "Authorization: Basic dGVzdDp0ZXN0"))
    #expect(right.status == 200)
    #expect(right["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
    #expect(right.text?.contains("hoglet_http_requests_total{route=\"none\",status=\"4xx\"} 1\n") == true)
    await guarded.loop.stop()
    var settings = try Settings.test()
    settings.uiBind = "localhost:0"
    let server = try await HogletServer.start(settings, logger: LogLines().logger())
    #expect(try await metrics(server.uiPort)["hoglet_smtp_sessions_total"] == nil)
    #expect(try await metrics(server.apiPort)["hoglet_smtp_sessions_total"] == "0")
    await server.stop()
  }

  @Test func `measure a store and change nothing about it`() async throws {
    let store = MeteredStore(MemoryStore(), ServerMetrics())
    let message = StoredMessage.sample(1, size: 10)
    try await store.insert(message)
    #expect(try await store.page(start: 0, limit: 5).total == 1)
    #expect(try await store.message(message.id)?.id == message.id)
    #expect(try await store.delete(message.id))
    #expect(try await !store.delete(message.id))
    try await store.insert(message)
    try await store.deleteAll()
    #expect(try await store.page(start: 0, limit: 5).total == 0)
    try await store.checkReadiness()
  }

  @Test(arguments: [false, true])
  func `measure what a store is asked under its own name, also if it fails`(fails: Bool) async throws {
    let base = GatedStore(fails: fails)
    base.open()
    let metrics = ServerMetrics()
    let store = MeteredStore(base, metrics)
    let message = StoredMessage.sample(1, size: 10)
    let search = MailSearch(kind: .containing, text: "x")
    _ = try? await store.insert(message)
    _ = try? await store.page(start: 0, limit: 5)
    _ = try? await store.page(of: search, start: 0, limit: 5)
    _ = try? await store.names(of: search)
    _ = try? await store.message(message.id)
    _ = try? await store.mark([message.id], read: true)
    _ = try? await store.markAll(read: false)
    _ = try? await store.delete(message.id)
    _ = try? await store.delete([message.id])
    _ = try? await store.deleteAll()
    let service = try await TestService.http(base, .test(), metrics: metrics)
    let counts = try await self.metrics(service.port)
    for (operation, count) in [
      ("insert", 1), ("page", 1), ("search", 2), ("message", 1), ("mark", 2), ("delete", 2),
      ("delete_all", 1),
    ] {
      #expect(
        counts["hoglet_store_duration_seconds_count{operation=\"\(operation)\"}"] == "\(count)",
        "\(operation)"
      )
    }
    await service.loop.stop()
  }
}

import Bytes
import EventLoop
import Guarding
import HogletServer
import MailHogAPI
import MailStore
import Testing

/// `POST /api/v3/messages/{id}/release`, over a relay that does as the test says.
@Suite(.timeLimit(.minutes(10))) struct `A release by version 3` {
  /// Notes what it is given, and fails if told to.
  private final class Relay: MailRelay {
    private let failure: RelayFailure?
    private let given = Guarded<[(recipients: [ByteString], server: OutgoingServer)]>([])

    init(_ failure: RelayFailure? = nil) { self.failure = failure }

    var all: [(recipients: [ByteString], server: OutgoingServer)] { given.withLock { $0 } }

    func relay(
      _ message: StoredMessage,
      to recipients: [ByteString],
      through server: OutgoingServer
    ) async throws(RelayFailure) {
      given.withLock { $0.append((recipients, server)) }
      if let failure { throw failure }
    }
  }

  /// What is answered to an order for a message that is there, or for another.
  private func answer(
    to order: String,
    of id: String = "one",
    over relay: (any MailRelay)?
  ) async throws -> RawAnswer? {
    let store = MemoryStore()
    store.insert(.plain("one", "Subject: s\r\n\r\nb"))
    var saved = OutgoingServer()
    (saved.name, saved.host, saved.port) = ("mx", "mx.example", "2525")
    let release = MailRelease(servers: MemoryOutgoingServers([saved]), relay: relay)
    let service = try await TestService.http(store, .test(), release: release)
    let answer = try await service.answer(
      "POST /api/v3/messages/\(id)/release HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(order.utf8.count)\r\n\r\n\(order)"
    )
    await service.loop.stop()
    return answer
  }

  @Test func `goes to the server that is named, for those who are`() async throws {
    let relay = Relay()
    let order = #"""
      {"to": ["d@e.f", "g@h.i"], "host": "::1", "port": 587, "username": "u", "password": "p",
       "mechanism": "LOGIN", "insecure": true}
      """#
    let answer = try #require(try await answer(to: order, over: relay))
    #expect(answer.status == 200)
    #expect(answer.text == #"{"released":["d@e.f","g@h.i"]}"#)
    let given = try #require(relay.all.first)
    #expect(given.recipients == ["d@e.f", "g@h.i"])
    let server = given.server
    #expect((server.host, server.port) == ("::1", "587"))
    #expect((server.username, server.password, server.mechanism) == ("u", "p", "LOGIN"))
    #expect(server.insecure)
  }

  @Test func `goes to a server that is saved`() async throws {
    let relay = Relay()
    let answer = try await answer(to: #"{"to": ["d@e.f"], "server": "mx"}"#, over: relay)
    #expect(answer?.status == 200)
    let server = try #require(relay.all.first?.server)
    #expect((server.host, server.port) == ("mx.example", "2525"))
  }

  @Test(
    arguments: [
      (.init("no address", at: nil, fault: .request), 400, #"{"error":"no address"}"#),
      (.init("too many", at: nil, fault: .crowded), 503, #"{"error":"too many"}"#),
      (
        .init("refused", at: .rcpt, reply: "550 no such user"), 502,
        #"{"error":"refused","stage":"rcpt","reply":"550 no such user"}"#
      ),
      (.init("no route", at: .connect), 502, #"{"error":"no route","stage":"connect"}"#),
    ] as [(RelayFailure, Int, String)]
  )
  func `says who could do something about a failure`(
    failure: RelayFailure,
    status: Int,
    text: String
  ) async throws {
    let order = #"{"to": ["d@e.f"], "server": "mx"}"#
    let answer = try #require(try await answer(to: order, over: Relay(failure)))
    #expect(answer.status == status)
    #expect(answer.text == text)
  }

  @Test(arguments: [
    (#"{"to": ["d@e.f"], "server": "mx"}"#, "two", 404), (#"{"to": ["d@e.f"], "server": "my"}"#, "one", 404),
    (#"{"to": ["d@e.f"], "host": "h", "port": 25, "username": "u", "mechanism": "NTLM"}"#, "one", 400),
    (#"{"to": "d@e.f", "server": "mx"}"#, "one", 400), ("{", "one", 400),
  ])
  func `calls nobody for an order that cannot be carried out`(
    order: String,
    id: String,
    status: Int
  ) async throws {
    let relay = Relay()
    #expect(try await answer(to: order, of: id, over: relay)?.status == status)
    #expect(relay.all.isEmpty)
  }

  @Test func `is refused where it is switched off`() async throws {
    let answer = try #require(try await answer(to: #"{"to": ["d@e.f"], "server": "mx"}"#, over: nil))
    #expect(answer.status == 403)
    #expect(answer.text == #"{"error":"release is switched off"}"#)
  }
}

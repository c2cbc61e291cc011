import Bytes
import HTTPTypes
import HogletAPI
import MailStore
import RouterClient
import Synchronization
import Testing

@Suite struct `The events of version 3` {
  private static func text(_ event: NewsEvent, id: ByteString = "7-abc") -> String {
    var buffer = ByteBuffer()
    event.write(id: id, into: &buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test(
    arguments: [
      (.hello(version: "1.2\"3"), "hello", #"{"version":"1.2\"3"}"#),
      (.updated(MessageID("a\nb"), isRead: true), "updated", #"{"id":"a\nb","read":true}"#),
      (.updated(MessageID("a"), isRead: false), "updated", #"{"id":"a","read":false}"#),
      (.deleted(MessageID("a\"b")), "deleted", #"{"id":"a\"b"}"#), (.cleared, "cleared", "{}"),
      (.reset, "reset", "{}"),
    ] as [(NewsEvent, String, String)]
  )
  func `are a name, a place and a line of JSON`(event: NewsEvent, name: String, data: String) {
    #expect(Self.text(event) == "event: \(name)\nid: 7-abc\ndata: \(data)\n\n")
  }

  @Test func `tell of a message what the list says of it`() async {
    let message = StoredMessage("Subject: a\r\n b\r\n\r\nline\r\nline", id: "a\u{2028}b")
    let list = await Client([message]).get("/api/v3/messages").text
    let event = Self.text(.stored(message), id: "1")
    let summary = event.dropFirst("event: stored\nid: 1\ndata: ".count).dropLast(2)
    #expect(event.hasPrefix("event: stored\nid: 1\ndata: {") && list.hasSuffix("[\(summary)]}"))
    #expect(!summary.contains("\n") && !summary.contains("\r"))
  }

  /// A stream that takes note of who asked for it.
  private final class Subscribers: Sendable {
    let requests = Mutex<[NewsRequest]>([])

    func client() -> Client {
      let surroundings = HogletAPI.Surroundings(
        facts: ServerFacts(
          version: "1.2.3",
          storage: "memory",
          hostname: "mx.example",
          smtpAddress: "0.0.0.0:1025",
          limits: RetentionLimits()
        ),
        releaser: ScriptedReleaser(.forbidden),
        isJimThere: { false },
        makeEvents: { request in
          self.requests.withLock { $0.append(request) }
          return SilentBody()
        }
      )
      return Client(routes: HogletAPI(store: MemoryStore(), surroundings: surroundings).routes)
    }
  }

  private static let lastEventID = HTTPField.Name("Last-Event-ID")

  private func ask(
    _ query: String,
    last: String? = nil
  ) async -> (answer: Client.Answer, request: NewsRequest?) {
    let subscribers = Subscribers()
    var fields: HTTPFields = [:]
    if let name = Self.lastEventID { fields[name] = last }
    let answer = await subscribers.client().send(.get, .init("/api/v3/events\(query)"), fields: fields)
    return (answer, subscribers.requests.withLock { $0.first })
  }

  @Test func `are a stream that nobody keeps`() async {
    let (answer, request) = await ask("")
    #expect(answer.status == 200)
    #expect(answer.contentType == "text/event-stream")
    #expect(answer.fields[.cacheControl] == "no-cache")
    #expect(request?.version == "1.2.3")
    #expect(request?.search == nil && request?.lastEventID == nil)
  }

  @Test(
    arguments: [
      ("", "5-a", "5-a"), ("?lastEventID=6-b", nil, "6-b"), ("?lastEventID=6-b", "5-a", "5-a"),
      ("?lastEventID=", nil, ""), ("?lasteventid=6-b", nil, nil),
    ] as [(String, String?, ByteString?)]
  )
  func `go on behind the one that a browser or a page has heard last`(
    query: String,
    field: String?,
    last: ByteString?
  )
    async
  {
    #expect(await ask(query, last: field).request?.lastEventID == last)
  }

  @Test func `are those of messages that a query finds`() async throws {
    #expect(await ask("?query=from:ann+-x").request?.search == (try MailSearch(query: "from:ann -x")))
    #expect(await ask("?kind=to&query=bob").request?.search == MailSearch(kind: .to, text: "bob"))
  }

  @Test(arguments: ["?query=%22", "?query=100%", "?kind=x&query=a", "?kind=to"])
  func `are none for a query that makes no sense`(query: String) async throws {
    let (answer, request) = await ask(query)
    #expect(answer.status == 400)
    #expect(try answer.json().text("error") != nil)
    #expect(request == nil)
  }
}

import Bytes
import HTTP
import HogletAPI
import JSON
import MailStore
import RouterClient
import Synchronization
import Testing

extension Client {
  /// A client of the API of a store with these messages, the oldest first.
  init(_ messages: [StoredMessage], webPath: String = "", corsOrigin: String? = nil, target: Int = 65_536) {
    let store = MemoryStore()
    for message in messages { store.insert(message) }
    self.init(
      routes: HogletAPI(
        store: store,
        webPath: webPath,
        corsOrigin: corsOrigin,
        surroundings: .test()
      ).routes,
      target: target
    )
  }

  /// A client of the API of a store with one message, `id@host`.
  init(_ text: String, target: Int = 65_536) { self.init([StoredMessage(text)], target: target) }
}

extension HogletAPI.Surroundings {
  /// Surroundings of a server that releases through `releaser`.
  static func test(_ releaser: ScriptedReleaser = ScriptedReleaser(.forbidden)) -> Self {
    Self(
      facts: ServerFacts(
        version: "1.2.3",
        storage: "memory",
        hostname: "mx.example",
        smtpAddress: "0.0.0.0:1025",
        limits: RetentionLimits(count: 7, bytes: 1_000)
      ),
      releaser: releaser,
      isJimThere: { true },
      makeEvents: { _ in SilentBody() }
    )
  }
}

/// Releases nothing, says what it was told to, and remembers what it was asked.
final class ScriptedReleaser: MessageReleaser {
  private let outcome: ReleaseOutcome
  private let asked = Mutex<[ReleaseOrder]>([])

  init(_ outcome: ReleaseOutcome) { self.outcome = outcome }

  var orders: [ReleaseOrder] { asked.withLock { $0 } }

  func serverNames() async throws(MailStoreError) -> [ByteString] { ["relay", "team"] }

  func release(_: MessageID, _ order: ReleaseOrder) async throws(MailStoreError) -> ReleaseOutcome {
    asked.withLock { $0.append(order) }
    return outcome
  }
}

/// A stream of events that tells of nothing.
final class SilentBody: BodySource {
  func write(into _: inout ByteBuffer, target _: Int) -> BodyProgress { .done }
}

extension Client.Answer {
  /// The JSON that it is.
  func json() throws -> JSONObject { try #require(try JSONValue(reading: content).object) }
}

extension JSONObject {
  /// The text of a member, if it is one.
  func text(_ name: ByteString) -> String? { self[name]?.string?.description }

  /// The elements of a member that is an array of objects.
  func objects(_ name: ByteString) -> [JSONObject] { self[name]?.array?.compactMap(\.object) ?? [] }
}

import Bytes
import HTTP
import HTTPTypes
import HogletAPI
import JSON
import MailHogAPI
import MailStore
import RouterClient
import Testing

@Suite struct `The description of the API` {
  private let api = HogletAPI(store: MemoryStore(), surroundings: .test())

  /// What is described, each as a method and a path.
  private func described() async throws -> Set<String> {
    let document = try await Client(routes: api.routes).get("/api/v3/openapi.json").json()
    let methods: Set<String> = ["get", "post", "put", "patch", "delete", "options"]
    var described: Set<String> = []
    for path in try #require(document["paths"]?.object).members {
      for item in try #require(path.value.object).members where methods.contains(item.name.description) {
        described.insert("\(item.name.description.uppercased()) \(path.name)")
      }
    }
    return described
  }

  private func names(_ routes: [Route]) -> Set<String> {
    Set(routes.map { "\($0.method) \($0.pattern.text)" })
  }

  @Test func `has every route of version 3, and no other`() async throws {
    #expect(try await described().filter { $0.contains("/api/v3/") } == names(api.routes))
  }

  @Test func `has every route of MailHog's versions, and no other`() async throws {
    let events = EventStream { NoContent() }
    // The server itself answers this one.
    let webSocket: Set = ["GET /api/v2/websocket"]
    let known = names(MailHogAPI(store: MemoryStore()).routes + events.routes).union(webSocket)
    #expect(try await described().filter { !$0.contains("/api/v3/") } == known)
  }
}

/// Nothing, for a stream that nobody follows.
private final class NoContent: BodySource {
  var onMore: (() -> Void)?

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress { .done }
}

import Bytes
import HTTP
import HTTPTypes
import HogletAPI
import JSON
import MailStore
import RouterClient
import Testing

@Suite struct `The description of version 3` {
  @Test func `has every route that the server has, and no other`() async throws {
    let api = HogletAPI(store: MemoryStore(), surroundings: .test())
    let document = try await Client(routes: api.routes).get("/api/v3/openapi.json").json()
    let methods: Set<String> = ["get", "post", "put", "patch", "delete", "options"]
    var described: Set<String> = []
    for path in try #require(document["paths"]?.object).members {
      for item in try #require(path.value.object).members where methods.contains(item.name.description) {
        described.insert("\(item.name.description.uppercased()) \(path.name)")
      }
    }
    #expect(Set(api.routes.map { "\($0.method) \($0.pattern.text)" }) == described)
  }
}

import Bytes
import HTTP
import HogletAPI
import JSON
import MailStore
import RouterClient
import Testing

extension Client {
  /// A client of the API of a store with these messages, the oldest first.
  init(_ messages: [StoredMessage], webPath: String = "", corsOrigin: String? = nil, target: Int = 65_536) {
    let store = MemoryStore()
    for message in messages { store.insert(message) }
    self.init(
      routes: HogletAPI(store: store, webPath: webPath, corsOrigin: corsOrigin).routes,
      target: target
    )
  }

  /// A client of the API of a store with one message, `id@host`.
  init(_ text: String, target: Int = 65_536) { self.init([StoredMessage(text)], target: target) }
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

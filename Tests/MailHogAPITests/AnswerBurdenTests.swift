import Bytes
import HTTP
import HTTPTypes
import MailHogAPI
import MailStore
import RouterClient
import Testing

@Suite struct `An answer with mail in it` {
  private let store = MemoryStore()

  init() {
    for number in 1...3 {
      let text = "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\n\(number)\r\n--B--"
      store.insert(StoredMessage(text, id: ByteString("\(number)")))
    }
  }

  private func source(_ path: ByteString) async throws -> any BodySource {
    let router = Router(routes: MailHogAPI(store: store, webPath: "", corsOrigin: nil).routes)
    let response = await router.respond(to: Request(method: .get, target: Target(path: path, query: "")))
    guard case .stream(let source) = response.body else {
      throw NotStreamed()
    }
    return source
  }

  private struct NotStreamed: Error {}

  @Test(arguments: ["/api/v1/messages", "/api/v2/messages"] as [ByteString])
  func `holds removed messages until they are written`(path: ByteString) async throws {
    let source = try await source(path)
    #expect(source.burden == 0)
    let each = try #require(store.message(MessageID("1"))).footprint
    await store.deleteAll()
    #expect(source.burden == 3 * each)
    #expect(store.statistics.lingeringBytes == 3 * each)
    var held: [Int] = []
    var progress = BodyProgress.more
    while progress == .more {
      var buffer = ByteBuffer()
      progress = source.write(into: &buffer, target: 1)
      if held.last != source.burden { held.append(source.burden) }
      #expect(source.burden == store.statistics.lingeringBytes)
    }
    #expect(held == [3 * each, 2 * each, each, 0])
  }

  @Test(
    arguments: [
      "/api/v1/messages/1", "/api/v1/messages/1/download", "/api/v1/messages/1/mime/part/1/download",
    ]
      as [ByteString]
  )
  func `holds the one message that it is about`(path: ByteString) async throws {
    let source = try await source(path)
    #expect(source.burden == 0)
    store.delete(MessageID("1"))
    #expect(source.burden == store.statistics.lingeringBytes)
    #expect(source.burden > 0)
  }

  @Test func `knows the length of a download`() async throws {
    let message = StoredMessage("x\r\n\r\ny", id: "whole", lacksFinalLineBreak: false)
    store.insert(message)
    #expect(try await source("/api/v1/messages/whole/download").count == message.data.count)
    let lacking = try #require(store.message(MessageID("1")))
    #expect(try await source("/api/v1/messages/1/download").count == lacking.data.count + 2)
    #expect(try await source("/api/v2/messages").count == nil)
  }
}

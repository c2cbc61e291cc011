import Bytes
import MailStore
import RouterClient
import Testing

@Suite struct `The API over the memory store` {
  @Test func `shows, finds and deletes what was stored`() async throws {
    let store = MemoryStore()
    store.insert(StoredMessage("Subject: first\r\n\r\nHello", id: "one@host", from: "alice@example.com"))
    store.insert(StoredMessage("Subject: second\r\n\r\nHello", id: "two@host", from: "bob@example.com"))
    let client = Client(store)
    let list = await client.get("/api/v2/messages?limit=1").text
    #expect(list.hasPrefix(#"{"total":2,"count":1,"start":0,"items":[{"ID":"two@host","#))
    let found = await client.get("/api/v2/search?kind=from&query=ALICE").text
    #expect(found.hasPrefix(#"{"total":1,"count":1,"start":0,"items":[{"ID":"one@host","#))
    #expect(await client.delete("/api/v1/messages/two%40host").status == 200)
    let rest = await client.get("/api/v1/messages").text
    #expect(rest.hasPrefix(#"[{"ID":"one@host","#))
    #expect(await client.delete("/api/v1/messages").status == 200)
    #expect(await client.get("/api/v1/messages").text == "[]")
  }

  @Test(arguments: ["2", "9", "\(Int.max)"])
  func `has no items at the end and behind it`(start: String) async {
    let store = MemoryStore()
    store.insert(StoredMessage("a", id: "one@host"))
    store.insert(StoredMessage("b", id: "two@host"))
    let answer = await Client(store).get(ByteString("/api/v2/messages?start=\(start)")).text
    #expect(answer == #"{"total":2,"count":0,"start":\#(start),"items":[]}"#)
    let found = await Client(store).get(ByteString("/api/v2/search?kind=to&query=d@e&start=\(start)")).text
    #expect(found == #"{"total":2,"count":0,"start":\#(start),"items":[]}"#)
  }
}

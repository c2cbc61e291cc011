import Bytes
import HTTPTypes
import MailStore
import RouterClient
import Testing

@Suite struct `Version 2 of the API` {
  private let messages = ["three", "two", "one"].map { StoredMessage($0, id: ByteString("\($0)@host")) }

  @Test(arguments: [
    ("", 0, ["three", "two", "one"]),
    ("?start=1&limit=1", 1, ["two"]),
    ("?start=2&limit=50", 2, ["one"]),
    ("?start=0&limit=2", 0, ["three", "two"]),
    ("?kind=to&query=bob&foo=1", 0, ["three", "two", "one"]),
    ("?start=3", 3, []),
    ("?start=9", 9, []),
  ])
  func `pages through the messages`(query: String, start: Int, ids: [String]) async {
    let answer = await Client(ListStore(messages)).get(ByteString("/api/v2/messages\(query)"))
    #expect(answer.status == 200)
    #expect(answer.contentType == "text/json")
    #expect(answer.text.hasPrefix(#"{"total":3,"count":\#(ids.count),"start":\#(start),"items":["#))
    #expect(answer.text.hasSuffix("]}"))
    for id in ["one", "two", "three"] {
      #expect(answer.text.contains(#"{"ID":"\#(id)@host","#) == ids.contains(id))
    }
  }

  @Test(arguments: [
    ("", 0, 50), ("?start=-1&limit=0", 0, 50), ("?start=x&limit=y", 0, 50), ("?start=&limit=", 0, 50),
    ("?limit=-5", 0, 50), ("?limit=5000", 0, 250), ("?limit=250", 0, 250), ("?limit=251", 0, 250),
    ("?limit=1&limit=2", 0, 1), ("?start=7&limit=49", 7, 49), ("?start=%37", 7, 50), ("?start=1.5", 0, 50),
    ("?start=99999999999999999999&limit=99999999999999999999", 0, 50),
  ])
  func `makes the best of any place and number`(query: String, start: Int, limit: Int) async {
    let store = ListStore(messages)
    let client = Client(store)
    _ = await client.get(ByteString("/api/v2/messages\(query)"))
    _ = await client.get(ByteString("/api/v2/search?kind=to&query=x&\(query.dropFirst())"))
    let call = ListStore.PageCall(start: start, limit: limit)
    #expect(store.pageCalls == [call, call])
  }

  @Test func `has no items in an empty store`() async {
    let answer = await Client(ListStore([])).get("/api/v2/messages")
    #expect(answer.text == #"{"total":0,"count":0,"start":0,"items":[]}"#)
  }

  @Test func `pages through what a search finds`() async {
    let answer = await Client(ListStore(messages)).get(
      "/api/v2/search?kind=containing&query=t&start=1&limit=1"
    )
    #expect(answer.status == 200)
    #expect(answer.contentType == "application/json")
    #expect(answer.text.hasPrefix(#"{"total":2,"count":1,"start":1,"items":[{"ID":"two@host","#))
  }

  @Test func `shows what lies behind the last match as an empty page`() async {
    let answer = await Client(ListStore(messages)).get("/api/v2/search?kind=to&query=o&start=9")
    #expect(answer.text == #"{"total":2,"count":0,"start":9,"items":[]}"#)
  }

  @Test(arguments: [
    ("kind=from&query=ALICE", MailSearch(kind: .from, text: "ALICE")),
    ("query=erin%2Btag@example.org&kind=to", MailSearch(kind: .to, text: "erin+tag@example.org")),
    ("kind=containing&query=third%20(body)+%5Bx%5D", MailSearch(kind: .containing, text: "third (body) [x]")),
  ])
  func `searches for what it is asked for`(query: String, search: MailSearch) async {
    let store = ListStore(messages)
    _ = await Client(store).get(ByteString("/api/v2/search?\(query)"))
    #expect(store.searchCalls == [search])
  }

  @Test(arguments: ["", "?kind=foo&query=x", "?kind=to", "?kind=to&query=", "?query=x", "?kind=To&query=x"])
  func `refuses a search that says too little`(query: String) async {
    let store = ListStore(messages)
    let answer = await Client(store).get(ByteString("/api/v2/search\(query)"))
    #expect(answer == .init(status: 400, fields: [:], content: []))
    #expect(store.searchCalls == [])
  }
}

import Bytes
import HTTPTypes
import MailStore
import RouterClient
import Testing

@Suite struct `Version 1 of the API` {
  private let first = StoredMessage("Subject: 1\r\n\r\nx", id: "AAA=@host")
  private let second = StoredMessage("Subject: 2\r\n\r\ny", id: "BBB=@host")

  @Test func `lists messages as a bare array`() async {
    let answer = await Client(ListStore([second, first])).get("/api/v1/messages")
    #expect(answer.status == 200)
    #expect(answer.contentType == "text/json")
    #expect(answer.text.hasPrefix(#"[{"ID":"BBB=@host","#))
    #expect(answer.text.contains(#""Helo":"client"}},{"ID":"AAA=@host","#))
    #expect(answer.text.hasSuffix(#""Helo":"client"}}]"#))
  }

  @Test func `lists no messages as an empty array`() async {
    #expect(await Client(ListStore([])).get("/api/v1/messages").text == "[]")
  }

  @Test func `lists a thousand messages at most, and knows no paging`() async {
    let store = ListStore([first])
    _ = await Client(store).get("/api/v1/messages?start=5&limit=1")
    #expect(store.pageCalls == [ListStore.PageCall(start: 0, limit: 1_000)])
  }

  @Test(arguments: [
    "/api/v1/messages/AAA=@host", "/api/v1/messages/AAA%3D%40host", "/api/v1/messages/AAA%3d@host",
  ])
  func `gives one message by its id, encoded or not`(path: String) async {
    let answer = await Client(ListStore([second, first])).get(ByteString(path))
    #expect(answer.status == 200)
    #expect(answer.contentType == "text/json")
    #expect(answer.text.hasPrefix(#"{"ID":"AAA=@host","#))
    #expect(answer.text.hasSuffix("}}"))
  }

  @Test func `says null of a message that does not exist`() async {
    let answer = await Client(ListStore([first])).get("/api/v1/messages/nope")
    #expect(answer.status == 200)
    #expect(answer.contentType == "text/json")
    #expect(answer.text == "null")
  }

  @Test(arguments: [
    ("AAA%3D%40host", ["BBB=@host"]), ("BBB=@host", ["AAA=@host"]), ("nope", ["AAA=@host", "BBB=@host"]),
  ])
  func `deletes one message, also one that is gone`(id: String, left: [String]) async {
    let store = ListStore([first, second])
    let answer = await Client(store).delete(ByteString("/api/v1/messages/\(id)"))
    #expect(answer == .init(status: 200, fields: [.contentType: "text/json"], content: []))
    #expect(store.ids == left)
  }

  @Test func `deletes all messages`() async {
    let store = ListStore([first, second])
    let answer = await Client(store).delete("/api/v1/messages")
    #expect(answer == .init(status: 200, fields: [.contentType: "text/json"], content: []))
    #expect(store.ids == [])
  }

  @Test func `downloads a message as it was received`() async {
    let text = "B: 2\r\nA: 1\r\nA: 2\r\n\r\nbody"
    let client = Client(
      ListStore([
        StoredMessage(text, id: "AAA=@host"),
        StoredMessage(text, id: "BBB=@host", lacksFinalLineBreak: false),
      ])
    )
    let lacking = await client.get("/api/v1/messages/AAA=@host/download")
    #expect(lacking.status == 200)
    #expect(lacking.contentType == "message/rfc822")
    #expect(lacking.fields[.contentDisposition] == #"attachment; filename="AAA=@host.eml""#)
    #expect(lacking.text == text + "\r\n")
    #expect(await client.get("/api/v1/messages/BBB=@host/download").text == text)
  }

  @Test func `cannot be tricked out of the name of a download`() async {
    let answer = await Client(ListStore([StoredMessage("x", id: "a\"b\\c\r\nd\u{7F}é")]))
      .get("/api/v1/messages/a%22b%5Cc%0D%0Ad%7F%C3%A9/download")
    #expect(answer.fields[.contentDisposition] == #"attachment; filename="a_b_c__d_é.eml""#)
  }

  @Test func `has no download of a message that does not exist`() async {
    #expect(await Client(ListStore([first])).get("/api/v1/messages/nope/download").status == 404)
  }
}

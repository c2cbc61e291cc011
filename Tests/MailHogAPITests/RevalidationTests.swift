import Bytes
import HTTPTypes
import MailStore
import RouterClient
import Testing

@Suite struct `What a client may keep` {
  private static let multipart = "Content-Type: multipart/x; boundary=b\r\n\r\n--b\r\n\r\nx--b--"
  private let client = Client(ListStore([StoredMessage(multipart), StoredMessage("x", id: "other@host")]))

  static let ofOneMessage: [ByteString] = [
    "/api/v1/messages/id@host", "/api/v1/messages/id@host/download",
    "/api/v1/messages/id@host/mime/part/0/download",
  ]

  @Test(arguments: ofOneMessage)
  func `is a message and all of it, which never change`(path: ByteString) async {
    let answer = await client.get(path)
    #expect(answer.status == 200)
    #expect(answer.tag == "id@host/1")
    #expect(answer.fields[.cacheControl] == "no-cache")
  }

  @Test func `is named by the message`() async {
    #expect(await client.get("/api/v1/messages/other@host").tag == "other@host/1")
  }

  @Test(
    arguments: [
      "/api/v1/messages", "/api/v2/messages", "/api/v2/search?kind=to&query=x", "/api/v1/messages/nope",
      "/api/v1/messages/nope/download", "/api/v1/messages/id@host/mime/part/9/download",
    ] as [ByteString]
  )
  func `is no list, and nothing that is not there`(path: ByteString) async {
    let answer = await client.get(path)
    #expect(answer.tag == nil)
    #expect(answer.fields[.cacheControl] == nil)
  }

  @Test func `is nothing whose id cannot stand in a tag`() async {
    let client = Client(ListStore([StoredMessage("x", id: "a b\"")]))
    let answer = await client.get("/api/v1/messages/a%20b%22")
    #expect(answer.status == 200)
    #expect(answer.tag == nil)
    #expect(answer.fields[.cacheControl] == nil)
  }

  @Test(arguments: ofOneMessage)
  func `is compressed on its way unless it is a download`(path: ByteString) async {
    #expect(await client.get(path).isCompressible == !path.description.hasSuffix("download"))
  }
}

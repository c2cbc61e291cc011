import Bytes
import Digests
import HogletAPI
import JSON
import MailStore
import RouterClient
import Testing

@Suite struct `A decoded message` {
  static let alternative = """
    From: =?utf-8?Q?J=C3=B6rg?= <j@x.y>\r
    To: Team: a@x.y, Bea <b@x.y>;\r
    Cc: c@x.y\r
    Subject: =?utf-8?B?4piD?= snow\r
    Received: one\r
    Received: two\r
    Content-Type: multipart/mixed; boundary=o\r
    \r
    --o\r
    Content-Type: multipart/alternative; boundary=i\r
    \r
    --i\r
    Content-Type: text/plain; charset=iso-8859-1\r
    Content-Transfer-Encoding: quoted-printable\r
    \r
    caf=E9\r
    --i\r
    Content-Type: text/html; charset=utf-8\r
    \r
    <p>caf&eacute;</p>\r
    --i--\r
    --o\r
    Content-Type: image/png; name="../../a b.png"\r
    Content-Transfer-Encoding: base64\r
    Content-ID: <pic@x>\r
    \r
    AAEC\r
    --o--\r
    """

  @Test func `has its header, texts, parts and attachments`() async throws {
    let answer = await Client(Self.alternative).get("/api/v3/messages/id@host")
    #expect(answer.contentType == "application/json")
    let json = try answer.json()
    #expect(json.text("id") == "id@host")
    #expect(json.text("subject") == "☃ snow")
    #expect(json.objects("from").map { $0.text("name") } == ["Jörg"])
    #expect(json.objects("to").map { $0.text("address") } == ["a@x.y", "b@x.y"])
    #expect(json.objects("cc").map { $0.text("address") } == ["c@x.y"])
    #expect(json.objects("bcc").isEmpty)
    #expect(
      json.objects("headers").compactMap { $0.text("name") } == [
        "From", "To", "Cc", "Subject", "Received", "Received", "Content-Type",
      ]
    )
    #expect(
      json.objects("headers").compactMap { $0.text("value") }.filter { $0.count == 3 } == ["one", "two"]
    )
    #expect(json.text("text") == "café")
    #expect(json.text("html") == "<p>caf&eacute;</p>")
    #expect(
      json.objects("parts").map { $0.text("type") } == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "image/png",
      ]
    )
    #expect(json.objects("parts").map { $0["parent"]?.number?.text } == [nil, "0", "1", "1", "0"])
    let attachment = try #require(json.objects("attachments").first)
    #expect(attachment.text("name") == "a b.png")
    #expect(attachment.text("contentId") == "pic@x")
    #expect(attachment["size"]?.number?.text == "3")
    #expect(attachment.text("sha256") == Digest<SHA256>(of: ([0, 1, 2] as [UInt8]).span).description)
    #expect(attachment["part"]?.number?.text == "4")
    #expect(json["defects"]?.array == [])
  }

  @Test func `tells of files within its text`() async throws {
    let files = "begin 644 a.txt\r\n%:&5L;&\\\r\nend\r\nbegin 644 b.txt\r\n#8V%T\r\nend\r\n"
    let json = try await Client("\r\n\(files)").get("/api/v3/messages/id@host").json()
    let attachments = json.objects("attachments")
    #expect(attachments.map { $0.text("name") } == ["a.txt", "b.txt"])
    #expect(attachments.map { $0["size"]?.number?.text } == ["5", "3"])
    #expect(attachments.map { $0["part"]?.number?.text } == ["0", "0"])
    #expect(attachments.map { $0["file"]?.number?.text } == ["0", "1"])
    #expect(attachments[1].text("sha256") == Digest<SHA256>(of: Array("cat".utf8).span).description)
  }

  /// Each file takes a walk through its text, and the list of them a walk for each.
  @Test func `looks at its files until that has cost too much`() async throws {
    let text = String(repeating: "x", count: 70) + "\r\n"
    let files = String(repeating: "begin 644 a\r\n#8V%T\r\nend\r\n", count: 1_000)
    let json = try await Client("\r\n" + String(repeating: text, count: 10_000) + files)
      .get("/api/v3/messages/id@host").json()
    let attachments = json.objects("attachments")
    #expect(attachments.count == 1_000)
    let known = attachments.prefix { $0["size"]?.number?.text == "3" }
    #expect((50..<500).contains(known.count))
    let rest = attachments.dropFirst(known.count)
    #expect(rest.allSatisfy { $0["size"] == .null && $0["sha256"] == .null && $0.text("name") == "a" })
    #expect(attachments.last?["file"]?.number?.text == "999")
  }

  @Test(arguments: [1, 2, 7, 64, 1_000])
  func `is the same however little of it is made at once`(target: Int) async {
    let whole = await Client(Self.alternative).get("/api/v3/messages/id@host")
    #expect(await Client(Self.alternative, target: target).get("/api/v3/messages/id@host") == whole)
    let text = await Client(Self.alternative).get("/api/v3/messages/id@host/text")
    #expect(await Client(Self.alternative, target: target).get("/api/v3/messages/id@host/text") == text)
  }

  @Test func `keeps its characters whole where pieces of a long text meet`() async throws {
    let text = "x" + String(repeating: "é☃", count: 100_000)
    let message = "Content-Type: text/plain; charset=utf-8\r\n\r\n\(text)"
    let json = try await Client(message).get("/api/v3/messages/id@host").json()
    #expect(json.text("text") == text)
    #expect(await Client(message).get("/api/v3/messages/id@host/text").text == text)
  }

  @Test func `has the text of its HTML if that is all`() async throws {
    let client = Client("Content-Type: text/html\r\n\r\n<p>one</p><p>two</p><script>three</script>")
    let json = try await client.get("/api/v3/messages/id@host").json()
    let text = try #require(json.text("text"))
    #expect(text.contains("one") && text.contains("two") && !text.contains("three"))
    #expect(await client.get("/api/v3/messages/id@host/text").text == text)
  }

  @Test func `has null for texts that it has not`() async throws {
    let client = Client("Content-Type: image/png\r\n\r\nx")
    let json = try await client.get("/api/v3/messages/id@host").json()
    #expect(json["text"] == .null)
    #expect(json["html"] == .null)
    for text in ["text", "html"] {
      let answer = await client.get(.init("/api/v3/messages/id@host/\(text)"))
      #expect(answer.status == 404)
      #expect(try answer.json().text("error") != nil)
    }
  }

  @Test func `has of a field without end no more than anybody reads`() async {
    let text = "To: " + String(repeating: "a,", count: 1_000_000) + "\r\n\r\nx"
    let answer = await Client(text).get("/api/v3/messages/id@host")
    // As many mailboxes as fit into 256 KB, and the field itself.
    let mailboxes = 128 * 1024 * #"{"name":"","address":"a"},"#.utf8.count
    #expect(answer.content.count > mailboxes)
    #expect(answer.content.count < mailboxes + 300 * 1024)
  }

  @Test func `tells what is wrong with it, and where`() async throws {
    let json = try await Client("A: b\nC: d\r\n\r\nx").get("/api/v3/messages/id@host").json()
    let defect = try #require(json.objects("defects").first { $0.text("kind") == "bare-line-feed" })
    #expect(defect["offset"]?.number?.text == "4")
  }

  @Test func `goes alone`() async throws {
    let client = Client([StoredMessage("x", id: "a"), StoredMessage("x", id: "b")])
    #expect(await client.delete("/api/v3/messages/a").status == 204)
    #expect(
      try await client.get("/api/v3/messages").json().objects("messages").map { $0.text("id") } == ["b"]
    )
    #expect(await client.delete("/api/v3/messages/a").status == 404)
  }

  @Test(arguments: ["", "/raw", "/text", "/html", "/parts/0"])
  func `is not found if it is not there`(path: String) async throws {
    let answer = await Client("x").get(.init("/api/v3/messages/other\(path)"))
    #expect(answer.status == 404)
    #expect(try answer.json().text("error") == "there is no such message")
  }
}

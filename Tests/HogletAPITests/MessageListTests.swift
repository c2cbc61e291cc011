import Bytes
import HTTPTypes
import HogletAPI
import JSON
import MailStore
import RouterClient
import Testing

@Suite struct `The list of version 3` {
  @Test func `has what a reader chooses by, decoded`() async throws {
    let text =
      "From: =?utf-8?Q?J=C3=B6rg?= <j@x.y>\r\nTo: Ann <a@x.y>, b@x.y\r\nCc: Cy <c@x>\r\nSubject: =?iso-8859-1?Q?caf=E9?=\r\n"
      + "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\r\nhello\r\nyou\r\n--o\r\n"
      + "Content-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n--o--\r\n"
    let message = StoredMessage(
      text,
      from: "f@x",
      to: ["d@x", "e@x"],
      created: Timestamp(nanoseconds: 1_120_000_000)
    )
    let answer = await Client([message]).get("/api/v3/messages")
    #expect(answer.status == 200)
    #expect(answer.contentType == "application/json")
    #expect(
      answer.text
        == #"{"total":1,"unread":1,"start":0,"count":1,"next":null,"messages":["#
        + #"{"id":"id@host","created":"1970-01-01T00:00:01.12Z","#
        + #""size":\#(text.utf8.count + 2),"read":false,"envelope":{"helo":"client","from":"f@x","to":["d@x","e@x"]},"#
        + #""subject":"café","from":"Jörg","to":"Ann, b@x.y","cc":"Cy","attachments":1,"snippet":"hello you"}]}"#
    )
  }

  @Test func `is empty when there is nothing`() async {
    let answer = await Client([]).get("/api/v3/messages")
    #expect(answer.text == #"{"total":0,"unread":0,"start":0,"count":0,"next":null,"messages":[]}"#)
  }

  @Test(arguments: [
    ("", ["four", "three", "two", "one"]), ("?limit=2", ["four", "three"]),
    ("?start=1&limit=2", ["three", "two"]),
    ("?start=4", []), ("?start=-1&limit=x", ["four", "three", "two", "one"]),
  ])
  func `has the newest first, from a place on`(query: String, ids: [String]) async throws {
    let messages = ["one", "two", "three", "four"].map { StoredMessage("x", id: .init($0)) }
    for target in [1, 65_536] {
      let answer = await Client(messages, target: target).get(.init("/api/v3/messages\(query)"))
      let json = try answer.json()
      #expect(json.objects("messages").map { $0.text("id") } == ids)
      #expect(json["total"]?.number?.text == "4")
    }
  }

  @Test func `is emptied at once`() async {
    let client = Client([StoredMessage("x", id: "a"), StoredMessage("x", id: "b")])
    #expect(await client.delete("/api/v3/messages").status == 204)
    #expect(await client.get("/api/v3/messages").text.hasPrefix(#"{"total":0,"#))
  }

  @Test func `stands under the web path`() async {
    let client = Client([], webPath: "/hog")
    #expect(await client.get("/hog/api/v3/messages").status == 200)
    #expect(await client.get("/api/v3/messages").status == 404)
  }

  @Test func `is there for pages of the origin that is configured, and of no other`() async {
    let client = Client([], corsOrigin: "https://a.example")
    for method in [HTTPRequest.Method.get, .options] {
      let answer = await client.send(method, "/api/v3/messages")
      #expect(answer.fields[.accessControlAllowOrigin] == "https://a.example")
      #expect(answer.fields[.accessControlAllowMethods] == "OPTIONS,GET,POST,PATCH,DELETE")
    }
    #expect(await Client([]).get("/api/v3/messages").fields[.accessControlAllowOrigin] == nil)
  }

  @Test(arguments: ["", "/id", "/id/raw", "/id/text", "/id/html", "/id/parts/0"])
  func `says that the store is away, and no more`(path: String) async {
    let client = Client(routes: HogletAPI(store: BrokenStore(), surroundings: .test()).routes)
    let answer = await client.get(.init("/api/v3/messages\(path)"))
    #expect(answer.status == 503)
    #expect(answer.text == #"{"error":"the store cannot be reached"}"#)
  }

  private static let named = ["a", "b", "c"].map {
    StoredMessage("Subject: \($0)\r\n\r\nbody \($0)", id: ByteString($0), from: ByteString("\($0)@x"))
  }

  @Test(arguments: [
    ("body", ["c", "b", "a"]), ("from%3Aa", ["a"]), ("-from:a+subject:b", ["b"]), ("%22body%20c%22", ["c"]),
    ("", ["c", "b", "a"]),
  ])
  func `has what a query finds`(query: String, ids: [String]) async throws {
    let answer = await Client(Self.named).get(.init("/api/v3/messages?query=\(query)"))
    #expect(try answer.json().objects("messages").map { $0.text("id") } == ids)
    #expect(try answer.json()["total"]?.number?.text == ByteString("\(ids.count)"))
  }

  @Test func `says what is wrong with a query, and where, and deletes nothing for it`() async throws {
    let client = Client(Self.named)
    for method in [HTTPRequest.Method.get, .delete] {
      let answer = await client.send(method, "/api/v3/messages?query=x+%22y")
      #expect(answer.status == 400)
      #expect(answer.text == #"{"error":"at byte 2: a quotation mark is never closed","offset":2}"#)
    }
    #expect(try await client.get("/api/v3/messages").json()["total"]?.number?.text == "3")
  }

  @Test(arguments: ["?query=subject:100%", "?query=from:a;b", "?Query=a", "?q=a"])
  func `loses nothing to a query that is not understood`(query: String) async throws {
    let client = Client(Self.named)
    #expect(await client.delete(.init("/api/v3/messages\(query)")).status == 400)
    #expect(try await client.get("/api/v3/messages").json()["total"]?.number?.text == "3")
  }

  @Test(arguments: [
    ("kind=from&query=A%40X", ["a"]), ("kind=to&query=d%40e", ["c", "b", "a"]),
    ("kind=containing&query=subject:", []), ("kind=containing&query=body", ["c", "b", "a"]),
  ])
  func `has what MailHog's search finds`(query: String, ids: [String]) async throws {
    let answer = await Client(Self.named).get(.init("/api/v3/messages?\(query)"))
    #expect(try answer.json().objects("messages").map { $0.text("id") } == ids)
  }

  @Test(arguments: ["kind=from", "kind=from&query=", "kind=subject&query=a", "kind=&query=a"])
  func `knows no other kind of search, and none for nothing`(query: String) async throws {
    let client = Client(Self.named)
    for method in [HTTPRequest.Method.get, .delete] {
      #expect(await client.send(method, .init("/api/v3/messages?\(query)")).status == 400)
    }
    #expect(try await client.get("/api/v3/messages").json()["total"]?.number?.text == "3")
  }

  @Test func `goes on where a page has ended`() async throws {
    let client = Client(Self.named)
    let first = try await client.get("/api/v3/messages?limit=2").json()
    let next = try #require(first.text("next"))
    #expect(await client.delete("/api/v3/messages/b").status == 204)
    let second = try await client.get(.init("/api/v3/messages?limit=2&cursor=\(next)")).json()
    #expect(second.objects("messages").map { $0.text("id") } == ["a"])
    #expect(second["start"]?.number?.text == "1")
    #expect(second["next"] == .null)
    let answer = await client.get("/api/v3/messages?cursor=xyz")
    #expect(answer.status == 400)
    #expect(answer.text == #"{"error":"the cursor is none that a list has given"}"#)
  }

  @Test func `is not shown whole for a query that cannot be read`() async {
    #expect(await Client(Self.named).get("/api/v3/messages?query=100%").status == 400)
  }

  @Test func `loses what a query finds, and says how many that were`() async throws {
    let many = (0..<600).map {
      StoredMessage("x", id: ByteString("\($0)"), from: $0 % 2 == 0 ? "even@x" : "odd@x")
    }
    let client = Client(many)
    #expect(await client.delete("/api/v3/messages?query=from:even").text == #"{"deleted":300}"#)
    #expect(await client.delete("/api/v3/messages?query=from:even").text == #"{"deleted":0}"#)
    #expect(try await client.get("/api/v3/messages").json()["total"]?.number?.text == "300")
  }
}

import Bytes
import HTTPTypes
import HogletAPI
import JSON
import MailStore
import RouterClient
import Testing

/// Requests whose content says to which messages something is to be done.
@Suite struct `A mark of version 3` {
  private let client = Client(
    ["a", "b", "c", "d"].map { StoredMessage("x", id: ByteString($0), from: ByteString("\($0)@x")) }
  )

  private func send(
    _ method: HTTPRequest.Method,
    _ body: String,
    type: String? = "application/json"
  ) async -> Client.Answer {
    await send(method, "", body, type: type)
  }

  private func send(
    _ method: HTTPRequest.Method,
    _ path: String,
    _ body: String,
    type: String? = "application/json"
  ) async -> Client.Answer {
    var fields: HTTPFields = [:]
    if let type { fields[.contentType] = type }
    return await client.send(method, .init("/api/v3/messages\(path)"), fields: fields, body: body)
  }

  /// The names of those that are read, and how many are said not to be.
  private func read() async throws -> (ids: [String?], unread: ByteString?) {
    let list = try await client.get("/api/v3/messages").json()
    let ids = list.objects("messages").filter { $0["read"] == .bool(true) }.map { $0.text("id") }
    return (ids, list["unread"]?.number?.text)
  }

  @Test func `is of one message, and says how that is now`() async throws {
    let answer = await send(.patch, "/b", #"{"read":true}"#)
    #expect(answer.status == 200)
    #expect(answer.contentType == "application/json")
    #expect(answer.text == #"{"id":"b","read":true}"#)
    #expect(await send(.patch, "/b", #"{"read":true}"#).text == #"{"id":"b","read":true}"#)
    let state = try await read()
    #expect(state.ids == ["b"] && state.unread == "3")
    #expect(try await client.get("/api/v3/messages/b").json()["read"] == .bool(true))
    #expect(await send(.patch, "/b", #"{"read":false}"#).text == #"{"id":"b","read":false}"#)
    #expect(try await read().ids == [])
    #expect(await send(.patch, "/other", #"{"read":true}"#).status == 404)
  }

  @Test func `is not made by looking`() async throws {
    for path in ["", "/raw", "/text", "/parts/0"] { _ = await client.get(.init("/api/v3/messages/a\(path)")) }
    #expect(try await read().ids == [])
  }

  @Test func `is of those that are named`() async throws {
    #expect(await send(.patch, #"{"ids":["a","c","no","a"],"read":true}"#).text == #"{"updated":2}"#)
    #expect(try await read().ids == ["c", "a"])
    #expect(await send(.patch, #"{"read":false,"ids":["c"]}"#).text == #"{"updated":1}"#)
    #expect(await send(.patch, #"{"read":true,"ids":[]}"#).text == #"{"updated":0}"#)
    #expect(try await read().ids == ["a"])
  }

  @Test func `is of those that are found`() async throws {
    #expect(await send(.patch, "?query=-from:b", #"{"read":true}"#).text == #"{"updated":3}"#)
    #expect(try await read().ids == ["d", "c", "a"])
    let answer = await send(.patch, "?kind=from&query=D%40", #"{"read":false}"#)
    #expect(answer.text == #"{"updated":1}"#)
    let found = try await client.get("/api/v3/messages?query=is:unread").json()
    #expect(found.objects("messages").map { $0.text("id") } == ["d", "b"])
    #expect(found["unread"]?.number?.text == "2")
  }

  @Test func `is of all`() async throws {
    #expect(await send(.patch, #"{"read":true}"#).text == #"{"updated":4}"#)
    #expect(await send(.patch, #"{"read":true}"#).text == #"{"updated":0}"#)
    #expect(try await read().unread == "0")
  }

  @Test(arguments: [
    "", "x", "[]", "null", "{}", #"{"ids":["a"]}"#, #"{"read":1}"#, #"{"read":"true"}"#, #"{"read":null}"#,
    #"{"read":true,"id":["a"]}"#, #"{"read":true,"ids":"a"}"#, #"{"read":true,"ids":[1]}"#,
    #"{"read":true,"ids":null}"#, #"{"read":true} x"#,
  ])
  func `changes nothing if it makes no sense`(body: String) async throws {
    let answer = await send(.patch, body)
    #expect(answer.status == 400)
    #expect(try answer.json().text("error") != nil)
    #expect(try await read().ids == [])
  }

  @Test(arguments: ["?query=a%", "?q=a", "?query=%22", "?kind=x&query=a", "?query=b"])
  func `changes nothing if its query makes no sense, or is one too many`(query: String) async throws {
    #expect(await send(.patch, query, #"{"read":true,"ids":["a"]}"#).status == 400)
    #expect(try await read().ids == [])
  }

  @Test(arguments: [nil, "text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""])
  func `is not taken from a form`(type: String?) async throws {
    #expect(await send(.patch, #"{"read":true}"#, type: type).status == 415)
    #expect(await send(.patch, "/a", #"{"read":true}"#, type: type).status == 415)
    #expect(await send(.delete, #"{"ids":["a"]}"#, type: type).status == 415)
    #expect(try await read().unread == "4")
  }

  @Test(arguments: ["application/json; charset=utf-8", "Application/JSON", "application/json ;x=y"])
  func `is taken as JSON in whatever way that is said`(type: String) async throws {
    #expect(await send(.patch, "/a", #"{"read":true}"#, type: type).status == 200)
  }

  @Test func `names ten thousand at the most`() async throws {
    func body(_ count: Int) -> String {
      #"{"read":true,"ids":["# + Array(repeating: #""a""#, count: count).joined(separator: ",") + "]}"
    }
    #expect(await send(.patch, body(10_001)).status == 400)
    #expect(await send(.patch, body(10_000)).text == #"{"updated":1}"#)
  }

  @Test func `can be for the bin`() async throws {
    #expect(await send(.delete, #"{"ids":["a","no","c"]}"#).text == #"{"deleted":2}"#)
    let list = try await client.get("/api/v3/messages").json()
    #expect(list.objects("messages").map { $0.text("id") } == ["d", "b"])
  }

  @Test(arguments: [
    ("", "{}"), ("", #"{"ids":"b"}"#), ("", #"{"id":["b"]}"#), ("?query=b", #"{"ids":["b"]}"#),
    ("?query=from:b", "{}"), ("", "ids"),
  ])
  func `is for no bin if it makes no sense`(query: String, body: String) async throws {
    #expect(await send(.delete, query, body).status == 400)
    #expect(try await read().unread == "4")
  }

  @Test func `is not made while the store is away`() async {
    let client = Client(routes: HogletAPI(store: BrokenStore(), surroundings: .test()).routes)
    for (path, body) in [
      ("", #"{"read":true}"#), ("/a", #"{"read":true}"#), ("?query=a", #"{"read":true}"#),
      ("", #"{"read":true,"ids":["a"]}"#),
    ] {
      let answer = await client.send(
        .patch,
        .init("/api/v3/messages\(path)"),
        fields: [.contentType: "application/json"],
        body: body
      )
      #expect(answer.status == 503)
    }
  }
}

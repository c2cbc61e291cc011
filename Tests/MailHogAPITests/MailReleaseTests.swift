import Bytes
import Guarding
import HTTP
import HTTPTypes
import MailHogAPI
import MailStore
import RouterClient
import Testing

@Suite struct `Releasing a message` {
  private static let path: ByteString = "/api/v1/messages/id@host/release"

  private let relay = RecordingRelay()
  private let servers: MemoryOutgoingServers

  init() {
    var saved = OutgoingServer()
    (saved.name, saved.host, saved.port, saved.email) = ("relay", "saved.example", "2525", "saved@x")
    (saved.username, saved.password, saved.mechanism) = ("u", "secret", "LOGIN")
    servers = MemoryOutgoingServers([saved], limit: 2)
  }

  private func client(
    _ message: StoredMessage = StoredMessage("Subject: x\r\n\r\nbody", to: ["d@e.f", "@r,@s:g@h.i"]),
    switchedOn: Bool = true
  ) -> Client {
    Client(ListStore([message]), release: MailRelease(servers: servers, relay: switchedOn ? relay : nil))
  }

  private func release(_ body: String, path: ByteString = Self.path) async -> Client.Answer {
    await client().send(.post, path, body: Array(body.utf8))
  }

  @Test func `goes to the one recipient through the server that is asked for`() async {
    let answer = await release(#"{"host": "h", "port": "25", "email": "to@x"}"#)
    #expect(answer == .init(status: 200, fields: [.contentType: "text/json"], content: []))
    #expect(relay.calls.map(\.id) == ["id@host"])
    #expect(relay.calls.map(\.recipients) == [["to@x"]])
    #expect(relay.calls.map(\.server.host) == ["h"])
    #expect(relay.calls.map(\.server.port) == ["25"])
  }

  @Test(arguments: ["", #","email": """#, #","email": " ""#])
  func `goes to the recipients of old where none is named`(email: String) async {
    #expect(await release(#"{"host": "h", "port": "25"\#(email)}"#).status == 200)
    #expect(relay.calls.map(\.recipients) == [["d@e.f", "g@h.i"]])
  }

  @Test func `goes through a saved server, to its recipient or another`() async {
    #expect(await release(#"{"name": "relay", "host": "evil.example"}"#).status == 200)
    #expect(await release(#"{"name": "relay", "email": "to@x"}"#).status == 200)
    #expect(relay.calls.map(\.recipients) == [["saved@x"], ["to@x"]])
    #expect(relay.calls.map(\.server.host) == ["saved.example", "saved.example"])
    #expect(relay.calls.map(\.server.password) == ["secret", "secret"])
  }

  @Test func `saves a server, once`() async {
    let order = #"{"name": "new", "save": true, "host": "h", "port": "25"}"#
    #expect(await release(order).status == 200)
    #expect(await release(order) == .init(status: 400, fields: [.contentType: "text/json"], content: []))
    #expect(servers.server(named: "new")?.host == "h")
    #expect(relay.calls.count == 1)
    #expect(await release(#"{"name": "one more", "save": true}"#).status == 507)
  }

  @Test func `saves a server without a name as one with an empty name`() async {
    #expect(await release(#"{"save": true, "host": "h"}"#).status == 200)
    #expect(servers.all().map(\.name) == ["", "relay"])
    #expect(await release(#"{"save": true, "host": "h"}"#).status == 400)
    #expect(relay.calls.count == 1)
  }

  @Test func `saves a server before it looks how to log in`() async {
    #expect(
      await release(#"{"username": "u", "mechanism": "NONE", "name": "new", "save": true}"#).status == 400
    )
    #expect(servers.all().map(\.name) == ["new", "relay"])
    #expect(relay.calls.isEmpty)
  }

  @Test(arguments: [
    #"{"name": "unknown"}"#, #"{"name": "relay", "save": true}"#, #"{"username": "u", "mechanism": "FOO"}"#,
    #"{"password": "p"}"#, #"{"username": "u", "mechanism": "plain"}"#,
  ])
  func `is refused as MailHog refuses it`(order: String) async {
    #expect(await release(order) == .init(status: 400, fields: [.contentType: "text/json"], content: []))
    #expect(relay.calls.isEmpty)
    #expect(servers.all().map(\.name) == ["relay"])
  }

  @Test(arguments: ["PLAIN", "LOGIN", "CRAMMD5", "CRAM-MD5"])
  func `knows ways to log in`(mechanism: String) async {
    #expect(await release(#"{"username": "u", "password": "p", "mechanism": "\#(mechanism)"}"#).status == 200)
  }

  @Test func `needs no way to log in where nobody does`() async {
    #expect(await release(#"{"mechanism": "NONE", "host": "h"}"#).status == 200)
  }

  @Test(arguments: ["", "{", "[]", #"{"name": 5}"#])
  func `needs a body that says what to do`(body: String) async {
    let answer = await release(body)
    #expect(answer.status == 500)
    #expect(answer.text == "Error decoding request body")
    #expect(relay.calls.isEmpty)
  }

  @Test func `needs a message`() async {
    #expect(await release("{}", path: "/api/v1/messages/other/release").status == 404)
    #expect(await release("{", path: "/api/v1/messages/other/release").status == 500)
    #expect(relay.calls.isEmpty)
  }

  @Test func `does not look behind the object that says what to do`() async {
    #expect(await release(#"{"host": "h"} trailing"#).status == 200)
    #expect(relay.calls.map(\.server.host) == ["h"])
  }

  @Test func `says why it failed`() async {
    relay.failure = RelayFailure("the \"sender\"", at: .mail, reply: "550 <no>")
    let answer = await release(#"{"host": "h"}"#)
    #expect(answer.status == 502)
    #expect(
      answer.text
        == #"{"error":"the \"sender\"","stage":"mail","reply":"550 \u003cno\u003e"}"# + "\n"
    )
    relay.failure = RelayFailure("not an address", at: .rcpt, fault: .request)
    #expect(await release("{}").status == 400)
    relay.failure = RelayFailure("too much", at: nil, fault: .crowded)
    #expect(await release("{}").status == 503)
    #expect(await release("{}").text == "{\"error\":\"too much\"}\n")
  }

  @Test func `can be switched off`() async {
    let answer = await client(switchedOn: false).send(.post, Self.path, body: Array("{}".utf8))
    #expect(answer.status == 403)
    #expect(answer.text == "{\"error\":\"release is switched off\"}\n")
    #expect(await client(switchedOn: false).get("/api/v2/outgoing-smtp").status == 200)
  }

  @Test func `shows the saved servers, and of a password that there is one`() async {
    var plain = OutgoingServer()
    (plain.name, plain.label, plain.host, plain.port, plain.insecure) = ("a", "other", "h", "25", true)
    _ = servers.save(plain)
    let answer = await client().get("/api/v2/outgoing-smtp")
    #expect(answer.contentType == "application/json")
    let expected =
      #"{"a":{"Name":"other","Save":false,"Email":"","Host":"h","Port":"25","Username":"","Password":"","Mechanism":"","#
      + #""Insecure":true},"relay":{"Name":"","Save":false,"Email":"saved@x","Host":"saved.example","#
      + #""Port":"2525","Username":"u","Password":"********","Mechanism":"LOGIN"}}"#
    #expect(answer.text == expected)
  }

  @Test func `shows an object when no server is saved`() async {
    let client = Client(
      ListStore([]),
      release: MailRelease(servers: MemoryOutgoingServers(), relay: nil)
    )
    #expect(await client.get("/api/v2/outgoing-smtp").text == "{}")
  }
}

/// A relay that takes note of what it should send, and fails if it is told so.
private final class RecordingRelay: MailRelay {
  struct Call: Sendable {
    var id: ByteString
    var recipients: [ByteString]
    var server: OutgoingServer
  }

  private let state = Guarded<(calls: [Call], failure: RelayFailure?)>(([], nil))

  var calls: [Call] { state.withLock { $0.calls } }

  var failure: RelayFailure? {
    get { state.withLock { $0.failure } }
    set { state.withLock { $0.failure = newValue } }
  }

  func relay(
    _ message: StoredMessage,
    to recipients: [ByteString],
    through server: OutgoingServer
  ) async throws(RelayFailure) {
    state.withLock { $0.calls.append(Call(id: message.id.text, recipients: recipients, server: server)) }
    if let failure { throw failure }
  }
}

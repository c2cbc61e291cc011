import Bytes
import HTTPTypes
import Jim
import MailHogAPI
import RouterClient
import Testing

/// A Jim of whom nobody knows where he is.
private struct LostJim: SharedJim {
  let state = JimState(isInvited: true)

  func current() async throws(JimUnreachable) -> JimState { throw JimUnreachable() }

  func update(_ change: @Sendable (inout JimState) -> Bool) async throws(JimUnreachable) -> Bool {
    throw JimUnreachable()
  }
}

/// A Jim whom somebody else has just invited.
private struct ChangedJim: SharedJim {
  let state = JimState()

  func current() async throws(JimUnreachable) -> JimState { JimState(isInvited: true) }

  func update(_ change: @Sendable (inout JimState) -> Bool) async throws(JimUnreachable) -> Bool {
    var state = try await current()
    return change(&state)
  }
}

@Suite struct `Jim in version 2 of the API` {
  private static let usual =
    #"{"DisconnectChance":0.005,"AcceptChance":0.99,"LinkSpeedAffect":0.1,"LinkSpeedMin":1024,"#
    + #""LinkSpeedMax":10240,"RejectSenderChance":0.05,"RejectRecipientChance":0.05,"RejectAuthChance":0.05}"#
  private static let half =
    #"{"DisconnectChance":0,"AcceptChance":1,"LinkSpeedAffect":0,"LinkSpeedMin":0,"LinkSpeedMax":0,"#
    + #""RejectSenderChance":0.5,"RejectRecipientChance":0,"RejectAuthChance":0}"#
  private static let zeros =
    #"{"DisconnectChance":0,"AcceptChance":0,"LinkSpeedAffect":0,"LinkSpeedMin":0,"LinkSpeedMax":0,"#
    + #""RejectSenderChance":0,"RejectRecipientChance":0,"RejectAuthChance":0}"#

  private let jim: LocalJim
  private let client: Client

  init() {
    jim = LocalJim()
    client = Client(ListStore([]), jim: jim)
  }

  private func send(_ method: HTTPRequest.Method, _ body: String = "") async -> Client.Answer {
    await client.send(method, "/api/v2/jim", body: body)
  }

  @Test(arguments: [HTTPRequest.Method.get, .put, .delete])
  func `is not found before he is invited`(method: HTTPRequest.Method) async {
    #expect(await send(method, "{}") == .init(status: 404, fields: [:], content: []))
    #expect(await send(method, "broken").status == 404)
    #expect(!jim.state.isInvited)
  }

  @Test func `comes, is instructed and goes as with MailHog`() async {
    #expect(await send(.post) == .init(status: 201, fields: [:], content: []))
    let usual = await send(.get)
    #expect(usual.status == 200)
    #expect(usual.contentType == "application/json")
    #expect(usual.text == Self.usual)
    #expect(await send(.post) == .init(status: 400, fields: [:], content: []))
    let body = #"{"AcceptChance":1,"RejectSenderChance":0.5}"#
    #expect(await send(.put, body) == .init(status: 200, fields: [:], content: []))
    #expect(await send(.get).text == Self.half)
    #expect(await send(.put, "nope") == .init(status: 400, fields: [:], content: []))
    #expect(await send(.get).text == Self.half)
    #expect(await send(.delete) == .init(status: 200, fields: [:], content: []))
    #expect(await send(.get).status == 404)
    #expect(await send(.post).status == 201)
    #expect(await send(.get).text == Self.half)
  }

  @Test func `comes with the settings he is given`() async {
    #expect(await send(.post, #"{"acceptchance":1,"REJECTSENDERCHANCE":5e-1,"Unknown":[{}]}"#).status == 201)
    #expect(await send(.get).text == Self.half)
    #expect(jim.state.settings == JimSettings(acceptChance: 1, rejectSenderChance: 0.5))
  }

  @Test(arguments: [
    "", "nope", "[]", "7", #"{"AcceptChance":"1"}"#, #"{"AcceptChance":1e999}"#, "{",
  ])
  func `comes with his last settings if those he is given cannot be read`(body: String) async {
    #expect(await send(.post, body).status == 201)
    #expect(await send(.get).text == Self.usual)
  }

  @Test func `is instructed by the first of what he is told`() async {
    _ = await send(.post)
    #expect(await send(.put, #"{"AcceptChance":0.5,"LinkSpeedMin":2} {"AcceptChance":1}"#).status == 200)
    #expect(jim.state.settings == JimSettings(acceptChance: 0.5, linkSpeedMin: 2))
  }

  @Test(arguments: [
    "", "nope", "[]", "7", #""{}""#, #"{"AcceptChance":"1"}"#, #"{"AcceptChance":1e999}"#,
    #"{"AcceptChance":true}"#, #"{"AcceptChance":1,"acceptChance":[]}"#, "{",
  ])
  func `is not instructed by what cannot be read`(body: String) async {
    _ = await send(.post)
    #expect(await send(.put, body).status == 400)
    #expect(await send(.get).text == Self.usual)
  }

  @Test(arguments: ["{}", "null", " {\n} ", #"{"AcceptChance":null}"#, #"{"Other":1}"#])
  func `does nothing he is not told to`(body: String) async {
    _ = await send(.post)
    #expect(await send(.put, body).status == 200)
    #expect(await send(.get).text == Self.zeros)
  }

  @Test func `keeps numbers as they are, sensible or not`() async {
    _ = await send(.post)
    let body = #"{"AcceptChance":-3,"DisconnectChance":1e300,"LinkSpeedMin":-1024.5,"LinkSpeedMax":1e-7}"#
    #expect(await send(.put, body).status == 200)
    let settings = JimSettings(
      disconnectChance: 1e300,
      acceptChance: -3,
      linkSpeedMin: -1024.5,
      linkSpeedMax: 1e-7
    )
    #expect(jim.state.settings == settings)
    let text = await send(.get).text
    #expect(text.hasPrefix(#"{"DisconnectChance":1e+300,"AcceptChance":-3,"LinkSpeedAffect":0,"#))
    #expect(text.contains(#""LinkSpeedMin":-1024.5,"LinkSpeedMax":1e-7,"#))
  }

  @Test func `is shared with whoever else has him`() async throws {
    _ = try await jim.update { $0.invite(JimSettings(acceptChance: 1, rejectSenderChance: 0.5)) }
    #expect(await send(.get).text == Self.half)
    #expect(await send(.delete).status == 200)
    #expect(!jim.state.isInvited)
  }

  @Test(arguments: [HTTPRequest.Method.get, .post, .put, .delete])
  func `says 503 when he cannot be reached`(method: HTTPRequest.Method) async {
    let client = Client(ListStore([]), jim: LostJim())
    for body in ["{}", "nope"] {
      let answer = await client.send(method, "/api/v2/jim", body: body)
      #expect(answer == .init(status: 503, fields: [:], content: []))
    }
  }

  @Test func `is asked about where he is kept`() async {
    let client = Client(ListStore([]), jim: ChangedJim())
    #expect(await client.send(.get, "/api/v2/jim").status == 200)
    #expect(await client.send(.put, "/api/v2/jim", body: "nope").status == 400)
  }

  @Test(arguments: [HTTPRequest.Method.options, .get, .put, .post, .delete])
  func `lets pages of a configured origin reach him`(method: HTTPRequest.Method) async {
    let jim = LocalJim(JimState(isInvited: true))
    let client = Client(ListStore([]), jim: jim, webPath: "/hog", corsOrigin: "*")
    let answer = await client.send(method, "/hog/api/v2/jim", body: "{}")
    #expect(answer.fields[.accessControlAllowOrigin] == "*")
    #expect(answer.fields[.accessControlAllowMethods] == "OPTIONS,GET,PUT,POST,DELETE")
    #expect(answer.status == (method == .post ? 400 : 200))
    #expect(await client.send(method, "/api/v2/jim").status == 404)
  }
}

import Bytes
import HTTP
import HTTPTypes
import Testing

@Suite struct `Switching protocols` {
  private static let request = "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n"
  private static var answer: Response { Response(.switchingProtocols, fields: [.upgrade: "other"]) }

  @Test(arguments: [request, request.replacing("Upgrade\r\n", with: "Upgrade, close\r\n")])
  func `ends the session behind the head, and takes nothing that follows`(request: String) {
    var session = HTTPSession()
    _ = session.receive(request)
    let (text, framing) = session.head(of: Self.answer, contentLength: 0)
    #expect(text == "HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n")
    #expect(framing.content == .none)
    #expect(framing.next == .switchProtocols)
    #expect(session.responseSent() == .switchProtocols)
    let (input, start) = (Array("GET / HTTP/1.1\r\n".utf8), 0)
    var position = start
    #expect(session.receive(input.span, from: &position) == .close)
    #expect(position == 0)
  }

  @Test func `happens also when the server wants to stop, or the peer sends no more`() {
    var session = HTTPSession()
    _ = session.receive(Self.request)
    #expect(session.head(of: Self.answer, contentLength: 0, closing: true).framing.next == .switchProtocols)
    #expect(session.inputEnded() == .wait)
    #expect(session.responseSent() == .switchProtocols)
  }

  @Test func `is unknown to HTTP/1.0, whose wish is not seen`() {
    var session = HTTPSession()
    let action = session.receive("GET / HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n").action
    guard case .request(let request) = action else {
      Issue.record("no request: \(action)")
      return
    }
    #expect(request.fields[.upgrade] == nil)
  }

  @Test func `may be asked for, and says so to those in between`() {
    var session = HTTPSession()
    _ = session.receive("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    let text = session.head(of: Response(.upgradeRequired, fields: [.upgrade: "other"]), contentLength: 0)
      .text
    #expect(text.contains("\r\nUpgrade: other\r\n"))
    #expect(text.contains("\r\nConnection: Upgrade\r\nConnection: close\r\n"))
  }

  @Test func `is told from tokens of lists, in any case`() {
    var fields = HTTPFields()
    fields[.connection] = "keep-alive , UPGRADE"
    #expect(fields.list(.connection, includes: "upgrade"))
    #expect(fields.list(.connection, includes: "keep-alive"))
    #expect(!fields.list(.connection, includes: "grade"))
    #expect(!fields.list(.upgrade, includes: "upgrade"))
  }
}

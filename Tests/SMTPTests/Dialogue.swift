import Testing

/// What a client says line by line, and what it is told.
struct Dialogue: Sendable, CustomTestStringConvertible {
  /// One line, or several, and the reply.
  struct Exchange: Sendable {
    let client: String
    let server: String

    init(_ client: String, _ server: String) {
      self.client = client
      self.server = server
    }
  }

  let name: String
  let exchanges: [Exchange]

  init(_ name: String, _ exchanges: Exchange...) {
    self.name = name
    self.exchanges = exchanges
  }

  var testDescription: String { name }

  /// What the client sends, each line with its CRLF.
  var wire: [UInt8] { exchanges.flatMap { Array(($0.client + "\r\n").utf8) } }

  /// What the client is told.
  var replies: [String] { exchanges.map(\.server) }
}

typealias Exchange = Dialogue.Exchange

/// What EHLO is told under the usual limits.
func extendedHello(_ client: String) -> String {
  """
  250-Hello \(client)
  250-PIPELINING
  250-8BITMIME
  250-SMTPUTF8
  250-SIZE 52428800
  250-CHUNKING
  250-BINARYMIME
  250-DSN
  250 AUTH PLAIN LOGIN CRAM-MD5
  """
}

let startData = "354 End data with <CR><LF>.<CR><LF>"
let unrecognised = "500 Unrecognised command"

import Glibc

/// A part of the program that any bytes may reach, and the rules that must hold whatever they are.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// The SMTP session.
  case smtp = "FuzzSMTP"
  /// The client's side of SMTP.
  case smtpClient = "FuzzSMTPClient"
  /// The HTTP session, with the answers it frames and the paths it routes.
  case http = "FuzzHTTP"
  /// A message as MailHog shows it, and its JSON.
  case view = "FuzzView"
  /// The writer of JSON strings.
  case json = "FuzzJSON"
  /// The reader of JSON.
  case jsonReader = "FuzzJSONReader"
  /// The command line and the environment.
  case flags = "FuzzFlags"
  /// The search of messages.
  case search = "FuzzSearch"
  /// The WebSocket session.
  case webSocket = "FuzzWebSocket"
  /// The parts of a message, and their contents.
  case tree = "FuzzMIME"
  /// The encoded words of header fields.
  case words = "FuzzWords"
  /// The parameters of header fields.
  case parameters = "FuzzParameters"
  /// The addresses of header fields.
  case addresses = "FuzzAddresses"
  /// The text of HTML.
  case html = "FuzzHTML"
  /// The files of the maildir store, and its index.
  case maildir = "FuzzMaildir"
  /// The documents of the MongoDB store.
  case bson = "FuzzBSON"
  /// The query language.
  case query = "FuzzQuery"
  /// The address of a database, and what is shown of it.
  case uri = "FuzzURI"
  /// Whole dialogues of SMTP, HTTP and WebSocket, and header sections, made of the input's decisions.
  case dialogue = "FuzzDialogue"
  /// HTML for the frame that shows it.
  case display = "FuzzDisplay"

  /// Feeds `input` to the code under test.
  ///
  /// - Throws: The first rule found broken. Code that traps ends the process instead.
  public func run(_ input: [UInt8]) throws(Finding) {
    switch self {
    case .smtp: try SMTPCheck.run(input)
    case .smtpClient: try SMTPClientCheck.run(input)
    case .http: try HTTPCheck.run(input)
    case .view: try ViewCheck.run(input)
    case .json: try JSONCheck.run(input)
    case .jsonReader: try JSONReaderCheck.run(input)
    case .flags: try FlagsCheck.run(input)
    case .search: try SearchCheck.run(input)
    case .tree: try TreeCheck.run(input)
    case .words: try WordsCheck.run(input)
    case .parameters: try ParametersCheck.run(input)
    case .addresses: try AddressesCheck.run(input)
    case .html: try HTMLCheck.run(input)
    case .webSocket: try WebSocketCheck.run(input)
    case .maildir: try MaildirCheck.run(input)
    case .bson: try BSONCheck.run(input)
    case .query: try QueryCheck.run(input)
    case .uri: try URICheck.run(input)
    case .dialogue: try DialogueCheck.run(input)
    case .display: try DisplayCheck.run(input)
    }
  }

  /// The body of `LLVMFuzzerTestOneInput`, which stops the process with the rule that is broken, if one is.
  public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
      try run(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
      // Optimised code does not say why it stops.
      let text = Array("\(rawValue): broken rule: \(error)\n".utf8)
      unsafe text.withUnsafeBytes { _ = unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
      preconditionFailure(error.description)
    }
    return 0
  }
}

import Bytes
import PropertyTesting
import SMTP

/// Makes whole SMTP sessions whose messages are known beforehand, and holds them in pieces.
enum SMTPDialogue {
  static func run(_ choices: inout Choices) throws(Finding) {
    var script = SMTPScript()
    while !choices.isExhausted, script.messages.count < 8 { script.go(on: &choices) }
    let pieces = choices.pieces(of: script.bytes)
    for pieces in [[script.bytes[...]], pieces] {
      let messages = try hear(pieces)
      try require(messages == script.messages, "the messages that were sent are those that are stored")
    }
  }

  /// The messages that a session hands over, each of which is stored.
  private static func hear(_ pieces: [ArraySlice<UInt8>]) throws(Finding) -> [Message] {
    var session = SMTPSession(configuration: SMTPConfiguration(hostname: "mail.example"), challenge: 42)
    var messages: [Message] = []
    var unread: [UInt8] = []
    for piece in pieces {
      unread += piece
      let input = unread
      var position = 0
      hearing: while true {
        switch session.receive(input.span, from: &position) {
        case .wait: break hearing
        case .reply: continue
        case .store(let message):
          messages.append(message)
          _ = session.stored(as: "id@mail.example")
        case .close: throw Finding("a session that nobody ends goes on")
        }
      }
      unread.removeFirst(position)
    }
    return messages
  }
}

/// What a client says, and which messages come of it.
private struct SMTPScript {
  private static let letters = Array("abcXYZ019.+-_".utf8)
  private(set) var bytes: [UInt8] = []
  private(set) var messages: [Message] = []
  private var helo: ByteString = ""

  mutating func go(on choices: inout Choices) {
    switch choices.number(upTo: 9) {
    case 0...5:
      if helo.isEmpty { greet(&choices) }
      transaction(&choices)
    case 6: greet(&choices)
    case 7:
      say(choices.pick(["NOOP", "NOOP x", "RSET", "VRFY a", "HELP", "EXPN a", "BREW", "", " ", "\u{0}"]))
    case 8: authenticate(&choices)
    // Without a greeting, or behind nothing, these are refused, and change nothing.
    default: say(choices.pick(["RCPT TO:<a@b>", "DATA x", "MAIL", "MAIL FROM:", "RCPT TO:<>"]))
    }
  }

  private mutating func say(_ text: String) { bytes += Array(text.utf8) + [13, 10] }

  /// A command in any mixture of cases.
  private mutating func say(_ verb: String, _ argument: [UInt8], _ choices: inout Choices) {
    bytes += choices.bool() ? Array(verb.utf8) : verb.utf8.map(\.asciiLowercased)
    bytes += argument + [13, 10]
  }

  private mutating func greet(_ choices: inout Choices) {
    let name = choices.text(of: Self.letters, from: 1, upTo: 20)
    say(choices.pick(["EHLO ", "HELO "]), name, &choices)
    helo = ByteString(name)
  }

  private mutating func authenticate(_ choices: inout Choices) {
    switch choices.number(upTo: 2) {
    case 0: say("AUTH PLAIN AGEAYg==")
    case 1:
      say("AUTH LOGIN")
      say("YQ==")
      say("Yg==")
    default:
      say("AUTH CRAM-MD5")
      say("*")
    }
  }

  private mutating func transaction(_ choices: inout Choices) {
    let sender = choices.text(of: Self.letters, upTo: 20)
    let parameters = choices.pick(["", "BODY=8BITMIME", "SIZE=5 SMTPUTF8"])
    say(
      "MAIL FROM:",
      Array("<".utf8) + sender + Array((parameters.isEmpty ? ">" : "> " + parameters).utf8),
      &choices
    )
    let recipients = choices.list(upTo: 4) { $0.text(of: Self.letters, from: 1, upTo: 20) }
    for recipient in recipients { say("RCPT TO:", Array("<".utf8) + recipient + Array(">".utf8), &choices) }
    guard choices.number(upTo: 7) > 0 else { return say("RSET") }
    let hasChunks = choices.bool()
    let (data, hasLines) = hasChunks ? (sendChunks(&choices), false) : sendData(&choices)
    messages.append(
      Message(
        helo: helo,
        sender: Message.Path(ByteString(sender), parameters: ByteString(Array(parameters.utf8))),
        recipients: recipients.map { Message.Path(ByteString($0)) },
        data: data,
        lacksFinalLineBreak: hasLines
      )
    )
  }

  /// Sends lines behind DATA, with their dots stuffed, and returns what they say and whether there are any.
  private mutating func sendData(_ choices: inout Choices) -> (data: [UInt8], hasLines: Bool) {
    say("DATA", [], &choices)
    let lines = choices.list(upTo: 6) { choices in
      choices.pick(["", ".", "..", ".\u{0}", "Subject: x"]).utf8
        + choices.bytes(upTo: 40).filter { $0 != 13 && $0 != 10 }
    }
    for line in lines { bytes += (line.first == 0x2E ? [0x2E] : []) + line + [13, 10] }
    say(".")
    return (Array(lines.joined(separator: [13, 10])), !lines.isEmpty)
  }

  /// Sends any bytes in chunks, and returns them.
  private mutating func sendChunks(_ choices: inout Choices) -> [UInt8] {
    let chunks = choices.list(upTo: 4) { $0.bytes(upTo: 300) }
    for chunk in chunks { say("BDAT ", Array(String(chunk.count).utf8), then: chunk, &choices) }
    let last = choices.bytes(upTo: 40)
    say("BDAT ", Array("\(last.count) LAST".utf8), then: last, &choices)
    return Array(chunks.joined()) + last
  }

  private mutating func say(
    _ verb: String,
    _ argument: [UInt8],
    then content: [UInt8],
    _ choices: inout Choices
  ) {
    say(verb, argument, &choices)
    bytes += content
  }
}

import Bytes

/// Puts together the lines of a reply, whatever pieces they come in; only CRLF ends a line.
struct ReplyReader {
  /// What the bytes so far amount to.
  enum Outcome: Equatable {
    /// All bytes are taken and the reply goes on.
    case incomplete
    /// A reply has come whole.
    case reply(ServerReply)
    /// A line is not part of a reply, or not of the one before it.
    case malformed
    /// More octets came than a reply may have.
    case tooLong
  }

  private let limit: Int
  private var lines = LineReader()
  private var octets = 0
  private var code: Int?
  private var texts: [ByteString] = []

  /// A reader of replies that have at most `limit` octets.
  init(limit: Int) {
    self.limit = limit
  }

  /// Takes bytes from `position` on, at most up to the end of a reply.
  mutating func read(_ input: Span<UInt8>, from position: inout Int) -> Outcome {
    while true {
      let start = position
      let line = lines.read(input, from: &position, limit: limit)
      octets += position - start
      guard octets <= limit else { return .tooLong }
      let outcome: Outcome? =
        switch line {
        case .incomplete: .incomplete
        case .line(let range): receive(line: input.extracting(range))
        case .collected(let line): receive(line: line.span)
        case .tooLong: .tooLong
        }
      if let outcome { return outcome }
    }
  }

  /// Three digits, and behind them nothing, or a hyphen or a space and text.
  private mutating func receive(line: Span<UInt8>) -> Outcome? {
    guard line.count >= 3, let code = line.extracting(..<3).decimalValue, code >= 100 else {
      return .malformed
    }
    guard self.code == nil || self.code == code else { return .malformed }
    let separator = line.count > 3 ? line[3] : ASCII.space
    guard separator == ASCII.space || separator == UInt8(ascii: "-") else { return .malformed }
    self.code = code
    texts.append(ByteString(copying: line.extracting(min(4, line.count)...)))
    guard separator == ASCII.space else { return nil }
    let reply = ServerReply(code: code, lines: texts)
    self = ReplyReader(limit: limit)
    return .reply(reply)
  }
}

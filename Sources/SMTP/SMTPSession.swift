import Bytes

/// The server's side of one SMTP connection (RFC 5321), without input or output.
///
/// It takes bytes and says what to do; the one who owns the connection sends, stores, and keeps the time. No byte that a
/// client can send stops it. What MailHog said it says word for word.
public struct SMTPSession: ~Copyable {
  let configuration: SMTPConfiguration
  private let challenge: UInt64
  var temperament: (any Temperament)?
  private(set) var lines = LineReader()
  /// The name that the client gave last.
  var helo: ByteString = ""
  var phase = Phase.connected

  /// A session with a client that has just connected.
  ///
  /// - Parameters:
  ///   - configuration: What it has in common with others.
  ///   - challenge: A number that the client cannot foresee, different in each session: CRAM-MD5 is asked with it.
  ///   - temperament: Who may refuse what it would accept; nil for nobody.
  public init(
    configuration: SMTPConfiguration,
    challenge: UInt64,
    temperament: (any Temperament)? = nil
  ) {
    self.configuration = configuration
    self.challenge = challenge
    self.temperament = temperament
  }

  /// What the server says first.
  public var greeting: Reply { .greeting(hostname: configuration.hostname) }

  /// What a CRAM-MD5 client is to digest, in the form of a message id (RFC 2195 section 2).
  var challengeText: ByteString {
    var text = ByteBuffer()
    text.append("<")
    text.append(decimal: challenge)
    text.append("@")
    text.append(contentsOf: configuration.hostname)
    text.append(">")
    return ByteString(text.take())
  }

  /// Takes bytes of `input` from `position` on, moves it past them, and says what to do.
  ///
  /// To be called again until it says `.wait`. The bytes behind `position` are then either none, or the session is
  /// storing and wants them later.
  public mutating func receive(_ input: Span<UInt8>, from position: inout Int) -> SMTPAction {
    while true {
      if let action = step(input, from: &position) { return action }
    }
  }

  /// One command, or one piece of a message; nil after a command that is answered with what follows it.
  private mutating func step(_ input: Span<UInt8>, from position: inout Int) -> SMTPAction? {
    switch phase.read(input, from: &position) {
    case .line: readLine(input, from: &position)
    case .wait: .wait
    case .data(let transaction, let reader): finish(transaction, reader)
    case .chunk(let transaction, let chunk): finish(transaction, chunk)
    case .skipped(let reply): .answer(reply)
    }
  }

  /// Takes a line, or what there is of it.
  private mutating func readLine(_ input: Span<UInt8>, from position: inout Int) -> SMTPAction? {
    let limits = configuration.limits
    let longest = max(limits.commandLine, limits.authenticationLine)
    return switch lines.read(input, from: &position, limit: longest) {
    case .incomplete: .wait
    case .line(let range): receive(line: input.extracting(range))
    case .collected(let line): receive(line: line.span)
    case .tooLong: refuseLongLine()
    }
  }
}

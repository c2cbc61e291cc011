import Bytes

extension SMTPSession {
  /// Acts on a line without its CRLF; nil if the answer has to wait for the chunk that follows.
  mutating func receive(line: Span<UInt8>) -> SMTPAction? {
    let limits = configuration.limits
    let command = Command(line)
    if case .authenticating(let exchange) = phase, !command.isHeardAlways {
      guard line.count + 2 <= limits.authenticationLine else { return refuseLongLine() }
      if command.startsTLS { return .answer(.unrecognised) }
      return proceed(exchange.receive(line))
    }
    let limit = command.verb == .auth ? limits.authenticationLine : limits.commandLine
    guard line.count + 2 <= limit else { return refuseLongLine() }
    guard let verb = command.verb else { return .answer(.unrecognised) }
    switch verb {
    case .helo: return hello(command.argument, isExtended: false)
    case .ehlo: return hello(command.argument, isExtended: true)
    case .mail: return mail(command.argument)
    case .rcpt: return recipient(command.argument)
    case .data: return data()
    case .bdat: return chunk(command.argument)
    case .auth: return authenticate(command.argument)
    case .rset: return reset()
    case .quit: return quit()
    case .noop: return .answer(.ok)
    case .help: return .answer(.help)
    case .vrfy: return .answer(.notVerified)
    case .expn: return .answer(.notImplemented)
    }
  }

  /// Refuses a line over its limit, and ends the exchange that it belonged to (RFC 4954 section 4).
  mutating func refuseLongLine() -> SMTPAction {
    if case .authenticating = phase { phase = .ready }
    return .answer(.lineTooLong)
  }

  /// HELO and EHLO end the transaction (RFC 5321 section 4.1.4).
  private mutating func hello(_ name: Span<UInt8>, isExtended: Bool) -> SMTPAction {
    helo = ByteString(copying: name)
    phase = .ready
    let messageSize = configuration.limits.messageSize
    return .reply(isExtended ? .extendedHello(helo, messageSize: messageSize) : .hello(helo))
  }

  /// RSET makes ready, even a client that has not said hello: so it was with MailHog.
  private mutating func reset() -> SMTPAction {
    phase = .ready
    return .answer(.ok)
  }

  private mutating func quit() -> SMTPAction {
    phase = .closed
    return .close(after: .fixed(.bye))
  }

  /// AUTH has its place between transactions only (RFC 4954 section 4).
  private mutating func authenticate(_ argument: Span<UInt8>) -> SMTPAction {
    guard case .ready = phase else { return .answer(.unrecognised) }
    return proceed(Authentication.begin(argument, challenge: challengeText))
  }

  private mutating func proceed(_ step: Authentication.Step) -> SMTPAction {
    if let next = step.next { phase = .authenticating(next) } else { phase = .ready }
    if step.reply == .fixed(.authenticated), temperament?.refusesCredentials() == true {
      return .answer(.unrecognised)
    }
    return .reply(step.reply)
  }
}

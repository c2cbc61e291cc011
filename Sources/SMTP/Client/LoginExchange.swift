import Bytes

/// The client's side of AUTH (RFC 4954 section 4): what it says next to a server that goes on asking.
enum LoginExchange: Equatable {
  /// PLAIN, whose credentials were too long for the command: they are the answer.
  case plain
  /// LOGIN: the name is the answer.
  case username
  /// LOGIN: the password is the answer.
  case password
  /// CRAM-MD5: the digest of the challenge is the answer.
  case challenge
  /// Everything is said; there is nothing to answer.
  case verdict

  /// What to say, and what comes after it.
  struct Step: Equatable {
    var line: [UInt8]
    var next: LoginExchange
  }

  /// The longest command that every server takes, CRLF included (RFC 5321 section 4.5.3.1.4).
  private static let longestCommand = 512

  /// AUTH with the mechanism, and with the credentials where they fit.
  static func begin(_ mechanism: SMTPCredentials.Mechanism, _ credentials: SMTPCredentials) -> Step {
    switch mechanism {
    case .login: return Step(line: line("AUTH LOGIN"), next: .username)
    case .cramMD5: return Step(line: line("AUTH CRAM-MD5"), next: .challenge)
    case .plain:
      let whole = line("AUTH PLAIN ", credentials.plain)
      if whole.count <= longestCommand { return Step(line: whole, next: .verdict) }
      return Step(line: line("AUTH PLAIN"), next: .plain)
    }
  }

  /// The answer to what a 334 asks; nil where nothing is left to say, or the challenge cannot be read.
  func answer(_ reply: ServerReply, in job: ClientJob) -> Step? {
    guard let credentials = job.configuration.credentials else { return nil }
    switch self {
    case .plain: return Step(line: Self.line("", credentials.plain), next: .verdict)
    case .username: return Step(line: Self.line("", credentials.username.bytes), next: .password)
    case .password: return Step(line: Self.line("", credentials.password.bytes), next: .verdict)
    case .challenge:
      let text = reply.lines.first?.bytes ?? []
      let challenge = Base64.decode(text.span)
      guard challenge.isComplete, let hmacMD5 = job.hmacMD5 else { return nil }
      var answer = ByteBuffer()
      answer.append(contentsOf: credentials.username)
      answer.append(" ")
      answer.append(contentsOf: Base16.encode(hmacMD5(credentials.password.bytes, challenge.bytes)))
      return Step(line: Self.line("", answer.bytes), next: .verdict)
    case .verdict: return nil
    }
  }

  private static func line(_ words: StaticString, _ secret: [UInt8]? = nil) -> [UInt8] {
    var line = ByteBuffer()
    line.append(words)
    if let secret { line.append(contentsOf: Base64.encode(secret.span)) }
    line.append("\r\n")
    return line.bytes
  }
}

extension SMTPCredentials {
  /// As PLAIN wants them: no other identity, the name, the password (RFC 4616 section 2).
  fileprivate var plain: [UInt8] { [ASCII.null] + username.bytes + [ASCII.null] + password.bytes }
}

import Bytes

/// An exchange of challenges and answers after AUTH (RFC 4954 section 4).
///
/// Whatever the credentials are, they are accepted.
enum Authentication: Equatable {
  /// PLAIN: the credentials come in the answer (RFC 4616).
  case plain
  /// LOGIN: the name comes first.
  case loginName
  /// LOGIN: the password comes last.
  case loginPassword
  /// CRAM-MD5: the digest comes (RFC 2195).
  case challenge

  /// What the server says, and what it expects then; nil if the exchange is over.
  struct Step: Equatable {
    var reply: Reply
    var next: Authentication?

    static func done(_ reply: Reply.Fixed) -> Step { Step(reply: .fixed(reply), next: nil) }
  }

  /// The start of an exchange: a mechanism in any case, and perhaps the client's first answer.
  ///
  /// EXTERNAL needs its first answer, as with MailHog.
  static func begin(_ argument: Span<UInt8>, challenge: @autoclosure () -> ByteString) -> Step {
    let space = Scan.firstIndex(of: ASCII.space, in: argument) ?? argument.count
    let mechanism = argument.extracting(..<space)
    let initial = argument.extracting(min(space + 1, argument.count)...)
    // MailHog goes by the space, whatever stands behind it.
    let isAlone = space == argument.count
    if Scan.matches(mechanism, lowercased: "plain") {
      if isAlone { return Step(reply: .fixed(.credentialsPrompt), next: .plain) }
      return accept(credentials: initial)
    }
    if Scan.matches(mechanism, lowercased: "login") {
      if initial.isEmpty { return Step(reply: .fixed(.usernamePrompt), next: .loginName) }
      return Step(reply: .fixed(.passwordPrompt), next: .loginPassword)
    }
    if Scan.matches(mechanism, lowercased: "cram-md5"), isAlone {
      return Step(reply: .challenge(challenge()), next: .challenge)
    }
    if Scan.matches(mechanism, lowercased: "external"), !isAlone { return .done(.authenticated) }
    return .done(.unsupportedMechanism)
  }

  /// The next step after an answer; `*` gives the exchange up.
  func receive(_ answer: Span<UInt8>) -> Step {
    if Scan.matches(answer, lowercased: "*") { return .done(.authenticationCancelled) }
    switch self {
    case .plain: return Self.accept(credentials: answer)
    case .loginName: return Step(reply: .fixed(.passwordPrompt), next: .loginPassword)
    case .loginPassword, .challenge: return .done(.authenticated)
    }
  }

  /// Asks only that the text begins as Base64 of at least two NULs, which part identity, name and password.
  private static func accept(credentials text: Span<UInt8>) -> Step {
    let separators = Base64.decode(text).bytes.count { $0 == ASCII.null }
    return .done(separators >= 2 ? .authenticated : .malformedCredentials)
  }
}

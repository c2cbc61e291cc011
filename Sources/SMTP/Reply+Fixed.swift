extension Reply {
  /// The replies that do not depend on anything, each with its line.
  public enum Fixed: String, CaseIterable, Sendable {
    /// HELP.
    case help = "214 Commands: HELO EHLO MAIL RCPT DATA BDAT RSET NOOP VRFY HELP AUTH QUIT"
    /// QUIT.
    case bye = "221 Bye"
    /// The credentials were accepted, whatever they were.
    case authenticated = "235 Authentication successful"
    /// RSET and NOOP.
    case ok = "250 Ok"
    /// VRFY: every address is accepted, so none is verified.
    case notVerified = "252 Cannot verify, any address is accepted"
    /// The client is to send its PLAIN credentials.
    case credentialsPrompt = "334 "
    /// "Username:" in Base64.
    case usernamePrompt = "334 VXNlcm5hbWU6"
    /// "Password:" in Base64.
    case passwordPrompt = "334 UGFzc3dvcmQ6"
    /// The message may come.
    case startData = "354 End data with <CR><LF>.<CR><LF>"
    /// The store did not take the message.
    case notStored = "452 Unable to store message"
    /// This recipient is one too many; those before it stand.
    case tooManyRecipients = "452 Too many recipients"
    /// An unknown command, or one that has no place here.
    case unrecognised = "500 Unrecognised command"
    /// A line passed its limit; it was not looked at.
    case lineTooLong = "500 Line too long"
    /// The client gave up an AUTH exchange with `*` (RFC 4954 section 4).
    case authenticationCancelled = "501 Authentication cancelled"
    /// BDAT without a size that could be read: where the next command starts is unknown.
    case malformedChunk = "501 Invalid syntax in BDAT command"
    /// EXPN.
    case notImplemented = "502 Command not implemented"
    /// A message was sent in a way that its transaction does not allow.
    case badSequence = "503 Bad sequence of commands"
    /// AUTH with an unknown mechanism or with none.
    case unsupportedMechanism = "504 Unsupported authentication mechanism"
    /// MAIL without a path.
    case malformedSender = "550 Invalid syntax in MAIL command"
    /// RCPT without a path.
    case malformedRecipient = "550 Invalid syntax in RCPT command"
    /// PLAIN credentials that are not three fields in Base64 (RFC 4616 section 2).
    case malformedCredentials = "550 Badly formed parameter"
    /// The message is, or was announced to be, larger than the limit (RFC 1870 section 6).
    case messageTooLarge = "552 Message too large"

    /// The three digits that the line starts with.
    var code: Int { rawValue.utf8.prefix(3).reduce(0) { $0 * 10 + Int($1 & 0x0F) } }
  }
}

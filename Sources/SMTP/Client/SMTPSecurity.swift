/// What a client can do about encryption (RFC 3207).
public enum SMTPSecurity: Equatable, Sendable {
  /// The owner of the connection cannot encrypt it: STARTTLS is never sent.
  case unavailable
  /// It is encrypted where the server offers that, and is not where the server offers it not or takes it back.
  case opportunistic
  /// Nothing but hello is said before it is encrypted, or the delivery fails.
  case required
  /// It has been encrypted from the first byte.
  case established
}

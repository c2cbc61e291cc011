public import Bytes

/// Who a client is to a server that asks (RFC 4954).
public struct SMTPCredentials: Equatable, Sendable {
  /// How the password gets to the server.
  public enum Mechanism: CaseIterable, Equatable, Sendable {
    /// PLAIN: name and password as they are (RFC 4616).
    case plain
    /// LOGIN: the same in two answers.
    case login
    /// CRAM-MD5: a digest that shows the password is known (RFC 2195).
    case cramMD5

    /// The mechanism of this name in any case; CRAM-MD5 may also be written CRAMMD5, as MailHog has it.
    public init?(_ name: ByteString) {
      let name = name.bytes.span
      if Scan.matches(name, lowercased: "plain") {
        self = .plain
      } else if Scan.matches(name, lowercased: "login") {
        self = .login
      } else if Scan.matches(name, lowercased: "cram-md5") || Scan.matches(name, lowercased: "crammd5") {
        self = .cramMD5
      } else {
        return nil
      }
    }
  }

  /// The name of the account.
  public var username: ByteString
  /// Its password.
  public var password: ByteString
  /// How to send it; nil takes what the server offers, without a readable password where the connection is readable.
  public var mechanism: Mechanism?

  /// Credentials for a mechanism, or for whichever is offered.
  public init(username: ByteString, password: ByteString, mechanism: Mechanism? = nil) {
    self.username = username
    self.password = password
    self.mechanism = mechanism
  }
}

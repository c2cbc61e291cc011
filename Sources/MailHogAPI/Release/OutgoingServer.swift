public import Bytes

/// A server that messages can be released to, and how to talk to it: what a request or the file of saved servers says.
public struct OutgoingServer: Equatable, Sendable {
  /// What it is saved under; empty for one that is used once.
  public var name: ByteString = ""
  /// What it calls itself in lists; a file of saved servers may say something else than what it is saved under.
  public var label: ByteString = ""
  /// Whether the request asked to save it.
  public var save = false
  /// Who gets the message; empty for those whom it was sent to.
  public var email: ByteString = ""
  /// The name or the address of the server.
  public var host: ByteString = ""
  /// The port in digits: MailHog's clients send a string.
  public var port: ByteString = ""
  /// Who to log in as; empty for nobody.
  public var username: ByteString = ""
  /// The password for that; what is shown of it is that there is one.
  public var password: ByteString = ""
  /// How to log in: `PLAIN`, `LOGIN` or `CRAM-MD5`.
  public var mechanism: ByteString = ""
  /// Whether any certificate will do, and passwords may cross the network in the clear.
  public var insecure = false

  /// A server of which nothing is known.
  public init() {}

  /// Whether somebody has to log in.
  public var needsLogin: Bool { !username.isEmpty || !password.isEmpty }
}

public import Bytes

/// What the owner of a connection has to do next for a client session.
public enum SMTPClientAction: Equatable, Sendable {
  /// Nothing until something happens on the connection, or its time is over.
  case wait
  /// Send these bytes.
  case send([UInt8])
  /// Begin the TLS handshake: whatever was received so far is forgotten, and the next bytes are TLS's own.
  case startTLS
  /// Ask for the message piece by piece and send each (`writeMessage`), while reading goes on.
  case sendMessage
  /// Close the connection: the server has the message.
  case finished(SMTPReceipt)
  /// Close the connection: the server does not have the message, or has not said so.
  case failed(SMTPClientError)
}

/// What a server has taken upon itself.
public struct SMTPReceipt: Equatable, Sendable {
  /// Who will get the message, in the order they were named.
  public let accepted: [ByteString]
  /// Who will not.
  public let refused: [SMTPRefusedRecipient]
  /// What the server said to the message; often the name it has there.
  public let reply: ServerReply

  /// A receipt for these.
  public init(accepted: [ByteString], refused: [SMTPRefusedRecipient] = [], reply: ServerReply) {
    self.accepted = accepted
    self.refused = refused
    self.reply = reply
  }
}

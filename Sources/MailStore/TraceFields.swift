public import Bytes

/// The header fields that MailHog adds to a message when it shows it; the stored bytes do not have them.
///
/// Values only, each made when asked for. `Received` and `Return-Path` are always added, `Message-ID` to a message that
/// has none.
public struct TraceFields: Sendable {
  private let message: StoredMessage

  /// The fields of `message`.
  public init(_ message: StoredMessage) {
    self.message = message
  }

  /// The value of `Message-ID`: the message's name, without angle brackets.
  public var messageID: ByteString { message.id.text }

  /// The value of `Return-Path`: the sender's address as it was sent, in angle brackets.
  public var returnPath: ByteString {
    let address = message.envelope.sender.address
    var value = ByteBuffer(capacity: address.count + 2)
    value.append("<")
    value.append(contentsOf: address)
    value.append(">")
    return ByteString(value.take())
  }

  /// The value of `Received`: two lines, with the line break and the white space that MailHog puts between them.
  public var received: ByteString {
    let (id, helo, host) = (message.id, message.envelope.helo, message.id.host)
    var value = ByteBuffer(capacity: id.text.count + helo.count + host.count + 80)
    value.append("from ")
    value.append(contentsOf: helo)
    value.append(" by ")
    value.append(contentsOf: host)
    value.append(" (MailHog)\r\n          id ")
    value.append(contentsOf: id.text)
    value.append("; ")
    value.append(rfc5322: message.created)
    return ByteString(value.take())
  }
}

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
    var value = ByteBuffer(capacity: message.envelope.sender.address.count + 2)
    append(returnPathTo: &value)
    return ByteString(value.take())
  }

  /// The value of `Received`: two lines, with the line break and the white space that MailHog puts between them.
  public var received: ByteString {
    var value = ByteBuffer(capacity: receivedCapacity)
    append(receivedTo: &value)
    return ByteString(value.take())
  }

  /// Room for the value of `Received`, in bytes.
  var receivedCapacity: Int { message.id.text.count * 2 + message.envelope.helo.count + 80 }

  func append(returnPathTo buffer: inout ByteBuffer) {
    buffer.append("<")
    buffer.append(contentsOf: message.envelope.sender.address)
    buffer.append(">")
  }

  func append(receivedTo buffer: inout ByteBuffer) {
    let id = message.id.text.bytes
    buffer.append("from ")
    buffer.append(contentsOf: message.envelope.helo)
    buffer.append(" by ")
    if let at = id.firstIndex(of: UInt8(ascii: "@")) { buffer.append(contentsOf: id[(at + 1)...]) }
    buffer.append(" (MailHog)\r\n          id ")
    buffer.append(contentsOf: id)
    buffer.append("; ")
    buffer.append(rfc5322: message.created)
  }
}

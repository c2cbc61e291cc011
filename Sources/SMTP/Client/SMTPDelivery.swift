public import Bytes

/// A message and the envelope that a client is to hand over.
public struct SMTPDelivery: Equatable, Sendable {
  /// The reverse-path without its brackets; empty for the null one, as bounces have it.
  public var sender: ByteString
  /// The forward-paths without their brackets, in the order to name them; at least one.
  public var recipients: [ByteString]
  /// What they are to get.
  public var message: OutgoingMessage

  /// A delivery of this message to these.
  public init(sender: ByteString, recipients: [ByteString], message: OutgoingMessage) {
    self.sender = sender
    self.recipients = recipients
    self.message = message
  }

  /// Whether any address goes beyond ASCII, so that only SMTPUTF8 can carry it (RFC 6531 section 3.3).
  var hasInternationalAddress: Bool {
    Scan.firstNonASCII(in: sender.bytes.span) != nil
      || recipients.contains { Scan.firstNonASCII(in: $0.bytes.span) != nil }
  }
}

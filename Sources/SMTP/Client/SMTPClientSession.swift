public import Bytes

/// The client's side of one SMTP connection (RFC 5321), without input or output: it hands over one message.
///
/// It takes bytes and says what to do; the one who owns the connection sends, encrypts, and keeps the time. No byte that
/// a server can send stops it or makes it hold more than one reply. Commands wait for their replies; PIPELINING would
/// spare little where one message is sent.
public struct SMTPClientSession: ~Copyable {
  /// Digests a text with a key (RFC 2104 with MD5): the 16 octets.
  public typealias HMACMD5 = @Sendable (_ key: [UInt8], _ text: [UInt8]) -> [UInt8]

  private let job: ClientJob
  private var replies: ReplyReader
  private var phase = ClientPhase.connected

  /// A session on a connection that has just been made.
  ///
  /// - Parameters:
  ///   - configuration: How the client behaves.
  ///   - delivery: What it delivers.
  ///   - hmacMD5: What digests challenges; without it CRAM-MD5 counts as not offered.
  /// - Throws: That a name or an address could break out of its command, or that there is no recipient.
  public init(
    _ configuration: SMTPClientConfiguration,
    delivering delivery: SMTPDelivery,
    hmacMD5: HMACMD5? = nil
  ) throws(SMTPClientError) {
    job = ClientJob(configuration: configuration, delivery: delivery, hmacMD5: hmacMD5)
    replies = ReplyReader(limit: configuration.replySize)
    try job.validate()
  }

  /// Takes bytes of `input` from `position` on, moves it past them, and says what to do.
  ///
  /// To be called again until it says `.wait`; all bytes are taken then.
  public mutating func receive(_ input: Span<UInt8>, from position: inout Int) -> SMTPClientAction {
    switch phase {
    case .startingTLS, .closed:
      position = input.count
      return .wait
    case .connected, .greeting, .requestingTLS, .authenticating, .namingSender, .namingRecipients,
      .requestingData, .sendingMessage, .awaitingReceipt, .quitting:
      break
    }
    let action =
      switch replies.read(input, from: &position) {
      case .incomplete: SMTPClientAction.wait
      case .reply(let reply): phase.receive(reply, in: job)
      case .malformed: phase.end(because: .malformedReply)
      case .tooLong: phase.end(because: .replyTooLong)
      }
    // What came behind the 220 was not protected, so neither the session nor TLS must take it for what the server says
    // when it is (RFC 3207 section 6).
    if action == .startTLS { position = input.count }
    return action
  }

  /// Adds the next piece of the message to `buffer`, of about `limit` octets, and says whether that was the last.
  ///
  /// To be called when `.sendMessage` has been said, as often as the connection can take more. Adds nothing, and says
  /// true, once a reply has ended the delivery.
  public mutating func writeMessage(into buffer: inout ByteBuffer, limit: Int) -> Bool {
    guard case .sendingMessage(var writer, let answers) = phase else { return true }
    writer.write(into: &buffer, limit: limit)
    phase = writer.isFinished ? .awaitingReceipt(answers) : .sendingMessage(writer, answers)
    return writer.isFinished
  }

  /// Tells it that the connection is encrypted now, and says what to do: everything begins anew, with EHLO.
  public mutating func tlsEstablished() -> SMTPClientAction {
    guard case .startingTLS = phase else { return .wait }
    let step = ClientStep.hello(isExtended: true, isEncrypted: true, in: job)
    phase = step.next
    return step.action
  }

  /// Tells it that its time is over, and says what to do.
  public mutating func timedOut() -> SMTPClientAction { phase.end(because: .timedOut) }

  /// Tells it that the server sends no more, and says what to do.
  public mutating func inputEnded() -> SMTPClientAction { phase.end(because: .connectionEnded) }

  /// How long to wait, after the last action or the last piece, before `timedOut`; nil when nothing is to come.
  public var timeout: Duration? { phase.timeout(of: job.configuration.timeouts) }

  /// What it is at, for a failure that the owner of the connection finds; nil when nothing can fail any more.
  public var stage: SMTPClientError.Stage? { phase.stage }
}

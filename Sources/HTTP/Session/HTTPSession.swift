public import Bytes

/// The server's side of one HTTP/1.1 connection, without input, output or clock (RFC 9110, RFC 9112).
///
/// Requests are answered one at a time: until an answer is sent, no more bytes are taken, so that pipelined requests
/// stay in the caller's buffer. A request whose length could be understood in two ways is refused, and the connection
/// with it.
public struct HTTPSession: ~Copyable {
  private let limits: HTTPLimits
  private var phase = Phase.head(HeadCollector())

  /// The interim answer to `HTTPAction.sendContinue` (RFC 9110 section 15.2.1).
  public static let continueResponse: StaticString = "HTTP/1.1 100 Continue\r\n\r\n"

  /// A session that awaits its first request.
  public init(limits: HTTPLimits = HTTPLimits()) {
    self.limits = limits
  }

  /// Whether no part of a request has come and no answer is owed.
  public var isIdle: Bool { phase.isIdle }

  /// How many bytes it keeps of a request that has not come whole.
  public var heldByteCount: Int { phase.heldByteCount }

  /// Takes bytes of `input` from `position` on, moves `position` behind them, and says what to do.
  ///
  /// To be called again until it says `.wait`. Bytes that were not taken are to be offered again.
  public mutating func receive(_ input: Span<UInt8>, from position: inout Int) -> HTTPAction {
    phase.receive(input, from: &position, limits: limits)
  }

  /// The time for the arrival of a request has run out.
  public mutating func timedOut() -> HTTPAction { phase.interrupt(with: .requestTimeout) }

  /// The memory for requests that have not come whole is spent.
  public mutating func overloaded() -> HTTPAction { phase.interrupt(with: .overloaded) }

  /// The peer will send nothing more, and all that it sent has been taken.
  public mutating func inputEnded() -> HTTPAction { phase.inputEnded() }

  /// Adds the head of the answer to the request or refusal last returned, and says how its content travels.
  ///
  /// The session adds the fields that frame the message, `Connection` and `Date`; those of the same names in `response`
  /// are left out, as some answers take their fields from a mail.
  ///
  /// - Parameters:
  ///   - response: The answer; its body is not looked at.
  ///   - contentLength: Bytes of the content, or nil if they are not known yet.
  ///   - date: The time in the format of RFC 9110 section 5.6.7, or nil for an answer without.
  ///   - closing: Whether the server wants to end the connection.
  ///   - buffer: Gets the head, its empty line included.
  /// - Returns: What to send behind the head, and whether to close then.
  public mutating func respond(
    with response: Response,
    contentLength: Int?,
    date: ByteString?,
    closing: Bool = false,
    into buffer: inout ByteBuffer
  ) -> ResponseFraming {
    let exchange = phase.beginResponse()
    let framing = exchange.framing(of: response, contentLength: contentLength, closing: closing)
    buffer.append(headOf: response, contentLength: contentLength, framing: framing, date: date)
    phase = .sending(then: framing.next)
    return framing
  }

  /// The answer has been sent whole.
  public mutating func responseSent() -> HTTPResponseSentAction { phase.responseSent() }
}

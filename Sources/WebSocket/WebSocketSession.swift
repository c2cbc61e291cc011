internal import Bytes

/// The server's side of one WebSocket connection behind the handshake, without input, output or clock (RFC 6455).
///
/// No extension is agreed on. What the server sends is written by `ByteBuffer`'s methods for frames.
public struct WebSocketSession: ~Copyable {
  private enum Standing {
    /// Both sides may send.
    case open
    /// We have sent a close frame, and data is no longer looked at.
    case closing
    /// Nothing that comes matters.
    case ended
  }

  private struct Frame {
    let header: FrameHeader
    /// How many bytes of the payload have come.
    var received = 0
  }

  private var standing = Standing.open
  private var reader = FrameHeaderReader()
  private var frame: Frame?
  private var message: MessageAssembly
  private var control: [UInt8] = []

  /// A session that takes messages of at most `messageLimit` bytes.
  public init(messageLimit: Int) {
    precondition(messageLimit >= 0, "no message is shorter than nothing")
    message = MessageAssembly(limit: messageLimit)
  }

  /// Takes bytes of `input` from `position` on, moves `position` behind them, and says what to do.
  ///
  /// To be called again until it says `.wait`, when all is taken.
  public mutating func receive(_ input: Span<UInt8>, from position: inout Int) -> WebSocketAction {
    do {
      while standing != .ended, position < input.count {
        if let action = try advance(input, from: &position) { return action }
      }
      position = input.count
      return .wait
    } catch {
      standing = .ended
      return .fail(error.closeCode)
    }
  }

  /// We send a close frame: from now on only the peer's own is awaited.
  public mutating func close() {
    if standing == .open { standing = .closing }
  }

  /// Goes to the end of a frame or of the input.
  private mutating func advance(
    _ input: Span<UInt8>,
    from position: inout Int
  ) throws(Fault) -> WebSocketAction? {
    if frame == nil {
      guard let header = try reader.take(input, from: &position) else { return nil }
      if isMessage(header) { try message.begin(header) }
      frame = Frame(header: header)
    }
    guard var frame = frame.take() else { return nil }
    let count = min(frame.header.payloadCount - frame.received, input.count - position)
    let payload = input.extracting(position..<position + count)
    position += count
    if count > 0 { try take(payload, of: frame) }
    frame.received += count
    guard frame.received == frame.header.payloadCount else {
      self.frame = frame
      return nil
    }
    return try end(frame.header)
  }

  /// Whether the frame is a part of a message that somebody waits for.
  private func isMessage(_ header: FrameHeader) -> Bool { !header.opcode.isControl && standing == .open }

  private mutating func take(_ payload: Span<UInt8>, of frame: Frame) throws(Fault) {
    if frame.header.opcode.isControl {
      let start = control.count
      control.append(copying: payload)
      frame.header.key.unmask(&control, from: start, offset: frame.received)
    } else if standing == .open {
      try message.append(payload, key: frame.header.key, offset: frame.received)
    }
  }

  private mutating func end(_ header: FrameHeader) throws(Fault) -> WebSocketAction? {
    guard header.opcode.isControl else {
      guard standing == .open else { return nil }
      return try message.end(header).map { .message($0) }
    }
    let payload = control
    control = []
    switch header.opcode {
    case .ping: return standing == .open ? .answerPing(payload) : nil
    case .pong: return .pong
    case .close, .continuation, .text, .binary: return try close(payload)
    }
  }

  /// The peer's close frame has come (RFC 6455 section 5.5.1).
  private mutating func close(_ payload: [UInt8]) throws(Fault) -> WebSocketAction {
    let code = try Self.code(in: payload)
    let action: WebSocketAction = standing == .closing ? .end : .answerClose(code)
    standing = .ended
    return action
  }

  private static func code(in payload: [UInt8]) throws(Fault) -> CloseCode? {
    guard !payload.isEmpty else { return nil }
    guard payload.count >= 2 else { throw .protocolError }
    let code = CloseCode(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1]))
    guard code.mayBeSent else { throw .protocolError }
    var reason = UTF8Validator()
    guard reason.accept(payload.span.extracting(2...)), reason.isComplete else { throw .invalidText }
    return code
  }
}

internal import Bytes

/// Brings the fragments of a message together (RFC 6455 section 5.4).
struct MessageAssembly: Sendable {
  private let limit: Int
  private var bytes: [UInt8] = []
  /// What the first fragment said the message is; nil between messages.
  private var kind: Opcode?
  private var validator = UTF8Validator()

  init(limit: Int) {
    self.limit = limit
  }

  /// A data frame begins.
  mutating func begin(_ header: FrameHeader) throws(Fault) {
    guard (header.opcode == .continuation) == (kind != nil) else { throw .protocolError }
    // Both are not negative, so the difference cannot overflow.
    guard header.payloadCount <= limit - bytes.count else { throw .messageTooBig }
    if kind == nil { kind = header.opcode }
  }

  /// Some of the frame's payload has come, of which `offset` bytes came before.
  mutating func append(_ payload: Span<UInt8>, key: MaskingKey, offset: Int) throws(Fault) {
    let start = bytes.count
    bytes.append(copying: payload)
    key.unmask(&bytes, from: start, offset: offset)
    guard kind == .text else { return }
    var validator = validator
    guard validator.accept(bytes.span.extracting(start...)) else { throw .invalidText }
    self.validator = validator
  }

  /// The frame has ended; gives out the message if it has, too.
  mutating func end(_ header: FrameHeader) throws(Fault) -> WebSocketMessage? {
    guard header.isFinal else { return nil }
    guard validator.isComplete else { throw .invalidText }
    let message: WebSocketMessage = kind == .text ? .text(bytes) : .binary(bytes)
    self = MessageAssembly(limit: limit)
    return message
  }
}

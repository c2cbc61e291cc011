public import Bytes

/// What a server sends: frames that are not masked (RFC 6455 section 5.1).
extension ByteBuffer {
  /// Adds the header of a frame that is a whole message, whose payload of `count` bytes follows.
  public mutating func append(headerOf opcode: Opcode, payloadCount count: Int) {
    append(0x80 | opcode.rawValue)
    switch count {
    case ...125:
      append(UInt8(truncatingIfNeeded: count))
    case ...0xFFFF:
      append(126)
      append(bigEndian: count, bytes: 2)
    default:
      append(127)
      append(bigEndian: count, bytes: 8)
    }
  }

  /// Adds a frame with all of its payload.
  public mutating func append(frame opcode: Opcode, _ payload: [UInt8] = []) {
    precondition(
      !opcode.isControl || payload.count <= FrameHeader.controlLimit,
      "control frames are short"
    )
    append(headerOf: opcode, payloadCount: payload.count)
    append(contentsOf: payload)
  }

  /// Adds a close frame of that code, or of none.
  public mutating func append(closeFrame code: CloseCode?) {
    let payload = code.map { [UInt8($0.rawValue >> 8), UInt8($0.rawValue & 0xFF)] } ?? []
    append(frame: .close, payload)
  }

  private mutating func append(bigEndian value: Int, bytes: Int) {
    for shift in (0..<bytes).reversed() { append(UInt8(truncatingIfNeeded: value >> (shift * 8))) }
  }
}

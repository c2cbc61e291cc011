/// What stands in front of a client's payload (RFC 6455 section 5.2).
struct FrameHeader: Equatable, Sendable {
  /// The most bytes of a control frame's payload.
  static let controlLimit = 125

  let isFinal: Bool
  let opcode: Opcode
  /// Bytes of the payload; never negative.
  let payloadCount: Int
  let key: MaskingKey
}

/// Takes a client's frame header byte by byte.
struct FrameHeaderReader: Sendable {
  private var bytes = SIMD16<UInt8>()
  private var count = 0
  /// How many bytes the header has, as far as is known.
  private var wanted = 2

  /// Takes bytes up to the end of the header, and gives it out when it is whole.
  ///
  /// - Throws: What is wrong with the header, as soon as it shows.
  mutating func take(_ input: Span<UInt8>, from position: inout Int) throws(Fault) -> FrameHeader? {
    while count < wanted {
      guard position < input.count else { return nil }
      bytes[count] = input[position]
      position += 1
      count += 1
      if count == 2 { wanted = try Self.length(bytes[0], bytes[1]) }
    }
    let header = try header()
    self = FrameHeaderReader()
    return header
  }

  /// How long a header is that begins with these bytes.
  private static func length(_ first: UInt8, _ second: UInt8) throws(Fault) -> Int {
    // The reserved bits belong to extensions, of which none was agreed on; and clients must mask.
    guard first & 0x70 == 0, let opcode = Opcode(rawValue: first & 0x0F), second & 0x80 != 0 else {
      throw .protocolError
    }
    let length = second & 0x7F
    if opcode.isControl {
      guard first & 0x80 != 0, length <= FrameHeader.controlLimit else { throw .protocolError }
    }
    return switch length {
    case 126: 2 + 2 + 4
    case 127: 2 + 8 + 4
    default: 2 + 4
    }
  }

  private func header() throws(Fault) -> FrameHeader {
    let keyStart = count - 4
    guard let opcode = Opcode(rawValue: bytes[0] & 0x0F) else { throw .protocolError }
    return FrameHeader(
      isFinal: bytes[0] & 0x80 != 0,
      opcode: opcode,
      payloadCount: try payloadCount(until: keyStart),
      key: MaskingKey(bytes[keyStart], bytes[keyStart + 1], bytes[keyStart + 2], bytes[keyStart + 3])
    )
  }

  /// Reads the length, which must be written in the shortest way and leave the highest bit clear.
  private func payloadCount(until end: Int) throws(Fault) -> Int {
    guard end > 2 else { return Int(bytes[1] & 0x7F) }
    var length: UInt64 = 0
    for index in 2..<end { length = length << 8 | UInt64(bytes[index]) }
    guard let count = Int(exactly: length), count > (end == 4 ? 125 : 0xFFFF) else { throw .protocolError }
    return count
  }
}

import Bytes

/// Takes the chunks off a content (RFC 9112 section 7.1).
///
/// Extensions and trailers are read over, unless a trailer is no field: it may be a request to a server that sees the end
/// of the content earlier. Both count towards the limit of a head, so that a body cannot hide more bytes than it holds.
struct ChunkedDecoder: Equatable, Sendable {
  private enum State: Equatable, Sendable {
    /// In a chunk size, of which so many digits have come.
    case size(Int, digits: Int)
    /// Behind the `;` that follows a size.
    case chunkExtension(size: Int)
    /// The LF of a size line is due.
    case sizeLineFeed(size: Int)
    /// So many bytes of a chunk are due.
    case data(remaining: Int)
    /// The CR behind a chunk is due.
    case dataCarriageReturn
    /// The LF behind a chunk is due.
    case dataLineFeed
    /// At the beginning of a trailer line or of the empty line.
    case trailerLineStart
    /// In the name of a trailer.
    case trailerName
    /// Behind the colon of a trailer.
    case trailerLine
    /// The LF of a trailer line is due.
    case trailerLineFeed
    /// The LF of the empty line is due.
    case lastLineFeed
    /// All has come.
    case done
  }

  private var state = State.size(0, digits: 0)
  private var overhead = 0

  /// Adds decoded bytes to `body`, and says whether the last chunk and the trailers have come.
  mutating func decode(
    _ input: Span<UInt8>,
    from position: inout Int,
    into body: inout ByteBuffer,
    limits: HTTPLimits
  ) throws(Refusal) -> Bool {
    while state != .done, position < input.count {
      if case .data(let remaining) = state {
        let count = min(remaining, input.count - position)
        body.append(contentsOf: input.extracting(position..<position + count))
        position += count
        state = count == remaining ? .dataCarriageReturn : .data(remaining: remaining - count)
      } else {
        try take(input[position], limits: limits, room: limits.body - body.count)
        position += 1
      }
    }
    return state == .done
  }

  /// Takes one byte of what is between the chunks.
  private mutating func take(_ byte: UInt8, limits: HTTPLimits, room: Int) throws(Refusal) {
    switch state {
    case .size(let size, let digits):
      try takeSize(byte, size: size, digits: digits, room: room)
    case .chunkExtension(let size):
      try takeText(byte, limits: limits)
      if byte == ASCII.carriageReturn { state = .sizeLineFeed(size: size) }
    case .sizeLineFeed(let size):
      try expect(byte, ASCII.lineFeed)
      state = size > 0 ? .data(remaining: size) : .trailerLineStart
    case .dataCarriageReturn:
      try expect(byte, ASCII.carriageReturn)
      state = .dataLineFeed
    case .dataLineFeed:
      try expect(byte, ASCII.lineFeed)
      state = .size(0, digits: 0)
    case .trailerLineStart:
      try takeText(byte, limits: limits)
      guard byte != ASCII.carriageReturn else {
        state = .lastLineFeed
        return
      }
      guard byte.isTokenCharacter else { throw .badRequest }
      state = .trailerName
    case .trailerName:
      try takeText(byte, limits: limits)
      guard byte.isTokenCharacter || byte == UInt8(ascii: ":") else { throw .badRequest }
      if byte == UInt8(ascii: ":") { state = .trailerLine }
    case .trailerLine:
      try takeText(byte, limits: limits)
      if byte == ASCII.carriageReturn { state = .trailerLineFeed }
    case .trailerLineFeed:
      try expect(byte, ASCII.lineFeed)
      state = .trailerLineStart
    case .lastLineFeed:
      try expect(byte, ASCII.lineFeed)
      state = .done
    case .data, .done:
      break
    }
  }

  /// Takes a digit, or what ends the size; sixteen digits are enough, leading zeros included.
  private mutating func takeSize(_ byte: UInt8, size: Int, digits: Int, room: Int) throws(Refusal) {
    if let digit = byte.hexDigitValue {
      guard digits < 16 else { throw .badRequest }
      guard size <= room >> 4 else { throw .contentTooLarge }
      let size = size << 4 | Int(digit)
      guard size <= room else { throw .contentTooLarge }
      state = .size(size, digits: digits + 1)
    } else {
      guard digits > 0 else { throw .badRequest }
      switch byte {
      case ASCII.carriageReturn: state = .sizeLineFeed(size: size)
      case UInt8(ascii: ";"): state = .chunkExtension(size: size)
      default: throw .badRequest
      }
    }
  }

  private mutating func takeText(_ byte: UInt8, limits: HTTPLimits) throws(Refusal) {
    guard byte.isFieldValueCharacter || byte == ASCII.carriageReturn else { throw .badRequest }
    overhead += 1
    guard overhead <= limits.head else { throw .fieldsTooLarge }
  }

  private func expect(_ byte: UInt8, _ expected: UInt8) throws(Refusal) {
    guard byte == expected else { throw .badRequest }
  }
}

import Bytes

/// Gives a message piece by piece as DATA wants it: every line ends with CRLF, no line is a lone dot but the last.
///
/// The message itself is never copied; what is written is as much as is asked for (RFC 5321 section 4.5.2).
struct MessageWriter: Equatable {
  private let message: OutgoingMessage
  private var position = 0
  private var isAtLineStart = true
  /// Whether the final dot has been written.
  private(set) var isFinished = false

  /// A writer at the start of `message`.
  init(_ message: OutgoingMessage) {
    self.message = message
  }

  /// Adds about `limit` octets, at most eight more.
  mutating func write(into buffer: inout ByteBuffer, limit: Int) {
    guard !isFinished else { return }
    let message = message
    let data = message.data.span
    let end = buffer.count + min(max(limit, 1), Int.max - buffer.count)
    while buffer.count < end {
      guard let piece = TextPiece(of: data, from: &position, limit: end - buffer.count) else {
        return finish(into: &buffer)
      }
      if isAtLineStart, data[piece.text.lowerBound] == UInt8(ascii: ".") { buffer.append(UInt8(ascii: ".")) }
      switch piece.ending {
      case .none: buffer.append(contentsOf: data.extracting(piece.text))
      case .proper: buffer.append(contentsOf: data.extracting(piece.text.lowerBound..<position))
      case .bare:
        buffer.append(contentsOf: data.extracting(piece.text))
        buffer.append("\r\n")
      }
      isAtLineStart = piece.ending != .none
    }
  }

  private mutating func finish(into buffer: inout ByteBuffer) {
    if !isAtLineStart || message.lacksFinalLineBreak { buffer.append("\r\n") }
    buffer.append(".\r\n")
    isFinished = true
  }
}

internal import Bytes
internal import HTTP
internal import MIME

/// Reads a text piece by piece, and keeps what a client has not taken yet.
struct TextPieces {
  // One of the two: an enum would copy its reader whenever it reads.
  private var asSent: TextReader?
  private var visible: VisibleText?
  private var piece: [UInt8] = []
  private var position = 0

  init(_ reader: TextReader) { asSent = reader }
  init(_ reader: VisibleText) { visible = reader }

  /// Whether all has been taken.
  private var isAtEnd: Bool {
    position == piece.count && asSent?.isAtEnd ?? true && visible?.isAtEnd ?? true
  }

  /// Adds the text as it is.
  mutating func write(from message: Span<UInt8>, into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    write(from: message, into: &buffer, target: target) { piece, position, buffer, target in
      let end = position + min(piece.count - position, max(target - buffer.count, 1))
      buffer.append(contentsOf: piece[position..<end])
      return end
    }
  }

  /// Adds the text as the characters of a JSON string.
  mutating func writeJSON(
    from message: Span<UInt8>,
    into buffer: inout ByteBuffer,
    target: Int
  ) -> BodyProgress {
    write(from: message, into: &buffer, target: target) { piece, position, buffer, target in
      buffer.append(jsonCharactersOf: piece.span, in: position..<piece.count, target: target)
    }
  }

  private mutating func write(
    from message: Span<UInt8>,
    into buffer: inout ByteBuffer,
    target: Int,
    _ copy: (_ piece: [UInt8], _ position: Int, inout ByteBuffer, _ target: Int) -> Int
  ) -> BodyProgress {
    while !isAtEnd {
      guard buffer.count < target else { return .more }
      if position == piece.count { readNext(from: message) }
      position = copy(piece, position, &buffer, target)
    }
    return .done
  }

  private mutating func readNext(from message: Span<UInt8>) {
    piece.removeAll(keepingCapacity: true)
    position = 0
    asSent?.read(from: message, into: &piece)
    visible?.read(from: message, into: &piece)
  }
}

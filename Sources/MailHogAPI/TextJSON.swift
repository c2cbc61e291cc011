internal import Bytes
internal import HTTP

/// Writes the characters of a JSON string that may be as long as a message.
struct TextJSON: Sendable {
  /// What is still to be written of the bytes of the message.
  private var rest: Range<Int>

  init(_ text: Range<Int>) {
    rest = text
  }

  mutating func write(from bytes: Span<UInt8>, into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    let stop = buffer.append(jsonCharactersOf: bytes, in: rest, target: target)
    rest = stop..<rest.upperBound
    return rest.isEmpty ? .done : .more
  }
}

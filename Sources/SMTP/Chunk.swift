import Bytes

/// A run of octets that BDAT has announced (RFC 3030 section 2), while it arrives.
struct Chunk: Equatable {
  /// How many octets the chunk has.
  let size: Int
  /// Whether it ends the message.
  let isLast: Bool
  /// How many of them have not come yet.
  private(set) var remaining: Int

  /// Reads the argument of BDAT, `size` or `size LAST`; nil for anything else.
  init?(_ argument: Span<UInt8>) {
    let space = Scan.firstIndex(of: ASCII.space, in: argument) ?? argument.count
    guard let size = argument.extracting(..<space).decimalValue else { return nil }
    let rest = argument.extracting(space...)
    isLast = Scan.matches(rest, lowercased: " last")
    guard isLast || rest.isEmpty else { return nil }
    self.size = size
    remaining = size
  }

  /// Moves `position` past the octets of the chunk, as far as they are there.
  mutating func take(_ input: Span<UInt8>, from position: inout Int) -> Range<Int> {
    let start = position
    position += min(remaining, input.count - start)
    remaining -= position - start
    return start..<position
  }
}

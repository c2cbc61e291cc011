import Bytes

/// Text in parentheses, which may hold more of it (RFC 5322 section 3.2.2).
enum Comment {
  /// Behind the comment whose parenthesis is at `start`; the end of all if it is never closed.
  static func end(from start: Int, in bytes: Span<UInt8>) -> Int {
    var depth = 0
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "\\"): position += 1
      default: break
      }
      position += 1
      if depth == 0 { break }
    }
    return min(position, bytes.count)
  }
}

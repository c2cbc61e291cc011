import Bytes

/// Decodes uuencoded lines, as POSIX has them: a length, then four characters for three bytes.
enum UUDecoder {
  /// Adds what the lines from `start` on stand for, up to the one that says `end`; about `limit` bytes at most.
  ///
  /// Lines before `begin` are passed over if `start` is the start of the text.
  static func decode(_ text: Span<UInt8>, from start: Int, limit: Int, into decoded: inout [UInt8]) -> Int {
    var lines = LineReader(start..<text.count)
    let target = decoded.count + min(limit, .max - decoded.count)
    if start == 0 { skipToBegin(&lines, in: text) }
    while decoded.count < target, let line = lines.next(in: text) {
      let content = text.extracting(line.text)
      if Scan.matches(content, lowercased: "end") { return text.count }
      append(content, to: &decoded)
    }
    return lines.position
  }

  /// Goes behind the first line that begins a file, or to the end.
  private static func skipToBegin(_ lines: inout LineReader, in text: Span<UInt8>) {
    while let line = lines.next(in: text) {
      if UUHeader(text.extracting(line.text)) != nil { return }
    }
  }

  /// Adds the bytes of a line; a line that is too short gives what it has.
  static func append(_ line: Span<UInt8>, to decoded: inout [UInt8]) {
    guard !line.isEmpty, (0x20...0x60).contains(line[0]) else { return }
    let count = Int(digit(line[0]))
    var position = 1
    var wanted = count
    while wanted > 0, position < line.count {
      var group: UInt32 = 0
      for offset in 0..<4 {
        let value = position + offset < line.count ? digit(line[position + offset]) : 0
        group = group << 6 | UInt32(value)
      }
      for shift in 0..<min(wanted, 3) {
        decoded.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * shift)))
      }
      wanted -= 3
      position += 4
    }
  }

  /// What a character stands for: a grave accent for nothing, as a space does, which some ways of mail take away.
  private static func digit(_ character: UInt8) -> UInt8 { (character &- 0x20) & 0x3F }
}

/// The line that begins a uuencoded file: `begin 644 name`.
struct UUHeader {
  /// Where in the line the name stands.
  let name: Range<Int>

  /// Reads a line; nil if it is another one.
  init?(_ line: Span<UInt8>) {
    guard Scan.hasPrefix(line, "begin "), line.count > 9 else { return nil }
    var position = 6
    while position < line.count, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(line[position]) {
      position += 1
    }
    guard (9...10).contains(position), position + 1 < line.count, line[position] == ASCII.space else {
      return nil
    }
    name = position + 1..<line.count
  }
}

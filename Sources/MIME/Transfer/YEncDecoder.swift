import Bytes

/// Decodes yEnc (yenc.org, version 1.3): every byte is moved by 42, and `=` moves the next by 64 more.
enum YEncDecoder {
  /// Adds the bytes of a line.
  static func append(_ line: Span<UInt8>, to decoded: inout [UInt8]) {
    var isEscaped = false
    for index in line.indices {
      if line[index] == UInt8(ascii: "="), !isEscaped {
        isEscaped = true
      } else {
        decoded.append(line[index] &- (isEscaped ? 106 : 42))
        isEscaped = false
      }
    }
  }
}

/// The line that begins a yEnc file: `=ybegin line=128 size=123 name=any text`.
struct YEncHeader {
  /// Where in the line the name stands.
  let name: Range<Int>

  /// Reads a line; nil if it is another one.
  init?(_ line: Span<UInt8>) {
    let label: StaticString = " name="
    guard Scan.hasPrefix(line, "=ybegin ") else { return nil }
    let found = label.withUTF8Buffer { label in
      unsafe Scan.firstRange(of: Span(_unsafeElements: label), in: line)
    }
    guard let found else { return nil }
    name = found.upperBound..<line.count
  }
}

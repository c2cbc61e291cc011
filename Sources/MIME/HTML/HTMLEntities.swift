import Bytes

/// The names of characters in HTML, found by halving.
enum HTMLEntities {
  /// More than the longest name has bytes.
  static let longest = 40

  /// Where each entry of `names` begins.
  private static let starts: [UInt16] = names.withUTF8Buffer { names in
    var starts: [UInt16] = []
    var position = 0
    while position < names.count {
      starts.append(UInt16(truncatingIfNeeded: position))
      while position < names.count, unsafe names[position] > ASCII.space { position += 1 }
      position += 1
    }
    return starts
  }

  /// What `name`, without ampersand and semicolon, stands for.
  static func text(of name: Span<UInt8>) -> String? {
    guard !name.isEmpty else { return nil }
    return names.withUTF8Buffer { names in
      let table = unsafe Span(_unsafeElements: names)
      var (low, high) = (0, starts.count)
      while low < high {
        let middle = low + (high - low) / 2
        let entry = entry(at: Int(starts[middle]), in: table)
        let candidate = table.extracting(entry.name)
        if Scan.precedes(candidate, name) {
          low = middle + 1
        } else if Scan.precedes(name, candidate) {
          high = middle
        } else {
          return String(decoding: Array(copying: table.extracting(entry.value)), as: UTF8.self)
        }
      }
      return nil
    }
  }

  /// Whether a name for `text` was there before HTML 4, so that it is known without its semicolon.
  static func isOld(_ text: String) -> Bool {
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else { return false }
    return (0xA0...0xFF).contains(scalar.value) || ["&", "<", ">", "\""].contains(scalar)
  }

  private static func entry(at start: Int, in table: Span<UInt8>) -> (name: Range<Int>, value: Range<Int>) {
    let equals = Scan.firstIndex(of: UInt8(ascii: "="), in: table, from: start) ?? table.count
    var end = equals + 1
    while end < table.count, table[end] > ASCII.space { end += 1 }
    return (start..<equals, equals + 1..<min(end, table.count))
  }
}

import Bytes

/// Reads `value; name=value; name="value"` from left to right.
///
/// Lenient where senders are sloppy: an unquoted value goes to the next semicolon, spaces and all; quotation marks need
/// no end; in them, a backslash quotes only itself and a quotation mark, since many a name is a path of Windows.
struct ParameterReader: ~Copyable, ~Escapable {
  private let bytes: Span<UInt8>
  private var position = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
  }

  /// What stands before the first semicolon, in lower case.
  mutating func readValue() -> ByteString {
    ByteString(readUnquoted().map(\.asciiLowercased))
  }

  /// The next parameter, its name in lower case and its value as it stands; nil behind the last.
  mutating func next() -> (name: ByteString, value: [UInt8])? {
    while position < bytes.count {
      position += 1
      skipBlanks()
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: ";"), bytes[position] != UInt8(ascii: "=")
      {
        position += 1
      }
      var end = position
      while end > start, bytes[end - 1] <= ASCII.space { end -= 1 }
      guard position < bytes.count, bytes[position] == UInt8(ascii: "="), end > start else {
        skip(to: UInt8(ascii: ";"))
        continue
      }
      let name = ByteString(Array(copying: bytes.extracting(start..<end)).map(\.asciiLowercased))
      position += 1
      skipBlanks()
      let isQuoted = position < bytes.count && bytes[position] == UInt8(ascii: "\"")
      return (name, isQuoted ? readQuoted() : readUnquoted())
    }
    return nil
  }

  private mutating func readQuoted() -> [UInt8] {
    var text: [UInt8] = []
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count,
        bytes[position + 1] == UInt8(ascii: "\"") || bytes[position + 1] == UInt8(ascii: "\\")
      {
        position += 1
      }
      let byte = bytes[position]
      if byte != ASCII.carriageReturn, byte != ASCII.lineFeed { text.append(byte) }
      position += 1
    }
    skip(to: UInt8(ascii: ";"))
    return text
  }

  private mutating func readUnquoted() -> [UInt8] {
    skipBlanks()
    var text: [UInt8] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: ";") {
      let byte = bytes[position]
      if byte == UInt8(ascii: "("), text.isEmpty || text.last?.isASCIIBlank == true {
        position = Comment.end(from: position, in: bytes)
        if text.isEmpty { skipBlanks() }
        continue
      }
      if byte != ASCII.carriageReturn, byte != ASCII.lineFeed { text.append(byte) }
      position += 1
    }
    while let last = text.last, last <= ASCII.space { text.removeLast() }
    return text
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] <= ASCII.space { position += 1 }
  }

  private mutating func skip(to byte: UInt8) {
    position = Scan.firstIndex(of: byte, in: bytes, from: position) ?? bytes.count
  }
}

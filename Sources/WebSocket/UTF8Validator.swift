/// Checks text as it comes (RFC 3629 section 4), wherever it is cut.
struct UTF8Validator: Sendable {
  /// How many bytes the open character lacks.
  private var missing = 0
  /// What the next byte of the open character may be: its first continuation excludes overlong forms, surrogates and what
  /// is beyond Unicode.
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  /// Whether no character is open.
  var isComplete: Bool { missing == 0 }

  /// Whether the text is still valid with `bytes` behind what came before.
  mutating func accept(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      if missing == 0 {
        index = Self.endOfASCII(in: bytes, from: index)
        guard index < bytes.count else { return true }
        guard begin(bytes[index]) else { return false }
      } else {
        guard allowed.contains(bytes[index]) else { return false }
        allowed = 0x80...0xBF
        missing -= 1
      }
      index += 1
    }
    return true
  }

  private mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xDF: missing = 1
    case 0xE0: (missing, allowed) = (2, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: missing = 2
    case 0xED: (missing, allowed) = (2, 0x80...0x9F)
    case 0xF0: (missing, allowed) = (3, 0x90...0xBF)
    case 0xF1...0xF3: missing = 3
    case 0xF4: (missing, allowed) = (3, 0x80...0x8F)
    default: return false
    }
    return true
  }

  /// Where the first byte from `start` on stands that is no ASCII, or the end.
  private static func endOfASCII(in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    unsafe bytes.withUnsafeBytes { buffer in
      while buffer.count - index >= 8,
        unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
      }
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
  }
}

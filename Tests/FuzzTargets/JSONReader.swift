import Bytes

/// Reads JSON and takes nothing that RFC 8259 does not allow.
public struct JSONReader {
  /// Who has written a text.
  public enum Author: Sendable {
    /// The server, which writes no white space and nothing but characters.
    case server
    /// Anybody: there may be white space, and what is no character counts as U+FFFD.
    case anybody
  }

  /// How deep arrays and objects may lie within each other.
  private static let depthLimit = 128

  private let text: [UInt8]
  private let author: Author
  private var position = 0

  private init(_ text: [UInt8], by author: Author) {
    self.text = text
    self.author = author
  }

  /// What `text` says.
  ///
  /// - Throws: The rule that it breaks.
  public static func read(_ text: [UInt8], by author: Author = .server) throws(Finding) -> JSONValue {
    var reader = JSONReader(text, by: author)
    let value = try reader.value(depth: 0)
    try require(reader.position == text.count, "JSON ends with its value")
    return value
  }

  private var next: UInt8? { position < text.count ? text[position] : nil }

  private mutating func skipWhiteSpace() {
    guard author == .anybody else { return }
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  /// A value with the white space on both sides of it.
  private mutating func value(depth: Int) throws(Finding) -> JSONValue {
    skipWhiteSpace()
    defer { skipWhiteSpace() }
    return try bareValue(depth: depth)
  }

  private mutating func bareValue(depth: Int) throws(Finding) -> JSONValue {
    try require(depth <= Self.depthLimit, "JSON is not too deep")
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    default: return try number()
    }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Finding) {
    try require(skip(character), "JSON has \(character) at \(position)")
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Finding) -> JSONValue {
    try require(text[position...].starts(with: word.utf8), "JSON has \(word) at \(position)")
    position += word.utf8.count
    return value
  }

  private mutating func array(depth: Int) throws(Finding) -> JSONValue {
    try expect("[")
    skipWhiteSpace()
    if skip("]") { return .array([]) }
    var values: [JSONValue] = []
    repeat { values.append(try value(depth: depth + 1)) } while skip(",")
    try expect("]")
    return .array(values)
  }

  private mutating func object(depth: Int) throws(Finding) -> JSONValue {
    try expect("{")
    skipWhiteSpace()
    if skip("}") { return .object([JSONValue.Member]()) }
    var members: [JSONValue.Member] = []
    repeat {
      skipWhiteSpace()
      let name = try string()
      skipWhiteSpace()
      try expect(":")
      members.append(JSONValue.Member(name, try value(depth: depth + 1)))
    } while skip(",")
    try expect("}")
    return .object(members)
  }

  private mutating func number() throws(Finding) -> JSONValue {
    let start = position
    _ = skip("-")
    if !skip("0") { try digits() }
    if skip(".") { try digits() }
    if skip("e") || skip("E") {
      _ = skip("+") || skip("-")
      try digits()
    }
    return .number(Array(text[start..<position]))
  }

  private mutating func digits() throws(Finding) {
    let start = position
    while let digit = next, digit.isASCIIDigit { position += 1 }
    try require(position > start, "JSON has a digit at \(position)")
  }
}

extension JSONReader {
  private mutating func string() throws(Finding) -> [UInt8] {
    try expect("\"")
    var value: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return value
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &value)
      case 0..<0x20: throw Finding("a JSON string has no control characters")
      default:
        let (scalar, length) = UTF8Reference.character(in: text, at: position)
        try require(scalar != nil || author == .anybody, "a JSON string is UTF-8")
        value += scalar == nil ? Array("\u{FFFD}".utf8) : Array(text[position..<position + length])
        position += length
      }
    }
    throw Finding("a JSON string ends")
  }

  private mutating func escape(into value: inout [UInt8]) throws(Finding) {
    let character = next
    position += 1
    switch character {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): value.append(text[position - 1])
    case UInt8(ascii: "b"): value.append(0x08)
    case UInt8(ascii: "f"): value.append(0x0C)
    case UInt8(ascii: "n"): value.append(ASCII.lineFeed)
    case UInt8(ascii: "r"): value.append(ASCII.carriageReturn)
    case UInt8(ascii: "t"): value.append(ASCII.tab)
    case UInt8(ascii: "u"): value += try escapedScalar().utf8
    default: throw Finding("a JSON escape is one of those that there are")
    }
  }

  private mutating func escapedScalar() throws(Finding) -> Unicode.Scalar {
    let code = try hexadecimal()
    if let scalar = Unicode.Scalar(code) { return scalar }
    let behind = position
    if code & 0xFC00 == 0xD800, skip("\\"), skip("u"), let low = try? hexadecimal(), low & 0xFC00 == 0xDC00,
      let scalar = Unicode.Scalar(0x10000 + (code & 0x3FF) << 10 + low & 0x3FF)
    {
      return scalar
    }
    try require(author == .anybody, "a surrogate has its other half")
    position = behind
    return "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(Finding) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = next?.hexDigitValue else {
        throw Finding("JSON has a hexadecimal digit at \(position)")
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }
}

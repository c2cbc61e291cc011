import Bytes

/// Goes through a text once, from left to right.
struct JSONReader {
  let text: [UInt8]
  var position = 0
  private let limits: JSONLimits
  private var valueCount = 0

  init(_ text: [UInt8], limits: JSONLimits) {
    self.text = text
    self.limits = limits
  }

  /// The byte to be read, or nil at the end.
  var next: UInt8? { position < text.count ? text[position] : nil }

  func error(_ reason: JSONError.Reason) -> JSONError { JSONError(reason: reason, offset: position) }

  /// Goes past `byte` if it comes next.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  mutating func firstValue() throws(JSONError) -> JSONValue {
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { throw error(.byteOrderMark) }
    return try value(depth: 0)
  }

  mutating func wholeText() throws(JSONError) -> JSONValue {
    let value = try firstValue()
    skipWhiteSpace()
    guard position == text.count else { throw error(.textAfterValue) }
    return value
  }

  private mutating func skipWhiteSpace() {
    while let byte = next, byte.isASCIIBlank || byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
      position += 1
    }
  }

  /// The next value and the white space before it; `depth` arrays and objects are open around it.
  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    skipWhiteSpace()
    valueCount += 1
    guard valueCount <= limits.values else { throw error(.tooManyValues) }
    switch next {
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return .number(try number())
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    default: throw error(.missingValue)
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let found = word.withUTF8Buffer { unsafe text[position...].starts(with: $0) }
    guard found else { throw error(.missingValue) }
    position += word.utf8CodeUnitCount
    return value
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    guard depth <= limits.depth else { throw error(.tooDeep) }
    position += 1
    skipWhiteSpace()
    var elements: [JSONValue] = []
    if skip(UInt8(ascii: "]")) { return elements }
    while true {
      elements.append(try value(depth: depth))
      skipWhiteSpace()
      if skip(UInt8(ascii: "]")) { return elements }
      guard skip(UInt8(ascii: ",")) else { throw error(.missingCommaInArray) }
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
    guard depth <= limits.depth else { throw error(.tooDeep) }
    position += 1
    skipWhiteSpace()
    var object = JSONObject()
    if skip(UInt8(ascii: "}")) { return object }
    while true {
      object.members.append(try member(depth: depth))
      skipWhiteSpace()
      if skip(UInt8(ascii: "}")) { return object }
      guard skip(UInt8(ascii: ",")) else { throw error(.missingCommaInObject) }
    }
  }

  private mutating func member(depth: Int) throws(JSONError) -> JSONObject.Member {
    skipWhiteSpace()
    guard next == UInt8(ascii: "\"") else { throw error(.missingName) }
    let name = try string()
    skipWhiteSpace()
    guard skip(UInt8(ascii: ":")) else { throw error(.missingColon) }
    return JSONObject.Member(name, try value(depth: depth))
  }
}

import Bytes
import JSON

/// Reads bytes as JSON, next to a reader that shares no code with it, and writes what came of it and reads it again.
enum JSONReaderCheck {
  static func run(_ input: [UInt8]) throws(Finding) {
    let limits = JSONLimits()
    let value: JSON.JSONValue
    do {
      value = try JSON.JSONValue(reading: input, limits: limits)
    } catch {
      return try check(error, of: input)
    }
    let expected = try JSONReader.read(input, by: .anybody)
    try require(JSONValue(value) == expected, "both readers read the same")
    try checkWritten(value)
    try checkNumbers(value)
  }

  /// What is refused is refused by both, unless it is only too much.
  private static func check(_ error: JSONError, of input: [UInt8]) throws(Finding) {
    try require((0...input.count).contains(error.offset), "an error is within the text")
    let sentence = error.description.utf8
    try require(sentence.count < 120 && !sentence.contains { $0 < 0x20 }, "an error is one line of text")
    guard error.reason != .tooDeep, error.reason != .tooManyValues else { return }
    let other = try? JSONReader.read(input, by: .anybody)
    try require(other == nil, "what one reader reads is not refused by the other: \(error)")
  }

  private static func checkWritten(_ value: JSON.JSONValue) throws(Finding) {
    var buffer = ByteBuffer()
    buffer.append(value)
    let text = buffer.take()
    let again: JSON.JSONValue
    do {
      again = try JSON.JSONValue(reading: text)
    } catch {
      throw Finding("what was read can be written and read: \(error)")
    }
    try require(again == value, "what is written reads as what it was written for")
    try require(try JSONReader.read(text) == JSONValue(value), "what is written is text throughout")
  }

  private static func checkNumbers(_ value: JSON.JSONValue) throws(Finding) {
    switch value {
    case .number(let number):
      if let int = number.int, let double = number.double {
        try require(Double(int) == double, "an integer is the nearest number")
      }
      try require(number.double?.isFinite ?? true, "a number is finite")
    case .array(let elements): for element in elements { try checkNumbers(element) }
    case .object(let object): for member in object.members { try checkNumbers(member.value) }
    case .null, .bool, .string: break
    }
  }
}

extension JSONValue {
  fileprivate init(_ value: JSON.JSONValue) {
    switch value {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .number(let number): self = .number(number.text.bytes)
    case .string(let string): self = .string(string.bytes)
    case .array(let elements): self = .array(elements.map { JSONValue($0) })
    case .object(let object):
      self = .object(object.members.map { Member($0.name.bytes, JSONValue($0.value)) })
    }
  }
}

extension ByteBuffer {
  fileprivate mutating func append(_ value: JSON.JSONValue) {
    switch value {
    case .null: append("null")
    case .bool(let bool): append(text: String(bool))
    case .number(let number): append(contentsOf: number.text)
    case .string(let string): append(jsonString: string)
    case .array(let elements):
      append("[")
      for (index, element) in elements.enumerated() {
        if index > 0 { append(",") }
        append(element)
      }
      append("]")
    case .object(let object):
      append("{")
      for (index, member) in object.members.enumerated() {
        if index > 0 { append(",") }
        append(jsonString: member.name)
        append(":")
        append(member.value)
      }
      append("}")
    }
  }
}

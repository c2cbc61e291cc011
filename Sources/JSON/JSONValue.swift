public import Bytes

/// What a JSON text says (RFC 8259).
public enum JSONValue: Equatable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number.
  case number(JSONNumber)
  /// A string without its escapes, always UTF-8.
  case string(ByteString)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object(JSONObject)

  /// Reads a text that is one value, with nothing but white space around it.
  ///
  /// The time is linear in the length of the text. What is kept is bounded by `limits`, besides the text of strings,
  /// names and numbers, which is at most three times as long as it was: bytes in a string that are no UTF-8, and
  /// surrogates without their other half, become U+FFFD each, as Go reads them.
  ///
  /// - Throws: The first place where the text breaks the grammar or passes a limit.
  public init(reading text: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
    var reader = JSONReader(text, limits: limits)
    self = try reader.wholeText()
  }

  /// Reads the value that a text begins with, whatever stands behind it, as Go's decoder takes one off a stream.
  ///
  /// - Throws: As `init(reading:limits:)`.
  public init(readingStartOf text: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
    var reader = JSONReader(text, limits: limits)
    self = try reader.firstValue()
  }
}

extension JSONValue {
  /// What is said, if it is `true` or `false`.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The number, if it is one.
  public var number: JSONNumber? {
    if case .number(let value) = self { value } else { nil }
  }

  /// The text, if it is a string.
  public var string: ByteString? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The elements, if it is an array.
  public var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members, if it is an object.
  public var object: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }
}

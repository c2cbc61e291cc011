/// Where and why a text is no JSON that is taken here.
public struct JSONError: Error, Equatable {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// No value begins here.
    case missingValue
    /// Something else than white space stands behind the value.
    case textAfterValue
    /// The text begins with a byte order mark, which RFC 8259 section 8.1 forbids to send.
    case byteOrderMark
    /// An array neither goes on nor ends.
    case missingCommaInArray
    /// An object neither goes on nor ends.
    case missingCommaInObject
    /// No name in quotation marks begins a member.
    case missingName
    /// No colon follows a name.
    case missingColon
    /// A number has no digit where it needs one.
    case missingDigit
    /// A digit follows a zero that begins a number.
    case leadingZero
    /// A string has no end; the place is its beginning.
    case endlessString
    /// A control character stands in a string without an escape.
    case controlCharacter
    /// The character behind a backslash is none that RFC 8259 section 7 knows.
    case unknownEscape
    /// Fewer than four hexadecimal digits follow `\u`.
    case missingHexDigit
    /// More arrays and objects lie within each other than are allowed.
    case tooDeep
    /// There are more values than are allowed.
    case tooManyValues
  }

  /// What is wrong.
  public let reason: Reason
  /// How many bytes stand before the place.
  public let offset: Int

  /// Joins the two.
  public init(reason: Reason, offset: Int) {
    (self.reason, self.offset) = (reason, offset)
  }
}

extension JSONError: CustomStringConvertible {
  /// A sentence for people, without a full stop.
  public var description: String { "after \(offset) bytes, \(reason)" }
}

extension JSONError.Reason: CustomStringConvertible {
  /// The end of a sentence that says where.
  public var description: String {
    switch self {
    case .missingValue: "a value is missing"
    case .textAfterValue: "something follows the value"
    case .byteOrderMark: "there is a byte order mark, which JSON does not allow"
    case .missingCommaInArray: "a comma or ] is missing"
    case .missingCommaInObject: "a comma or } is missing"
    case .missingName: "a name in quotation marks is missing"
    case .missingColon: "a colon is missing"
    case .missingDigit: "a digit is missing"
    case .leadingZero: "a number begins with a needless 0"
    case .endlessString: "a string begins that does not end"
    case .controlCharacter: "a control character stands in a string without an escape"
    case .unknownEscape: "there is an escape that JSON does not know"
    case .missingHexDigit: "a hexadecimal digit is missing, of which \\u needs four"
    case .tooDeep: "too many arrays and objects lie within each other"
    case .tooManyValues: "there are more values than are allowed"
    }
  }
}

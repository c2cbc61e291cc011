extension String: FlagValue {
  /// Takes any text, also none.
  public init?(flagText: String) { self = flagText }

  /// The text itself.
  public var flagText: String { self }

  /// `text`.
  public static var placeholder: String { "text" }

  /// Never needed: all text will do.
  public static var expectation: String { "text" }
}

extension Bool: FlagValue {
  /// Reads the words that Go takes for booleans, and no others.
  public init?(flagText: String) {
    switch flagText {
    case "1", "t", "T", "true", "TRUE", "True": self = true
    case "0", "f", "F", "false", "FALSE", "False": self = false
    default: return nil
    }
  }

  /// `true` or `false`.
  public var flagText: String { self ? "true" : "false" }

  /// Nothing: the flag alone means `true`.
  public static var placeholder: String { "" }

  /// The two words.
  public static var expectation: String { "true or false" }

  /// True.
  public static var standsAlone: Bool { true }
}

extension Int: FlagValue {
  /// Reads a decimal count: digits only, so never negative.
  public init?(flagText: String) {
    guard flagText.utf8.allSatisfy({ UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") }) else { return nil }
    self.init(flagText, radix: 10)
  }

  /// The digits.
  public var flagText: String { String(self) }

  /// `count`.
  public static var placeholder: String { "count" }

  /// A count.
  public static var expectation: String { "a whole number from 0 up" }
}

extension Double: FlagValue {
  /// Reads a decimal fraction with an optional exponent; infinities and NaN are refused.
  public init?(flagText: String) {
    guard let value = Double(flagText), value.isFinite else { return nil }
    self = value
  }

  /// The shortest decimal that reads back as the same value.
  public var flagText: String { description }

  /// `number`.
  public static var placeholder: String { "number" }

  /// A number.
  public static var expectation: String { "a number" }
}

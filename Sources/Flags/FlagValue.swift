/// What can be given to a program as the text behind a flag or in an environment variable.
public protocol FlagValue: Sendable {
  /// Reads the value, or gives nil for text that does not say one.
  init?(flagText: String)

  /// The value as a user would type it, as usage shows it for a default.
  var flagText: String { get }

  /// What usage writes behind the flag, such as `size`; empty for flags that stand alone.
  static var placeholder: String { get }

  /// What the text should have been, for the message that refuses it: "a number from 0 up".
  static var expectation: String { get }

  /// Whether the flag may stand without a value, which then means `true`, and never takes the next argument.
  static var standsAlone: Bool { get }
}

extension FlagValue {
  /// False: most flags need a value.
  public static var standsAlone: Bool { false }
}

/// A choice among words: an enum of strings is a flag's value by declaring so.
extension FlagValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  /// Reads one of the words, spelled exactly.
  public init?(flagText: String) { self.init(rawValue: flagText) }

  /// The word.
  public var flagText: String { rawValue }

  /// The words with `|` between them.
  public static var placeholder: String { allCases.map(\.rawValue).joined(separator: "|") }

  /// The words.
  public static var expectation: String { "one of " + allCases.map(\.rawValue).joined(separator: ", ") }
}

/// A value that nobody needs to give: an empty text, as compose files make of an unset variable, is none.
extension Optional: FlagValue where Wrapped: FlagValue {
  /// Reads what the wrapped type reads; no text means nil.
  public init?(flagText: String) {
    if flagText.isEmpty {
      self = .none
    } else if let value = Wrapped(flagText: flagText) {
      self = .some(value)
    } else {
      return nil
    }
  }

  /// The wrapped value, or nothing.
  public var flagText: String { self?.flagText ?? "" }

  /// As the wrapped type has it.
  public static var placeholder: String { Wrapped.placeholder }

  /// As the wrapped type has it.
  public static var expectation: String { Wrapped.expectation }

  /// As the wrapped type has it.
  public static var standsAlone: Bool { Wrapped.standsAlone }
}

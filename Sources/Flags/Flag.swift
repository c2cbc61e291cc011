/// One setting of a program: its flag, its environment variable, and what holds when neither is given.
///
/// A flag is also the key to its value (`values[smtpBind]`), so a lookup has the right type and no name to mistype.
public struct Flag<Value: FlagValue>: Sendable {
  /// The name without dashes, such as `smtp-bind-addr`.
  public let name: String
  /// The environment variable that is asked when the flag is absent, if there is one.
  public let environment: String?
  /// What holds when neither flag nor variable is given.
  public let defaultValue: Value
  /// What usage says it does: whole sentences.
  public let help: String
  /// The default in words, for one that is not known before the program runs.
  public let describedDefault: String?

  /// A setting named `name`.
  ///
  /// - Parameters:
  ///   - name: The flag's name without dashes.
  ///   - environment: The variable that is asked when the flag is absent.
  ///   - defaultValue: What holds when neither is given.
  ///   - describedDefault: The default in words, where the value itself would say nothing.
  ///   - help: What the setting does, in whole sentences.
  public init(
    _ name: String,
    environment: String? = nil,
    default defaultValue: Value,
    describedAs describedDefault: String? = nil,
    help: String
  ) {
    self.name = name
    self.environment = environment
    self.defaultValue = defaultValue
    self.describedDefault = describedDefault
    self.help = help
  }
}

/// A flag whose type of value does not matter, as parsing and usage see it.
public protocol FlagDefinition: Sendable {
  /// The name without dashes.
  var name: String { get }
  /// The variable that is asked when the flag is absent.
  var environment: String? { get }
  /// What it does.
  var help: String { get }
  /// The default as usage shows it; empty for none.
  var shownDefault: String { get }
  /// What usage writes behind the name.
  var placeholder: String { get }
  /// Whether it may stand without a value.
  var standsAlone: Bool { get }
  /// What a value should look like, for the message that refuses one.
  var expectation: String { get }

  /// Whether `text` says a value of the flag's type.
  func accepts(_ text: String) -> Bool
}

extension Flag: FlagDefinition {
  /// The default in words if there are any, else as a user would type it.
  public var shownDefault: String { describedDefault ?? defaultValue.flagText }
  /// As the value's type has it.
  public var placeholder: String { Value.placeholder }
  /// As the value's type has it.
  public var standsAlone: Bool { Value.standsAlone }
  /// As the value's type has it.
  public var expectation: String { Value.expectation }

  /// Whether the value's type can read `text`.
  public func accepts(_ text: String) -> Bool { Value(flagText: text) != nil }
}

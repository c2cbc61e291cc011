/// What a run of the program was given, by flag or by environment.
public struct FlagValues: Equatable, Sendable {
  private var given: [String: String] = [:]

  /// The arguments behind the flags.
  public internal(set) var operands: [String] = []

  /// Nothing given: every flag has its default.
  public init() {}

  /// The value of `flag`: what was given for it, else its default, also for a flag that was not in the set.
  public subscript<Value>(_ flag: Flag<Value>) -> Value {
    // Parsing has read this text once, so it reads again.
    given[flag.name].flatMap { Value(flagText: $0) } ?? flag.defaultValue
  }

  mutating func set(_ name: String, to text: String) { given[name] = text }

  func hasValue(for name: String) -> Bool { given[name] != nil }
}

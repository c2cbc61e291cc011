/// Why arguments and environment do not say how to run.
public enum FlagError: Error, Equatable {
  /// The user asked for usage: not a mistake.
  case helpRequested
  /// No flag has this name.
  case unknown(name: String)
  /// The argument is dashes, or dashes before `=`, and no name.
  case malformed(argument: String)
  /// The flag was the last argument and needs a value.
  case missingValue(name: String)
  /// The text does not say a value; `source` is the flag with its dash, or the variable.
  case invalidValue(source: String, text: String, expectation: String)
}

extension FlagError {
  /// What the program should exit with: 0 for help, 2 for a mistake, as Go's programs do.
  public var exitStatus: Int32 {
    switch self {
    case .helpRequested: 0
    case .unknown, .malformed, .missingValue, .invalidValue: 2
    }
  }
}

extension FlagError: CustomStringConvertible {
  /// One line for the user, in which given text is quoted and escaped.
  public var description: String {
    switch self {
    case .helpRequested: "help requested"
    case .unknown(let name): "unknown flag -\(escaped(name))"
    case .malformed(let argument): "not a flag: \(argument.debugDescription)"
    case .missingValue(let name): "flag -\(escaped(name)) needs a value"
    case .invalidValue(let source, let text, let expectation):
      "\(source): \(text.debugDescription) is not \(expectation)"
    }
  }

  private func escaped(_ name: String) -> String { String(name.debugDescription.dropFirst().dropLast()) }
}

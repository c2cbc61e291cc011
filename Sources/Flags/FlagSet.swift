/// The settings a program knows, and how it reads them as Go's programs do.
///
/// A flag has one dash or two, and its value behind `=` or in the next argument. Flags end at `--` and at the first
/// argument that is none; whatever follows are operands, which a server ignores, so that `hoglet hoglet` runs (images have
/// the name as both entry point and command).
public struct FlagSet: Sendable {
  /// The settings, in the order usage lists them.
  public let flags: [any FlagDefinition]
  private let places: [String: Int]

  /// A set of `flags`, no two of one name.
  public init(_ flags: [any FlagDefinition]) {
    self.flags = flags
    places = Dictionary(flags.enumerated().map { ($1.name, $0) }) { first, _ in first }
    precondition(places.count == flags.count, "two flags have one name")
  }

  /// Reads a command line and an environment; a flag outranks its variable, and the last of a repeated flag counts.
  ///
  /// A variable that is set but empty counts as given. A variable that says no value is refused even when a flag outranks
  /// it: a mistake is best found on the first start.
  ///
  /// - Parameters:
  ///   - arguments: The arguments without the program's name.
  ///   - environment: The variables by name.
  /// - Returns: What was given, every text of which its flag can read.
  /// - Throws: The first mistake, or that help was asked for.
  public func parse(
    arguments: [String],
    environment: [String: String]
  ) throws(FlagError) -> FlagValues {
    var values = FlagValues()
    var rest = arguments[...]
    while let argument = rest.first, let dashes = Self.dashes(of: argument) {
      rest.removeFirst()
      if argument == "--" { break }
      try read(argument.dropFirst(dashes), of: argument, from: &rest, into: &values)
    }
    values.operands = Array(rest)
    for flag in flags {
      guard let variable = flag.environment, let text = environment[variable] else { continue }
      try check(text, for: flag, from: variable)
      if !values.hasValue(for: flag.name) { values.set(flag.name, to: text) }
    }
    return values
  }

  /// How many dashes make `argument` a flag, or nil if it is none: a lone dash is a positional.
  private static func dashes(of argument: String) -> Int? {
    guard argument.utf8.count > 1, argument.utf8.first == UInt8(ascii: "-") else { return nil }
    return argument.hasPrefix("--") ? 2 : 1
  }

  private func read(
    _ body: Substring,
    of argument: String,
    from rest: inout ArraySlice<String>,
    into values: inout FlagValues
  ) throws(FlagError) {
    let halves = body.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let name = halves.first, !name.isEmpty, !name.hasPrefix("-") else {
      throw .malformed(argument: argument)
    }
    guard let place = places[name] else {
      throw name == "h" || name == "help" ? .helpRequested : .unknown(name: name)
    }
    let flag = flags[place]
    let text: String
    if halves.count == 2 {
      text = halves[1]
    } else if flag.standsAlone {
      text = "true"
    } else if let next = rest.popFirst() {
      text = next
    } else {
      throw .missingValue(name: name)
    }
    try check(text, for: flag, from: "-\(name)")
    values.set(name, to: text)
  }

  private func check(_ text: String, for flag: any FlagDefinition, from source: String) throws(FlagError) {
    guard flag.accepts(text) else {
      throw .invalidValue(source: source, text: text, expectation: flag.expectation)
    }
  }
}

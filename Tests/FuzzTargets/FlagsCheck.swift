import Flags

/// Reads lines as arguments and, behind an empty line, as variables; and shows the rest of the input as usage.
enum FlagsCheck {
  private enum Color: String, CaseIterable, FlagValue {
    case red
    case blue
  }

  private static let text = Flag<String>("text", environment: "TEXT", default: "none", help: "A text.")
  private static let bool = Flag<Bool>("bool", environment: "BOOL", default: false, help: "A choice.")
  private static let count = Flag<Int>("count", environment: "COUNT", default: 1, help: "A count.")
  private static let number = Flag<Double>("number", environment: "NUMBER", default: 1, help: "A number.")
  private static let size = Flag<ByteCount?>("size", environment: "SIZE", default: nil, help: "A size.")
  private static let time = Flag<Duration>("time", environment: "TIME", default: .zero, help: "A time.")
  private static let color = Flag<Color>("color", environment: "COLOR", default: .red, help: "A color.")
  private static let set = FlagSet([text, bool, count, number, size, time, color])

  static func run(_ input: [UInt8]) throws(Finding) {
    let lines = input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let arguments = Array(lines.prefix { !$0.isEmpty })
    var environment: [String: String] = [:]
    for line in lines.dropFirst(arguments.count + 1) {
      let halves = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      environment[halves[0]] = halves.count == 2 ? halves[1] : ""
    }
    try check(arguments: arguments, environment: environment, size: input.count)
    try checkUsage(lines)
  }

  private static func check(
    arguments: [String],
    environment: [String: String],
    size: Int
  ) throws(Finding) {
    let values: FlagValues
    do {
      values = try set.parse(arguments: arguments, environment: environment)
    } catch {
      return try check(error, size: size)
    }
    try check(values)
  }

  /// What was given can be given again as the program would write it.
  private static func check(_ values: FlagValues) throws(Finding) {
    _ = values[text]
    try checkRoundTrip(values[bool])
    try checkRoundTrip(values[count])
    try checkRoundTrip(values[number])
    try checkRoundTrip(values[time])
    try checkRoundTrip(values[color])
    if let size = values[size] { try checkRoundTrip(size) }
    try require(values[count] >= 0 && values[time] >= .zero, "nothing is negative")
  }

  private static func checkRoundTrip<Value: FlagValue & Equatable>(_ value: Value) throws(Finding) {
    try require(
      Value(flagText: value.flagText) == value,
      "\(value.flagText) reads as what it was written for"
    )
  }

  private static func check(_ error: FlagError, size: Int) throws(Finding) {
    let text = error.description
    try require(!text.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "an error is one line of text")
    // A byte that is no UTF-8 becomes three, and a control character an escape of up to six.
    try require(text.utf8.count <= 8 * size + 200, "an error is hardly longer than what it is about")
  }

  private static func checkUsage(_ lines: [String]) throws(Finding) {
    let help = lines.first ?? ""
    let fallback = lines.last ?? ""
    let flags = FlagSet([
      Flag<String>("a", default: fallback, help: help),
      Flag<String>(String(repeating: "b", count: help.count % 50 + 2), default: "", help: fallback),
    ])
    let usage = flags.usage("program")
    let words = 2 * (help.count + fallback.count) + 20
    let size = 2 * (help.utf8.count + fallback.utf8.count)
    try require(usage.last == "\n", "usage ends with a line feed")
    // At worst every word stands on a line of its own behind a margin.
    try require(usage.utf8.count <= size + 40 * words, "usage is not much longer than what it tells")
  }
}

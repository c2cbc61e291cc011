/// A rule that the code under test has broken.
public struct Finding: Error, Equatable, CustomStringConvertible {
  /// The rule, as a statement that should have been true.
  public let description: String

  init(_ rule: String) {
    description = rule
  }
}

/// Reports `rule` as broken if `holds` is false.
func require(_ holds: Bool, _ rule: @autoclosure () -> String) throws(Finding) {
  guard holds else { throw Finding(rule()) }
}

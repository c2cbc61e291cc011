extension FlagSet {
  private static let width = 100
  /// Flags longer than this stand on a line of their own.
  private static let widestLabel = 30

  /// The text for `-help`: every flag with what it does, its variable and its default, in at most 100 columns.
  ///
  /// - Parameter synopsis: How the program is called, such as `hoglet [flags]`.
  /// - Returns: Lines that end with a line feed.
  public func usage(_ synopsis: String) -> String {
    let labels = flags.map { "  -\($0.name)" + ($0.placeholder.isEmpty ? "" : " \($0.placeholder)") }
    let column = labels.map(\.count).filter { $0 <= Self.widestLabel }.max().map { $0 + 2 } ?? 4
    var lines = ["Usage: \(synopsis)", ""]
    for (label, flag) in zip(labels, flags) {
      var margin = label + String(repeating: " ", count: max(column - label.count, 0))
      if label.count + 2 > column {
        lines.append(label)
        margin = String(repeating: " ", count: column)
      }
      for line in Self.wrap(flag.help, to: Self.width - column)
        + Self.wrap(origin(of: flag), to: Self.width - column)
      {
        lines.append(margin + line)
        margin = String(repeating: " ", count: column)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Where a value comes from when the flag is absent.
  private func origin(of flag: any FlagDefinition) -> String {
    let shown = flag.shownDefault.isEmpty ? "none" : flag.shownDefault
    return "[\(flag.environment.map { "\($0), " } ?? "")default: \(shown)]"
  }

  private static func wrap(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

extension Duration: FlagValue {
  /// Reads seconds (`90`), or numbers with units that add up (`90s`, `10m`, `24h`, `7d`, `1h30m`, `250ms`).
  public init?(flagText: String) {
    guard !flagText.isEmpty else { return nil }
    var rest = flagText[...]
    var milliseconds: Int64 = 0
    while !rest.isEmpty {
      let digits = rest.prefix { "0"..."9" ~= $0 }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { !("0"..."9" ~= $0) }
      rest = rest.dropFirst(unit.count)
      let isPlain = unit.isEmpty && digits.count == flagText.count
      guard let count = Int64(digits), let factor = Self.milliseconds(in: isPlain ? "s" : unit) else {
        return nil
      }
      let (part, tooLong) = count.multipliedReportingOverflow(by: factor)
      let (sum, tooLongInAll) = milliseconds.addingReportingOverflow(part)
      guard !tooLong, !tooLongInAll else { return nil }
      milliseconds = sum
    }
    self = .milliseconds(milliseconds)
  }

  /// The duration in the largest unit that divides it, to the millisecond: `5m`.
  public var flagText: String {
    let (seconds, attoseconds) = components
    guard attoseconds == 0 else { return "\(seconds &* 1_000 &+ attoseconds / 1_000_000_000_000_000)ms" }
    for (unit, size) in [("d", 86_400), ("h", 3_600), ("m", 60)] as [(String, Int64)]
    where seconds != 0 && seconds % size == 0 {
      return "\(seconds / size)\(unit)"
    }
    return "\(seconds)s"
  }

  /// `duration`.
  public static var placeholder: String { "duration" }

  /// A duration with examples.
  public static var expectation: String { "a duration such as 90s, 10m, 24h or 7d" }

  private static func milliseconds(in unit: Substring) -> Int64? {
    switch unit {
    case "ms": 1
    case "s": 1_000
    case "m": 60_000
    case "h": 3_600_000
    case "d": 86_400_000
    default: nil
    }
  }
}

internal import Bytes

/// The words of Prometheus's text format.
enum Exposition {
  /// A name of letters, digits, `_` and `:` that does not begin with a digit.
  static func metricName(_ text: String) -> String { name(text, isColonFine: true) }

  /// The labels between braces, or nothing for none; of two with a name the first counts.
  static func labels(_ dimensions: [(String, String)]) -> String {
    guard !dimensions.isEmpty else { return "" }
    var names: Set<String> = []
    let pairs = dimensions.map { (name($0.0, isColonFine: false), $0.1) }.filter {
      names.insert($0.0).inserted
    }
    return "{" + pairs.map { "\($0.0)=\"\(escaped($0.1, quotes: true))\"" }.joined(separator: ",") + "}"
  }

  /// Labels with one more behind them.
  static func labels(_ labels: String, adding pair: String) -> String {
    labels.isEmpty ? "{\(pair)}" : labels.dropLast() + ",\(pair)}"
  }

  /// A text with what would end it written as escapes.
  static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A number in Prometheus's words: Swift has others for what is not finite, and one of them, `-nan`, spoils a whole scrape.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return "\(value)"
  }

  private static func name(_ text: String, isColonFine: Bool) -> String {
    let name = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": String(scalar)
      case ":" where isColonFine: ":"
      default: "_"
      }
    }.joined()
    return name.first.map { "0"..."9" ~= $0 } == false ? name : "_" + name
  }
}

extension ByteBuffer {
  /// Adds a family: what it is, and each of its series.
  mutating func write(_ name: String, _ family: PrometheusMetrics.Family, help: String?) {
    if let help { append(text: "# HELP \(name) \(Exposition.escaped(help, quotes: false))\n") }
    append(text: "# TYPE \(name) \(family.kind)\n")
    for (labels, instrument) in family.series.sorted(by: { $0.key < $1.key }) {
      switch instrument {
      case .counter(let total): append(text: "\(name)\(labels) \(total.value)\n")
      case .gauge(let level): append(text: "\(name)\(labels) \(Exposition.number(level.value))\n")
      case .histogram(let histogram): write(name, labels, histogram)
      case .summary(let summary):
        append(text: "\(name)_sum\(labels) \(Exposition.number(summary.sum))\n")
        append(text: "\(name)_count\(labels) \(summary.count)\n")
      }
    }
  }

  private mutating func write(_ name: String, _ labels: String, _ histogram: Histogram) {
    let counts = histogram.cumulative
    let bounds = Histogram.bounds.map { "\(Double($0) / 1e9)" } + ["+Inf"]
    for (bound, count) in zip(bounds, counts) {
      let labels = Exposition.labels(labels, adding: "le=\"\(bound)\"")
      append(text: "\(name)_bucket\(labels) \(count)\n")
    }
    append(text: "\(name)_sum\(labels) \(histogram.sum)\n")
    append(text: "\(name)_count\(labels) \(counts.last ?? 0)\n")
  }
}

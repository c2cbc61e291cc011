import Bytes
import CoreMetrics
import PrometheusMetrics
import PropertyTesting
import Testing

@Suite struct `Prometheus's text` {
  private func text(_ metrics: PrometheusMetrics) -> String {
    var buffer = ByteBuffer()
    metrics.write(into: &buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  /// Go's reader takes `-nan` for no number, and gives up all that was to be read.
  @Test(
    arguments: [
      (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (-.nan, "NaN"),
      (.infinity - .infinity, "NaN"),
      (0, "0.0"), (-0.0, "-0.0"), (-1.5, "-1.5"), (1e21, "1e+21"), (.leastNonzeroMagnitude, "5e-324"),
      (9_007_199_254_740_992, "9007199254740992.0"),
    ] as [(Double, String)]
  )
  func `has Prometheus's words for every number`(value: Double, word: String) {
    let metrics = PrometheusMetrics()
    Meter(label: "level", factory: metrics).set(value)
    Recorder(label: "size", factory: metrics).record(value)
    #expect(text(metrics).contains("\nlevel \(word)\n"))
    #expect(text(metrics).contains("\nsize_sum \(word == "-0.0" ? "0.0" : word)\nsize_count 1\n"))
  }

  @Test func `says what a metric means only where somebody has said it`() {
    let metrics = PrometheusMetrics(help: ["told": "It is \"told\".", "absent": "Never seen."])
    Counter(label: "told", factory: metrics).increment()
    Counter(label: "untold", factory: metrics).increment()
    #expect(
      text(metrics) == """
        # HELP told It is "told".
        # TYPE told counter
        told 1
        # TYPE untold counter
        untold 1

        """
    )
  }

  /// A value is at or below a bound up to the last nanosecond of it.
  @Test(
    arguments: [
      100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
      100_000_000,
      250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 10_000_000_000,
    ] as [Int64]
  )
  func `counts a duration from its bound on`(bound: Int64) throws {
    let metrics = PrometheusMetrics()
    let timer = Timer(label: "t", factory: metrics)
    timer.recordNanoseconds(bound)
    timer.recordNanoseconds(bound + 1)
    let counts = text(metrics).split(separator: "\n").filter { $0.hasPrefix("t_bucket") }
      .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
    #expect(counts.count == 16 && counts.sorted() == counts && counts.last == 2)
    let seconds = "\(Double(bound) / 1e9)"
    #expect(text(metrics).contains("t_bucket{le=\"\(seconds)\"} 1\n"))
    // Below the bound there is neither.
    #expect(counts.count { $0 == 0 } == counts.firstIndex(of: 1))
  }

  @Test func `is in order, whatever was first`() {
    let metrics = PrometheusMetrics()
    for (label, value) in [("b", "2"), ("a", "2"), ("b", "1"), ("a", "1"), ("a", "")] {
      Counter(label: label, dimensions: value.isEmpty ? [] : [("k", value)], factory: metrics).increment()
    }
    let lines = text(metrics).split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines == ["a 1", "a{k=\"1\"} 1", "a{k=\"2\"} 1", "b{k=\"1\"} 1", "b{k=\"2\"} 1"])
  }

  @Test func `keeps what was counted by instruments that are given up`() {
    let metrics = PrometheusMetrics()
    let counter = metrics.makeCounter(label: "c", dimensions: [])
    counter.increment(by: 3)
    metrics.destroyCounter(counter)
    metrics.destroyTimer(metrics.makeTimer(label: "t", dimensions: []))
    metrics.destroyMeter(metrics.makeMeter(label: "m", dimensions: []))
    metrics.destroyRecorder(metrics.makeRecorder(label: "r", dimensions: [], aggregate: true))
    metrics.makeCounter(label: "c", dimensions: []).increment(by: 1)
    #expect(text(metrics).contains("\nc 4\n"))
    for line in ["# TYPE t histogram", "# TYPE m gauge", "# TYPE r summary"] {
      #expect(text(metrics).contains(line))
    }
  }

  @Test func `begins a counter anew when it is reset`() {
    let metrics = PrometheusMetrics()
    let counter = Counter(label: "c", factory: metrics)
    counter.increment(by: 5)
    counter.reset()
    counter.increment(by: 2)
    #expect(text(metrics) == "# TYPE c counter\nc 2\n")
  }

  @Test func `counts beyond what a signed number holds`() {
    let metrics = PrometheusMetrics()
    let counter = Counter(label: "c", factory: metrics)
    for _ in 0..<2 { counter.increment(by: Int64.max) }
    #expect(text(metrics) == "# TYPE c counter\nc 18446744073709551614\n")
  }

  @Test func `has one kind of instrument under a name`() async {
    await #expect(processExitsWith: .failure) {
      let metrics = PrometheusMetrics()
      _ = metrics.makeCounter(label: "x", dimensions: [])
      _ = metrics.makeTimer(label: "x", dimensions: [("k", "1")])
    }
  }

  private struct Unreadable: Error {
    let line: String
  }

  /// A line must be read by who scrapes, whatever stands in labels.
  @Test func `is read again, whatever names and values are`() throws {
    let texts = [
      "a", "Z", "_", ":", "0", "-", ".", "\"", "\\", "\n", "{", "}", ",", "=", " ", "é", "😀", "\\n", "\u{0}",
    ]
    try Property.check { choices in
      let name = choices.list(upTo: 5) { $0.pick(texts) }.joined()
      let value = choices.list(upTo: 8) { $0.pick(texts) }.joined()
      let metrics = PrometheusMetrics()
      Counter(label: name, dimensions: [(name, value)], factory: metrics).increment(by: 7)
      let lines = text(metrics).split(separator: "\n", omittingEmptySubsequences: false)
      guard lines.count == 3, lines[2].isEmpty else { throw Unreadable(line: text(metrics)) }
      guard Self.value(in: lines[1]) == value else { throw Unreadable(line: String(lines[1])) }
    }
  }

  /// The value of the one label of a line, as a reader has it; nil if it cannot be read.
  private static func value(in line: Substring) -> String? {
    let metric = #/[a-zA-Z_:][a-zA-Z0-9_:]*\{[a-zA-Z_][a-zA-Z0-9_]*="((?:[^"\\\n]|\\["\\n])*)"\} 7/#
    guard let match = try? metric.matchingSemantics(.unicodeScalar).wholeMatch(in: line) else { return nil }
    var value = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in match.1.unicodeScalars {
      if !isEscaped, scalar == "\\" {
        isEscaped = true
      } else {
        value.append(isEscaped && scalar == "n" ? "\n" : scalar)
        isEscaped = false
      }
    }
    return String(value)
  }
}

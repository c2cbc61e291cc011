import Bytes
import CoreMetrics
import PrometheusMetrics
import Testing

@Suite struct `Prometheus metrics` {
  private func text(_ metrics: PrometheusMetrics) -> String {
    var buffer = ByteBuffer()
    metrics.write(into: &buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test func `are nothing at first`() {
    #expect(text(PrometheusMetrics(help: ["a": "b"])) == "")
  }

  @Test func `count up, under one name and one set of labels`() {
    let metrics = PrometheusMetrics(help: ["b_total": "What b is.", "a_total": "A \\ and\na line."])
    Counter(label: "b_total", dimensions: [("k", "1"), ("l", "x")], factory: metrics).increment()
    Counter(label: "b_total", dimensions: [("k", "1"), ("l", "x")], factory: metrics).increment(by: 2)
    Counter(label: "b_total", dimensions: [("k", "2"), ("l", "x")], factory: metrics).increment(by: 0)
    Counter(label: "a_total", factory: metrics).increment(by: -5)
    let wanted = """
      # HELP a_total A \\\\ and\\na line.
      # TYPE a_total counter
      a_total 0
      # HELP b_total What b is.
      # TYPE b_total counter
      b_total{k="1",l="x"} 3
      b_total{k="2",l="x"} 0

      """
    #expect(text(metrics) == wanted)
  }

  @Test func `show levels`() {
    let metrics = PrometheusMetrics()
    let meter = Meter(label: "level", factory: metrics)
    meter.set(7)
    meter.increment(by: 1.5)
    meter.decrement(by: 8)
    #expect(text(metrics) == "# TYPE level gauge\nlevel 0.5\n")
    meter.set(Double.infinity)
    #expect(text(metrics).hasSuffix("level +Inf\n"))
  }

  @Test func `sort durations into buckets of seconds`() {
    let metrics = PrometheusMetrics()
    let timer = Timer(label: "t_seconds", dimensions: [("route", "/")], factory: metrics)
    for nanoseconds: Int64 in [0, 100_000, 100_001, 2_000_000, 99_000_000_000, -7] {
      timer.recordNanoseconds(nanoseconds)
    }
    let lines = text(metrics).split(separator: "\n").map(String.init)
    #expect(lines.first == "# TYPE t_seconds histogram")
    for line in [
      "t_seconds_bucket{route=\"/\",le=\"0.0001\"} 3", "t_seconds_bucket{route=\"/\",le=\"0.00025\"} 4",
      "t_seconds_bucket{route=\"/\",le=\"0.001\"} 4", "t_seconds_bucket{route=\"/\",le=\"0.0025\"} 5",
      "t_seconds_bucket{route=\"/\",le=\"10.0\"} 5", "t_seconds_bucket{route=\"/\",le=\"+Inf\"} 6",
      "t_seconds_sum{route=\"/\"} 99.002200001", "t_seconds_count{route=\"/\"} 6",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(lines.count == 1 + 16 + 2)
  }

  @Test func `sum up what is recorded, or show the last of it`() {
    let metrics = PrometheusMetrics()
    let sizes = Recorder(label: "sizes", factory: metrics)
    sizes.record(2)
    sizes.record(0.5)
    Recorder(label: "last", aggregate: false, factory: metrics).record(3)
    #expect(
      text(metrics) == "# TYPE last gauge\nlast 3.0\n# TYPE sizes summary\nsizes_sum 2.5\nsizes_count 2\n"
    )
  }

  @Test func `write names that can be read, and escape values`() {
    let metrics = PrometheusMetrics()
    let dimensions = [("a-b", "\"quoted\" \\ \n é"), ("a.b", "again"), ("1", ""), ("c:d", "")]
    Counter(label: "http.requests:2xx", dimensions: dimensions, factory: metrics).increment()
    Counter(label: "2xx", factory: metrics).increment()
    Counter(label: "", factory: metrics).increment()
    let wanted = """
      # TYPE _ counter
      _ 1
      # TYPE _2xx counter
      _2xx 1
      # TYPE http_requests:2xx counter
      http_requests:2xx{a_b="\\"quoted\\" \\\\ \\n é",_1="",c_d=""} 1

      """
    #expect(text(metrics) == wanted)
  }

  @Test func `lose no count among threads`() async {
    let metrics = PrometheusMetrics()
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          let counter = Counter(label: "n", factory: metrics)
          let meter = Meter(label: "m", factory: metrics)
          let timer = Timer(label: "t", factory: metrics)
          for _ in 0..<1_000 {
            counter.increment()
            meter.increment(by: 0.5)
            timer.recordNanoseconds(1_000_000)
          }
        }
      }
    }
    let text = text(metrics)
    #expect(text.contains("\nn 8000\n"))
    #expect(text.contains("m 4000.0\n"))
    #expect(text.contains("\nt_sum 8.0\nt_count 8000\n"))
  }
}

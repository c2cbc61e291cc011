import Bytes
import Testing

@Suite struct `A JSON number that is written` {
  private func text(_ value: Double) -> String {
    var buffer = ByteBuffer()
    buffer.append(jsonNumber: value)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test(
    arguments: [
      (0, "0"), (1, "1"), (-1, "-1"), (0.005, "0.005"), (0.99, "0.99"), (1024, "1024"), (10_240, "10240"),
      (0.1, "0.1"), (-2.5, "-2.5"), (100, "100"), (1234.5678, "1234.5678"), (1e20, "100000000000000000000"),
      (1e21, "1e+21"), (1.5e22, "1.5e+22"), (123_456_789_012_345_683_968, "123456789012345680000"),
      (0.0001, "0.0001"), (0.00001, "0.00001"), (0.000001, "0.000001"), (0.0000015, "0.0000015"),
      (1e-7, "1e-7"), (1.25e-10, "1.25e-10"), (.leastNonzeroMagnitude, "5e-324"),
      (1.7976931348623157e308, "1.7976931348623157e+308"), (-0.0, "-0"),
      (9_007_199_254_740_992, "9007199254740992"),
    ] as [(Double, String)]
  )
  func `has Go's form`(value: Double, expected: String) {
    #expect(text(value) == expected)
  }

  @Test(arguments: [.infinity, -.infinity, .nan] as [Double])
  func `is null if it is none`(value: Double) {
    #expect(text(value) == "null")
  }

  @Test func `reads back as the same value`() {
    var bits: UInt64 = 1
    for _ in 0..<2000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: bits)
      guard value.isFinite else { continue }
      #expect(Double(text(value)) == value)
    }
  }
}

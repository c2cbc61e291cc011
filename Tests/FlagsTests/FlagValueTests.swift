import Flags
import Testing

@Suite struct `The value of a flag` {
  @Test(arguments: ["1", "t", "T", "TRUE", "true", "True"])
  func `is true by Go's words`(text: String) { #expect(Bool(flagText: text) == true) }

  @Test(arguments: ["0", "f", "F", "FALSE", "false", "False"])
  func `is false by Go's words`(text: String) { #expect(Bool(flagText: text) == false) }

  @Test(arguments: ["", "yes", "on", "tRUE", " true", "2"])
  func `is no boolean by other words`(text: String) { #expect(Bool(flagText: text) == nil) }

  @Test(arguments: [("0", 0), ("007", 7), ("9223372036854775807", Int.max)])
  func `may be a count`(text: String, count: Int) { #expect(Int(flagText: text) == count) }

  @Test(arguments: ["", "-1", "+1", "1.5", "1k", "0x10", " 1", "9223372036854775808", "١"])
  func `is no count`(text: String) { #expect(Int(flagText: text) == nil) }

  @Test(arguments: [("0.99", 0.99), ("1", 1), ("-2.5e3", -2500)])
  func `may be a number`(text: String, number: Double) { #expect(Double(flagText: text) == number) }

  @Test(arguments: ["", "inf", "nan", "1e999", "1,5", "1.5 "])
  func `is no number`(text: String) { #expect(Double(flagText: text) == nil) }

  @Test(
    arguments: [
      ("0", 0), ("1000", 1000), ("12b", 12), ("12B", 12),
      ("10K", 10_240), ("10KB", 10_240), ("10kib", 10_240),
      ("10MB", 10_485_760), ("10m", 10_485_760), ("10MiB", 10_485_760),
      ("1GB", 1_073_741_824), ("1G", 1_073_741_824), ("1Gib", 1_073_741_824),
      ("8589934591G", 9_223_372_035_781_033_984),
    ] as [(String, Int)]
  )
  func `may be a size`(text: String, bytes: Int) { #expect(ByteCount(flagText: text)?.bytes == bytes) }

  @Test(arguments: [
    "", "MB", "-1MB", "+1", "1.5GB", "1 MB", "1MBs", "1Ki B", "1TB", "8589934592G", "99999999999999999999",
  ])
  func `is no size`(text: String) { #expect(ByteCount(flagText: text) == nil) }

  @Test(
    arguments: [
      ("0", .zero), ("90", .seconds(90)), ("90s", .seconds(90)), ("10m", .seconds(600)),
      ("24h", .seconds(86_400)), ("7d", .seconds(604_800)), ("1h30m", .seconds(5400)),
      ("250ms", .milliseconds(250)), ("9223372036854775s", .seconds(9_223_372_036_854_775)),
    ] as [(String, Duration)]
  )
  func `may be a duration`(text: String, duration: Duration) {
    #expect(Duration(flagText: text) == duration)
  }

  @Test(arguments: [
    "", "s", "-5s", "+5s", "1.5h", "5 m", "5y", "5M", "1h30", "5s ", "9223372036854776s", "106751991168d",
    "9223372036854775807", "9223372036854775s1000000ms",
  ])
  func `is no duration`(text: String) { #expect(Duration(flagText: text) == nil) }

  @Test func `may be one of some words`() {
    #expect(Fixture.Format(flagText: "json") == .json)
    #expect(Fixture.Format(flagText: "JSON") == nil)
    #expect(Fixture.Format.expectation == "one of text, json")
  }

  @Test func `may be absent only by default`() {
    #expect(Optional<ByteCount>(flagText: "1K") == .some(.some(ByteCount(1024))))
    #expect(Optional<ByteCount>(flagText: "") == .some(.none))
    #expect(Optional<ByteCount>(flagText: "x") == .none)
    #expect(Optional<Bool>.standsAlone)
  }

  @Test(arguments: ["0", "1", "1023", "1KB", "1536", "50MB", "3GB", "1025MB"])
  func `is shown as the size a user would type`(text: String) {
    #expect(ByteCount(flagText: text)?.flagText == text)
  }

  @Test(arguments: ["0s", "250ms", "1500ms", "90s", "5m", "90m", "36h", "7d"])
  func `is shown as the duration a user would type`(text: String) {
    #expect(Duration(flagText: text)?.flagText == text)
  }

  @Test(arguments: ["0.99", "0.005"])
  func `is shown as the number a user would type`(text: String) {
    #expect(Double(flagText: text)?.flagText == text)
  }
}

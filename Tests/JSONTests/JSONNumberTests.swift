import Bytes
import JSON
import Testing

@Suite struct `A JSON number` {
  @Test(arguments: [
    "0", "-0", "7", "-12", "0.5", "-0.50", "1e2", "1E2", "1e+2", "1e-2", "0e0", "1.25E-07",
    "123456789012345678901234567890", "1e999", "-1e-999",
  ])
  func `is kept as it is written`(text: String) throws {
    #expect(try read(text).number?.text == ByteString(text))
    #expect(try read("[\(text) ]").array?.first?.number?.text == ByteString(text))
  }

  @Test(arguments: [
    RefusedCase("-", 1, .missingDigit), RefusedCase("-a", 1, .missingDigit),
    RefusedCase("--1", 1, .missingDigit),
    RefusedCase("1.", 2, .missingDigit), RefusedCase("1.e2", 2, .missingDigit),
    RefusedCase("1e", 2, .missingDigit),
    RefusedCase("1e+", 3, .missingDigit), RefusedCase("1e1.5", 3, .textAfterValue),
    RefusedCase("01", 1, .leadingZero), RefusedCase("-012", 2, .leadingZero),
    RefusedCase("00", 1, .leadingZero),
    RefusedCase("+1", 0, .missingValue), RefusedCase(".5", 0, .missingValue),
    RefusedCase("-.5", 1, .missingDigit),
    RefusedCase("0x1", 1, .textAfterValue), RefusedCase("1_000", 1, .textAfterValue),
    RefusedCase("-Infinity", 1, .missingDigit), RefusedCase("１", 0, .missingValue),
  ])
  func `is refused where a digit is missing or too many`(example: RefusedCase) {
    let error = #expect(throws: JSONError.self) { try read(example.text) }
    #expect(error?.reason == example.reason)
    #expect(error?.offset == example.offset)
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("-12", -12), ("9223372036854775807", .max), ("-9223372036854775808", .min),
      ("9223372036854775808", nil), ("1.0", nil), ("1e2", nil),
    ] as [(String, Int?)]
  )
  func `is an integer only if it is written as one and fits`(text: String, value: Int?) throws {
    #expect(try read(text).number?.int == value)
  }

  @Test(
    arguments: [
      ("0", 0), ("0.005", 0.005), ("1024", 1024), ("-1.5e+3", -1500), ("1e999", nil), ("-1e999", nil),
      ("1e-999", 0), ("9007199254740993", 9_007_199_254_740_992),
    ] as [(String, Double?)]
  )
  func `is the nearest floating-point number that is finite`(text: String, value: Double?) throws {
    #expect(try read(text).number?.double == value)
  }

  @Test func `may have a million digits`() throws {
    let digits = String(repeating: "9", count: 1_000_000)
    let number = try read("\(digits).\(digits)").number
    #expect(number?.text.count == 2_000_001)
    #expect(number?.int == nil)
    #expect(number?.double == nil)
  }
}

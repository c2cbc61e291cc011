import Bytes
import Testing

@Suite struct `A timestamp` {
  private func text(_ fill: (inout ByteBuffer) -> Void) -> String {
    var buffer = ByteBuffer()
    fill(&buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  private static let second: Int64 = 1_000_000_000

  @Test(
    arguments: [
      (0, "Thu, 01 Jan 1970 00:00:00"), (-1, "Wed, 31 Dec 1969 23:59:59"),
      (951_782_399, "Mon, 28 Feb 2000 23:59:59"),
      (951_782_400, "Tue, 29 Feb 2000 00:00:00"), (951_868_800, "Wed, 01 Mar 2000 00:00:00"),
      (1_709_164_800, "Thu, 29 Feb 2024 00:00:00"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59"),
      (4_107_542_400, "Mon, 01 Mar 2100 00:00:00"), (1_735_689_599, "Tue, 31 Dec 2024 23:59:59"),
      (-2_203_891_200, "Thu, 01 Mar 1900 00:00:00"), (-2_203_891_201, "Wed, 28 Feb 1900 23:59:59"),
    ] as [(Int64, String)]
  )
  func `has the date of its calendar day`(seconds: Int64, expected: String) {
    let time = Timestamp(nanoseconds: seconds * Self.second)
    #expect(text { $0.append(rfc5322: time) } == expected + " +0000")
    #expect(text { $0.append(imfFixdate: time) } == expected + " GMT")
  }

  @Test(
    arguments: [
      (3_600, "Thu, 01 Jan 1970 01:00:00 +0100", "1970-01-01T01:00:00+01:00", "1970/01/01 01:00:00"),
      (-34_200, "Wed, 31 Dec 1969 14:30:00 -0930", "1969-12-31T14:30:00-09:30", "1969/12/31 14:30:00"),
      (20_700, "Thu, 01 Jan 1970 05:45:00 +0545", "1970-01-01T05:45:00+05:45", "1970/01/01 05:45:00"),
      (0, "Thu, 01 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z", "1970/01/01 00:00:00"),
    ] as [(Int32, String, String, String)]
  )
  func `shows its own zone`(offset: Int32, mail: String, web: String, log: String) {
    let time = Timestamp(nanoseconds: 0, utcOffset: offset)
    #expect(text { $0.append(rfc5322: time) } == mail)
    #expect(text { $0.append(rfc3339: time) } == web)
    #expect(text { $0.append(goLogTime: time) } == log)
    #expect(text { $0.append(imfFixdate: time) } == "Thu, 01 Jan 1970 00:00:00 GMT")
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (620_040_223, "1970-01-01T00:00:00.620040223Z"),
      (620_000_000, "1970-01-01T00:00:00.62Z"), (1, "1970-01-01T00:00:00.000000001Z"),
      (-1, "1969-12-31T23:59:59.999999999Z"), (-500_000_000, "1969-12-31T23:59:59.5Z"),
      (.max, "2262-04-11T23:47:16.854775807Z"), (.min, "1677-09-21T00:12:43.145224192Z"),
    ] as [(Int64, String)]
  )
  func `drops the zeros at the end of its fraction`(nanoseconds: Int64, expected: String) {
    #expect(text { $0.append(rfc3339: Timestamp(nanoseconds: nanoseconds)) } == expected)
  }

  @Test func `counts its fraction forward before 1970 too`() {
    #expect(Timestamp(nanoseconds: -1).fraction == 999_999_999)
    #expect(Timestamp(nanoseconds: -Self.second).fraction == 0)
    #expect(Timestamp(nanoseconds: 1).fraction == 1)
    #expect(Timestamp(nanoseconds: .min).fraction == 145_224_192)
  }

  @Test func `goes through all days of four centuries in order`() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var (year, month, day) = (1900, 1, 1)
    for number in -25_567..<120_530 as Range<Int64> {
      let civil = CivilTime(secondsSinceEpoch: number * 86_400 + 86_399)
      guard (civil.year, civil.month, civil.day) == (year, month, day) else {
        Issue.record("day \(number) is \(civil), not \(year)-\(month)-\(day)")
        return
      }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      day += 1
      if day > lengths[month - 1] + (month == 2 && isLeap ? 1 : 0) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(year == 2300)
  }
}

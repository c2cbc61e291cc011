import Bytes
import Testing

@Suite struct `A time in ISO 8601` {
  @Test(
    arguments: [
      ("1970-01-01", 0, 0), ("1970-01-01T00:00:00Z", 0, 0), ("1970-01-01T00:00:01.5Z", 1_500_000_000, 0),
      ("2026-11-27", 1_795_737_600_000_000_000, 0), ("2026-11-27 07:30", 1_795_764_600_000_000_000, 0),
      ("2026-11-27T07:30+01:00", 1_795_761_000_000_000_000, 3_600),
      ("2026-11-27t07:30:00-00:30", 1_795_766_400_000_000_000, -1_800),
      ("2024-02-29", 1_709_164_800_000_000_000, 0), ("1969-12-31T23:59:59.999999999Z", -1, 0),
      ("2000-02-29T00:00:00.1234567899z", 951_782_400_123_456_789, 0),
    ] as [(ByteString, Int64, Int32)]
  )
  func `is read`(text: ByteString, nanoseconds: Int64, utcOffset: Int32) {
    #expect(Timestamp(iso8601: text) == Timestamp(nanoseconds: nanoseconds, utcOffset: utcOffset))
  }

  @Test(
    arguments: [
      "", "2026", "2026-11", "2026-11-31", "2023-02-29", "1900-02-29", "2026-00-01", "2026-13-01",
      "2026-01-00",
      "26-11-27", "2026-11-27T", "2026-11-27T07", "2026-11-27T24:00", "2026-11-27T07:60",
      "2026-11-27T07:30:60",
      "2026-11-27T07:30:", "2026-11-27T07:30:00.", "2026-11-27T07:30:00.Z", "2026-11-27T07:30+1",
      "2026-11-27 x",
      "2026-11-27T07:30+01:60", "2026-11-27T07:30+24:00", "2026-11-27Zx", "9999-12-31", "0000-01-01",
      "+026-01-01",
    ] as [ByteString]
  )
  func `is none`(text: ByteString) {
    #expect(Timestamp(iso8601: text) == nil)
  }

  @Test(arguments: Array(stride(from: Int64(-4_000_000_000), to: 8_000_000_000, by: 98_765_431)))
  func `reads what is written`(seconds: Int64) {
    let time = Timestamp(nanoseconds: seconds * 1_000_000_000 + 987_654_321, utcOffset: 5 * 3_600)
    var buffer = ByteBuffer()
    buffer.append(rfc3339: time)
    #expect(Timestamp(iso8601: ByteString(buffer.take())) == time)
  }
}

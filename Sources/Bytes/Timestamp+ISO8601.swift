extension Timestamp {
  /// Reads a date, or a date and a time, as ISO 8601 and RFC 3339 write them: `2026-11-27`, `2026-11-27T07:30Z`,
  /// `2026-11-27T07:30:00.5+01:00`.
  ///
  /// A date is its first moment; seconds, their decimals (nine count) and the zone, which is UTC then, may be left out. Nil
  /// if it is neither, names a day that is not in the calendar, or lies beyond what 64 bits of nanoseconds hold.
  public init?(iso8601 text: ByteString) {
    var reader = ISO8601Reader(text.bytes)
    guard let seconds = reader.readSeconds(), reader.isAtEnd else { return nil }
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (nanoseconds, overflowsAgain) = whole.addingReportingOverflow(reader.fraction)
    guard !overflow, !overflowsAgain else { return nil }
    self.init(nanoseconds: nanoseconds, utcOffset: reader.utcOffset)
  }
}

private struct ISO8601Reader {
  private let text: [UInt8]
  private var position = 0
  /// Nanoseconds within the second.
  private(set) var fraction: Int64 = 0
  /// Seconds east of UTC.
  private(set) var utcOffset: Int32 = 0

  init(_ text: [UInt8]) {
    self.text = text
  }

  var isAtEnd: Bool { position == text.count }

  /// Seconds since 1970-01-01T00:00:00Z.
  mutating func readSeconds() -> Int64? {
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
      let days = Self.days(year, month, day)
    else { return nil }
    let start = Int64(days) * 86_400
    guard skip("T") || skip("t") || skip(" ") else { return start }
    guard let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60 else { return nil }
    var second = 0
    if skip(":") {
      guard let read = number(2), read < 60 else { return nil }
      second = read
      if skip("."), !readFraction() { return nil }
    }
    guard readZone() else { return nil }
    return start + Int64(hour * 3_600 + minute * 60 + second) - Int64(utcOffset)
  }

  private mutating func readFraction() -> Bool {
    let digits = text[position...].prefix(while: \.isASCIIDigit)
    position = digits.endIndex
    var unit: Int64 = 100_000_000
    for digit in digits.prefix(9) {
      fraction += Int64(digit - UInt8(ascii: "0")) * unit
      unit /= 10
    }
    return !digits.isEmpty
  }

  private mutating func readZone() -> Bool {
    if isAtEnd || skip("Z") || skip("z") { return true }
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = number(2), hours < 24, skip(":"), let minutes = number(2),
      minutes < 60
    else { return false }
    utcOffset = Int32(hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
    return true
  }

  private mutating func number(_ count: Int) -> Int? {
    let digits = text[position...].prefix(count)
    guard digits.count == count, digits.allSatisfy(\.isASCIIDigit) else { return nil }
    position += count
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Days since 1970-01-01; nil for a day that does not exist.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    guard (1...12).contains(month), day >= 1 else { return nil }
    // Years that begin in March have the leap day at their end.
    let (shiftedYear, shiftedMonth) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let leapDays = floor(shiftedYear, 4) - floor(shiftedYear, 100) + floor(shiftedYear, 400)
    let days = shiftedYear * 365 + leapDays + (153 * shiftedMonth + 2) / 5 + day - 1 - 719_468
    let civil = CivilTime(secondsSinceEpoch: Int64(days) * 86_400)
    return civil.month == month && civil.day == day ? days : nil
  }

  private static func floor(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : (value - divisor + 1) / divisor
  }
}

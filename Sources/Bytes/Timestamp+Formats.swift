extension ByteBuffer {
  /// Adds `time` as RFC 3339 with up to nine decimals, trailing zeros dropped: `2026-11-22T07:22:03.62Z`.
  public mutating func append(rfc3339 time: Timestamp) {
    let civil = time.civil
    append(dateOf: civil, separator: "-")
    append("T")
    append(clockOf: civil)
    if time.fraction > 0 {
      var fraction = Int(time.fraction)
      var width = 9
      while fraction % 10 == 0 { (fraction, width) = (fraction / 10, width - 1) }
      append(".")
      append(decimal: fraction, width: width)
    }
    if time.utcOffset == 0 { append("Z") } else { append(offset: time.utcOffset, separator: ":") }
  }

  /// Adds `time` as RFC 5322 writes dates, with two-digit days: `Sun, 22 Nov 2026 07:22:03 +0000`.
  public mutating func append(rfc5322 time: Timestamp) {
    append(mailDateOf: time.civil)
    append(offset: time.utcOffset, separator: "")
  }

  /// Adds `time` as HTTP writes dates (RFC 9110 section 5.6.7): `Sun, 22 Nov 2026 07:22:03 GMT`.
  public mutating func append(imfFixdate time: Timestamp) {
    append(mailDateOf: Timestamp(nanoseconds: time.nanoseconds).civil)
    append("GMT")
  }

  /// Adds `time` as Go's log package writes it, in its own zone: `2026/11/22 07:22:03`.
  public mutating func append(goLogTime time: Timestamp) {
    let civil = time.civil
    append(dateOf: civil, separator: "/")
    append(" ")
    append(clockOf: civil)
  }

  /// Adds a date in the order of ISO 8601.
  private mutating func append(dateOf civil: CivilTime, separator: StaticString) {
    append(decimal: civil.year, width: 4)
    append(separator)
    append(decimal: civil.month, width: 2)
    append(separator)
    append(decimal: civil.day, width: 2)
  }

  private mutating func append(mailDateOf civil: CivilTime) {
    append(Self.weekdays[civil.weekday])
    append(", ")
    append(decimal: civil.day, width: 2)
    append(" ")
    append(Self.months[civil.month - 1])
    append(" ")
    append(decimal: civil.year, width: 4)
    append(" ")
    append(clockOf: civil)
    append(" ")
  }

  private mutating func append(clockOf civil: CivilTime) {
    append(decimal: civil.hour, width: 2)
    append(":")
    append(decimal: civil.minute, width: 2)
    append(":")
    append(decimal: civil.second, width: 2)
  }

  private mutating func append(offset seconds: Int32, separator: StaticString) {
    append(seconds < 0 ? "-" : "+")
    let minutes = Int(seconds.magnitude) / 60
    append(decimal: minutes / 60, width: 2)
    append(separator)
    append(decimal: minutes % 60, width: 2)
  }

  private static let weekdays: [StaticString] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

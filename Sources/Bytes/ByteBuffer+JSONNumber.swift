extension ByteBuffer {
  /// Adds `value` as a JSON number, in as few digits as read back as the same value, as Go writes it.
  ///
  /// What is not finite has no JSON, and becomes `null`.
  public mutating func append(jsonNumber value: Double) {
    guard value.isFinite else { return append("null") }
    if value.sign == .minus { append("-") }
    guard value != 0 else { return append("0") }
    let (digits, point) = Self.digits(of: value.magnitude)
    if point < -5 || point > 21 {
      append(digits[0])
      if digits.count > 1 { append(".") }
      append(contentsOf: digits[1...])
      append(point > 0 ? "e+" : "e-")
      append(decimal: (point - 1).magnitude)
    } else if point <= 0 {
      append("0.")
      append(contentsOf: [UInt8](repeating: UInt8(ascii: "0"), count: -point))
      append(contentsOf: digits)
    } else {
      append(contentsOf: digits.prefix(point))
      append(contentsOf: [UInt8](repeating: UInt8(ascii: "0"), count: max(0, point - digits.count)))
      if digits.count > point { append(".") }
      append(contentsOf: digits.dropFirst(point))
    }
  }

  /// The digits of a positive number without zeros around them, and where its point stands among them.
  private static func digits(of value: Double) -> (digits: [UInt8], point: Int) {
    // The standard library has the shortest digits too, and a form of its own.
    let parts = value.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let digits = Array(mantissa.joined().utf8)
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    let end = digits.lastIndex { $0 != UInt8(ascii: "0") } ?? zeros
    return (Array(digits[zeros...end]), mantissa[0].utf8.count + exponent - zeros)
  }
}

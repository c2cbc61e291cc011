import Bytes

extension Span<UInt8> {
  /// The decimal number that this is, at most the largest one of its type; nil unless all octets are digits.
  var decimalValue: Int? {
    guard !isEmpty else { return nil }
    var value = 0
    for index in indices {
      guard self[index].isASCIIDigit else { return nil }
      let (shifted, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isStillTooLarge) = shifted.addingReportingOverflow(Int(self[index] & 0x0F))
      value = isTooLarge || isStillTooLarge ? .max : sum
    }
    return value
  }
}

import Bytes

extension Span<UInt8> {
  /// Whether this is `word`, which is given in lower case, in any case.
  func isEqual(ignoringCase word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount && has(word, before: count)
  }

  /// Whether `word`, given in lower case, stands right before `end` in any case.
  func has(_ word: StaticString, before end: Int) -> Bool {
    let start = end - word.utf8CodeUnitCount
    guard start >= 0 else { return false }
    for offset in 0..<word.utf8CodeUnitCount {
      let letter = unsafe word.utf8Start[offset]
      guard self[start + offset].asciiLowercased == letter else { return false }
    }
    return true
  }

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

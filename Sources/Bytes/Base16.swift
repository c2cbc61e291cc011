/// Octets as two hexadecimal digits each (RFC 4648 section 8).
public enum Base16 {
  /// The digits of `bytes`, in lower case.
  public static func encode(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { [($0 >> 4).lastHexDigit, $0.lastHexDigit] }
  }

  /// The octets that `digits` write, in either case; nil if they are no digits, or an odd number of them.
  public static func decode(_ digits: [UInt8]) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[index].hexDigitValue, let low = digits[index + 1].hexDigitValue else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}

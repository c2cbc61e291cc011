import Bytes

/// Octets written as two digits: behind `=` in quoted-printable, behind `%` in parameters.
enum Hexadecimal {
  /// The octet whose two digits stand at `index`, in either case.
  static func octet(at index: Int, in bytes: Span<UInt8>) -> UInt8? {
    guard index + 1 < bytes.count, let high = bytes[index].hexDigitValue,
      let low = bytes[index + 1].hexDigitValue
    else { return nil }
    return high << 4 | low
  }
}

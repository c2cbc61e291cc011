/// Names that nobody else gives.
enum RandomName {
  /// 16 hexadecimal digits.
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    let digits = String(generator.next() as UInt64, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// Bytes written as a mark and two digits each.
enum Hexadecimals {
  static func escaped(_ bytes: [UInt8], with mark: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return bytes.flatMap { [mark, digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }
}

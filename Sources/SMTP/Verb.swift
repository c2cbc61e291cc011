import Bytes

/// The commands that the server knows; each is four letters, and its raw value is their ASCII codes as one number.
enum Verb: UInt32, CaseIterable {
  case auth = 0x4155_5448
  case bdat = 0x4244_4154
  case data = 0x4441_5441
  case ehlo = 0x4548_4C4F
  case expn = 0x4558_504E
  case helo = 0x4845_4C4F
  case help = 0x4845_4C50
  case mail = 0x4D41_494C
  case noop = 0x4E4F_4F50
  case quit = 0x5155_4954
  case rcpt = 0x5243_5054
  case rset = 0x5253_4554
  case vrfy = 0x5652_4659

  /// The command of this name in any case (RFC 5321 section 2.4), or nil if there is none.
  init?(_ name: Span<UInt8>) {
    guard name.count == 4 else { return nil }
    var code: UInt32 = 0
    for index in name.indices { code = code << 8 | UInt32(name[index].asciiUppercased) }
    self.init(rawValue: code)
  }
}

extension UInt8 {
  /// This octet with `a`–`z` made `A`–`Z`; all others as they are.
  fileprivate var asciiUppercased: UInt8 {
    UInt8(ascii: "a") <= self && self <= UInt8(ascii: "z") ? self & 0xDF : self
  }
}

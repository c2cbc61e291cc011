package import Bytes

/// The addresses in the value of a header field such as `To` (RFC 5322 section 3.4), as well as a list in disorder allows.
package enum AddressList {
  /// Every address without its display name, comments and white space, in order.
  package static func addresses(in value: ByteString) -> [ByteString] {
    var found: [ByteString] = []
    var plain = ByteBuffer()
    var bracketed: ByteBuffer?
    var (isQuoted, isEscaped, isInBrackets, comments) = (false, false, false, 0)

    func finish() {
      let address = (bracketed ?? plain).bytes
      if !address.isEmpty { found.append(ByteString(address)) }
      plain.removeAll()
      (bracketed, isInBrackets) = (nil, false)
    }
    func keep(_ byte: UInt8) {
      if isInBrackets { bracketed?.append(byte) } else { plain.append(byte) }
    }

    for byte in value.bytes {
      if isEscaped {
        isEscaped = false
        if comments == 0 { keep(byte) }
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"):
        isEscaped = true
        if comments == 0 { keep(byte) }
      case UInt8(ascii: "\"") where comments == 0:
        isQuoted.toggle()
        keep(byte)
      case _ where isQuoted: keep(byte)
      case UInt8(ascii: "("): comments += 1
      case UInt8(ascii: ")") where comments > 0: comments -= 1
      case _ where comments > 0: break
      case UInt8(ascii: "<"): (bracketed, isInBrackets) = (ByteBuffer(), true)
      case UInt8(ascii: ">"): isInBrackets = false
      case UInt8(ascii: ","), UInt8(ascii: ";"): finish()
      // What stands in front of a colon names a group, or is a route.
      case UInt8(ascii: ":") where !isInBrackets: plain.removeAll()
      case _ where byte.isASCIIBlank: break
      default: keep(byte)
      }
    }
    finish()
    return found
  }
}

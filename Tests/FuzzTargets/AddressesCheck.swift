import Bytes
import Charsets
import MIME

/// Reads the input as a list of addresses, and as a domain.
enum AddressesCheck {
  private static let charsets = IconvCharsets()

  static func run(_ input: [UInt8]) throws(Finding) {
    let addresses = Address.list(input.span, charsets: charsets)
    for address in addresses {
      for mailbox in address.mailboxes {
        try require(
          isUTF8(mailbox.name) && isUTF8(mailbox.localPart) && isUTF8(mailbox.domain),
          "an address is UTF-8"
        )
        _ = InternationalDomain.ascii(mailbox.domain)
      }
      try checkPrinted(address)
    }
    let domain = InternationalDomain.unicode(ByteString(input))
    if input.allSatisfy({ $0 < 0x80 }) { try require(isUTF8(domain), "a domain is UTF-8") }
  }

  /// What was read and is printed reads the same again, if it is an address at all.
  private static func checkPrinted(_ address: Address) throws(Finding) {
    guard case .mailbox(let mailbox) = address, isPlain(mailbox) else { return }
    let again = Address.list(address.printed.bytes.span, charsets: charsets)
    try require(again == [address], "a printed address reads the same")
  }

  /// Whether an address is one: control characters and byte order marks do not survive being encoded or read.
  private static func isPlain(_ mailbox: Mailbox) -> Bool {
    let isName = { (byte: UInt8) in
      byte.isASCIIDigit || ("a"..."z").contains(Unicode.Scalar(byte.asciiLowercased))
    }
    return !mailbox.localPart.isEmpty && mailbox.localPart.bytes.allSatisfy { !$0.isASCIIControl }
      && !mailbox.domain.isEmpty && mailbox.domain.bytes.allSatisfy(isName)
      && mailbox.name.bytes.allSatisfy { !$0.isASCIIControl && $0 != 0xBF }
      && mailbox.name.bytes.first != ASCII.space && mailbox.name.bytes.last != ASCII.space
  }

  private static func isUTF8(_ text: ByteString) -> Bool {
    Scan.lengthOfUTF8(in: text.bytes.span) == text.count
  }
}

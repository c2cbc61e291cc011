import Bytes
import Charsets
import MIME

/// Reads the input as a list of addresses.
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
        try checkAddress(of: mailbox)
      }
    }
  }

  /// What was read and is written reads the same again, if it is an address at all.
  private static func checkAddress(of mailbox: Mailbox) throws(Finding) {
    let isName = { (byte: UInt8) in
      byte.isASCIIDigit || ("a"..."z").contains(Unicode.Scalar(byte.asciiLowercased))
    }
    guard !mailbox.localPart.isEmpty, mailbox.localPart.bytes.allSatisfy({ !$0.isASCIIControl }),
      !mailbox.domain.isEmpty, mailbox.domain.bytes.allSatisfy(isName)
    else { return }
    let again = Address.list(mailbox.address.bytes.span, charsets: charsets)
    let bare = Mailbox(localPart: mailbox.localPart, domain: mailbox.domain)
    try require(again == [.mailbox(bare)], "an address that is written reads the same")
  }

  private static func isUTF8(_ text: ByteString) -> Bool {
    Scan.lengthOfUTF8(in: text.bytes.span) == text.count
  }
}

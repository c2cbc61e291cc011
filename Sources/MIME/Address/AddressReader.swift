import Bytes

/// Puts the tokens of an address field together, from left to right and without going back.
struct AddressReader<Charsets: CharsetDecoding>: ~Copyable, ~Escapable {
  private var lexer: AddressLexer
  private let charsets: Charsets
  private var addresses: [Address] = []
  /// The group that is open, if one is.
  private var group: (name: ByteString, members: [Mailbox])?
  private var draft = MailboxDraft()

  @_lifetime(copy value)
  init(_ value: Span<UInt8>, charsets: Charsets) {
    lexer = AddressLexer(value)
    self.charsets = charsets
  }

  mutating func readAll() -> [Address] {
    while let token = lexer.next() {
      switch token {
      case .special(UInt8(ascii: ",")): draft.isInRoute ? draft.dropRoute() : finishMailbox()
      case .special(UInt8(ascii: ";")):
        finishMailbox()
        finishGroup()
      case .special(UInt8(ascii: ":")) where draft.isAngled: draft.dropRoute()
      case .special(UInt8(ascii: ":")) where group == nil && !draft.sawAt:
        group = (draft.phrase(charsets), [])
        draft = MailboxDraft()
      default: draft.add(token, afterSpace: lexer.sawSpace)
      }
    }
    finishMailbox()
    finishGroup()
    return addresses
  }

  private mutating func finishMailbox() {
    if let mailbox = draft.mailbox(charsets) {
      if group == nil { addresses.append(.mailbox(mailbox)) } else { group?.members.append(mailbox) }
    }
    draft = MailboxDraft()
  }

  private mutating func finishGroup() {
    if let group { addresses.append(.group(name: group.name, members: group.members)) }
    group = nil
  }
}

import Bytes

/// A mailbox whose end has not been read.
struct MailboxDraft {
  /// What stands before `<`: a name, or all of the address if no `<` comes.
  private var words: [UInt8] = []
  /// As `words`, as an address: white space and quotation marks are gone.
  private var bare = Spec()
  private var angled: Spec?
  private var comment: [UInt8]?
  private var isClosed = false

  /// Whether a `<` was there whose `>` was not.
  var isAngled: Bool { angled != nil && !isClosed }
  /// Whether what is read now may be the route to an address: `<@one,@two:user@host>` (RFC 5322 section 4.4).
  var isInRoute: Bool { isAngled && angled?.local.isEmpty == true && angled?.domain != nil }
  /// Whether there was an `@`.
  var sawAt: Bool { bare.domain != nil || angled != nil }

  /// An address that is being read.
  private struct Spec {
    var local: [UInt8] = []
    var domain: [UInt8]?
    var isEmpty: Bool { local.isEmpty && domain == nil }

    mutating func add(_ text: [UInt8]) {
      if domain == nil { local += text } else { domain? += text }
    }

    /// The last `@` counts.
    mutating func addAt() {
      if let domain { local += [UInt8(ascii: "@")] + domain }
      domain = []
    }
  }

  mutating func add(_ token: AddressToken, afterSpace: Bool) {
    switch token {
    case .word(let text), .literal(let text), .quoted(let text):
      if isAngled { angled?.add(text) } else if !isClosed { addBare(text, token, afterSpace: afterSpace) }
    case .comment(let text): if comment == nil { comment = text }
    case .special(UInt8(ascii: "<")): if angled == nil { angled = Spec() }
    case .special(UInt8(ascii: ">")): isClosed = angled != nil
    case .special(UInt8(ascii: "@")):
      if isAngled { angled?.addAt() } else if !isClosed { addBareAt(afterSpace: afterSpace) }
    case .special(let byte):
      if isAngled { angled?.add([byte]) } else if !isClosed { addBare([byte], token, afterSpace: afterSpace) }
    }
  }

  private mutating func addBare(_ text: [UInt8], _ token: AddressToken, afterSpace: Bool) {
    if afterSpace, !words.isEmpty { words.append(ASCII.space) }
    words += text
    bare.add(text)
  }

  private mutating func addBareAt(afterSpace: Bool) {
    if afterSpace, !words.isEmpty { words.append(ASCII.space) }
    words.append(UInt8(ascii: "@"))
    bare.addAt()
  }

  /// Forgets what was the way to an address.
  mutating func dropRoute() {
    angled = Spec()
  }

  /// What was read so far as a name.
  func phrase(_ charsets: some CharsetDecoding) -> ByteString {
    HeaderText.decode(words.span, charsets: charsets)
  }

  /// The mailbox, or nil if nothing was there.
  func mailbox(_ charsets: some CharsetDecoding) -> Mailbox? {
    let spec = angled ?? bare
    guard angled != nil || !spec.isEmpty else { return nil }
    let said = angled == nil ? [] : words
    let name = said.isEmpty ? comment ?? [] : said
    // What is no address stays as it was written: `ann at example.com`, or a name alone.
    let isAddress = angled != nil || bare.domain != nil
    return Mailbox(
      name: HeaderText.decode(name.span, charsets: charsets),
      localPart: isAddress ? Self.text(spec.local, charsets) : phrase(charsets),
      domain: Self.text(spec.domain ?? [], charsets)
    )
  }

  /// An address is no place for encoded words, but for letters of all kinds (RFC 6532 section 3.2).
  private static func text(_ bytes: [UInt8], _ charsets: some CharsetDecoding) -> ByteString {
    Scan.firstNonASCII(in: bytes.span) == nil
      ? ByteString(bytes) : TextDecoder.decode(bytes.span, label: nil, charsets: charsets)
  }
}

import Bytes

extension MIMETree {
  /// What is wrong with the content, and not with the structure: encodings that break their rules, bytes that do not belong
  /// into headers or into mail.
  ///
  /// Each kind is told once for a part. Looks at all bytes, so only for those who want to know.
  public func contentDefects(in bytes: Span<UInt8>) -> [Defect] {
    var found: [Defect] = []
    if let null = Scan.firstIndex(of: ASCII.null, in: bytes) { found.append(Defect(.null, at: null)) }
    if !defects.contains(where: { $0.kind == .bareLineFeed }), let bare = firstBareLineFeed(in: bytes) {
      found.append(Defect(.bareLineFeed, at: bare))
    }
    for part in parts {
      let header = bytes.extracting(part.header)
      let clean = Scan.lengthOfUTF8(in: header)
      if clean < header.count { found.append(Defect(.eightBitHeader, at: part.header.lowerBound + clean)) }
      let body = bytes.extracting(part.body)
      let defects: [Defect] =
        switch part.encoding {
        case .base64: Self.base64Defects(body)
        case .quotedPrintable: Self.quotedPrintableDefects(body)
        case .identity, .uuencode: []
        }
      found += defects.map { Defect($0.kind, at: part.body.lowerBound + $0.offset) }
    }
    return Array(found.prefix(1_000))
  }

  private func firstBareLineFeed(in bytes: Span<UInt8>) -> Int? {
    var position = 0
    while let lineFeed = Scan.firstIndex(of: ASCII.lineFeed, in: bytes, from: position) {
      if lineFeed == 0 || bytes[lineFeed - 1] != ASCII.carriageReturn { return lineFeed }
      position = lineFeed + 1
    }
    return nil
  }

  private static func base64Defects(_ text: Span<UInt8>) -> [Defect] {
    var digits = 0
    var foreign: Int?
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
        digits += 1
      case 0...ASCII.space: break
      default: foreign = foreign ?? index
      }
    }
    let cut = digits % 4 == 0 ? nil : text.count
    return [foreign.map { Defect(.badBase64, at: $0) }, cut.map { Defect(.cutBase64, at: $0) }].compactMap(
      \.self
    )
  }

  private static func quotedPrintableDefects(_ text: Span<UInt8>) -> [Defect] {
    var position = 0
    while let equals = Scan.firstIndex(of: UInt8(ascii: "="), in: text, from: position) {
      position = equals + 1
      if Hexadecimal.octet(at: position, in: text) == nil,
        QuotedPrintableDecoder.softBreak(at: position, in: text) == nil
      {
        return [Defect(.badQuotedPrintable, at: equals)]
      }
    }
    return []
  }
}

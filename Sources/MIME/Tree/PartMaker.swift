import Bytes

/// Makes a part of what its header says.
struct PartMaker {
  let facts: HeaderFacts
  let isInDigest: Bool
  /// What separates its parts, if it has any.
  private(set) var boundary: [UInt8]?
  private(set) var defects: [Defect.Kind] = []

  init(facts: HeaderFacts, isInDigest: Bool) {
    (self.facts, self.isInDigest) = (facts, isInDigest)
  }

  mutating func make(
    header: Range<Int>,
    body: Range<Int>,
    parent: Int?,
    depth: Int,
    mayNest: Bool,
    in bytes: Span<UInt8>
  ) -> Part {
    let encoding = encoding(in: bytes)
    let name = facts.contentType.map { MediaName($0, in: bytes) }
    let kind = kind(name, encoding: encoding, mayNest: mayNest, in: bytes)
    let isMessage = name.map { $0.isType("message", in: bytes) } ?? isInDigest
    return Part(
      header: header,
      body: body,
      kind: kind,
      media: isMessage ? .other : name?.media(in: bytes) ?? .plain,
      encoding: kind == .leaf ? encoding : .identity,
      parent: parent,
      depth: depth,
      end: 0,
      contentType: facts.contentType,
      contentDisposition: facts.contentDisposition,
      contentID: facts.contentID
    )
  }

  private mutating func encoding(in bytes: Span<UInt8>) -> TransferEncoding {
    guard let value = facts.transferEncoding else { return .identity }
    if let encoding = TransferEncoding(bytes.extracting(value)) { return encoding }
    defects.append(.unknownEncoding)
    return .identity
  }

  private mutating func kind(
    _ name: MediaName?,
    encoding: TransferEncoding,
    mayNest: Bool,
    in bytes: Span<UInt8>
  ) -> Part.Kind {
    if holdsMessage(name, in: bytes), encoding == .identity { return nest(.message, mayNest) }
    guard let name, let field = facts.contentType, name.isType("multipart", in: bytes) else { return .leaf }
    if encoding != .identity { defects.append(.encodedMultipart) }
    let value = ParameterizedValue(bytes.extracting(field), charsets: BuiltInCharsets())
    guard let boundary = value["boundary"]?.bytes, !boundary.isEmpty else {
      defects.append(.missingBoundary)
      return .leaf
    }
    let kind = nest(.multipart(name.multipart(in: bytes)), mayNest)
    if kind != .leaf { self.boundary = boundary }
    return kind
  }

  private func holdsMessage(_ name: MediaName?, in bytes: Span<UInt8>) -> Bool {
    guard let name else { return isInDigest }
    return name.isType("message", in: bytes)
      && (name.isSubtype("rfc822", in: bytes) || name.isSubtype("global", in: bytes))
  }

  private mutating func nest(_ kind: Part.Kind, _ mayNest: Bool) -> Part.Kind {
    if !mayNest { defects.append(.tooDeep) }
    return mayNest ? kind : .leaf
  }
}

public import Bytes

/// The parts of a message, as ranges of its bytes.
///
/// They stand in the order of the message, each before what is in it. The tree does not keep the bytes: whoever asks brings
/// them, and they must be those it was made from.
public struct MIMETree: Sendable {
  /// All parts; the first is the message itself.
  public let parts: [Part]
  /// What is wrong with the structure, in order of discovery; `contentDefects` finds the rest.
  public let defects: [Defect]

  /// Takes a message apart.
  ///
  /// Any bytes are a message. The time is linear in the bytes, and the memory in the number of parts.
  public init(_ bytes: Span<UInt8>, limits: TreeLimits = TreeLimits()) {
    var builder = TreeBuilder(count: bytes.count, limits: limits)
    builder.build(bytes)
    (parts, defects) = (builder.parts, builder.defects)
  }

  /// The message itself.
  public var root: Part { parts[0] }

  /// The places of the parts that lie directly in the part at `index`.
  public func children(of index: Int) -> [Int] {
    var children: [Int] = []
    var child = index + 1
    while child < parts[index].end {
      children.append(child)
      child = parts[child].end
    }
    return children
  }

  /// The fields of a part's header, in order.
  public func fields(of index: Int, in bytes: Span<UInt8>) -> [Field] {
    var reader = FieldReader(parts[index].header)
    var fields: [Field] = []
    while let field = reader.next(in: bytes) { fields.append(field) }
    return fields
  }

  /// The value of the first field of that name, which is in lower case.
  public func value(_ name: StaticString, of index: Int = 0, in bytes: Span<UInt8>) -> Range<Int>? {
    var reader = FieldReader(parts[index].header)
    while let field = reader.next(in: bytes) {
      if field.isNamed(name, in: bytes) { return field.value }
    }
    return nil
  }

  /// The type of a part with its parameters; nil if it says none.
  public func contentType(
    of index: Int,
    in bytes: Span<UInt8>,
    charsets: some CharsetDecoding
  ) -> ParameterizedValue? {
    parts[index].contentType.map { ParameterizedValue(bytes.extracting($0), charsets: charsets) }
  }

  /// How a part asks to be shown, with its parameters; nil if it does not say.
  public func contentDisposition(
    of index: Int,
    in bytes: Span<UInt8>,
    charsets: some CharsetDecoding
  ) -> ParameterizedValue? {
    parts[index].contentDisposition.map { ParameterizedValue(bytes.extracting($0), charsets: charsets) }
  }

  /// The content of a leaf with its transfer encoding undone.
  public func content(of index: Int, in bytes: Span<UInt8>) -> [UInt8] {
    var reader = ContentReader(parts[index])
    var content: [UInt8] = []
    while !reader.isAtEnd { reader.read(from: bytes, into: &content) }
    return content
  }

  /// Calls `body` with the content of a leaf, piece by piece: for a checksum or a length, without holding all of it.
  public func visitContent(of index: Int, in bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    var reader = ContentReader(parts[index])
    var piece: [UInt8] = []
    while !reader.isAtEnd {
      piece.removeAll(keepingCapacity: true)
      reader.read(from: bytes, into: &piece)
      body(piece.span)
    }
  }

  /// The content of a leaf as UTF-8.
  public func text(of index: Int, in bytes: Span<UInt8>, charsets: some CharsetDecoding) -> ByteString {
    var reader = TextReader(self, part: index, in: bytes, charsets: charsets)
    var text: [UInt8] = []
    while !reader.isAtEnd { reader.read(from: bytes, into: &text) }
    return ByteString(text)
  }
}

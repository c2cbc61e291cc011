import Bytes

/// Puts parameters together that were cut into pieces, or whose charset is told (RFC 2231 sections 3 and 4).
struct ExtendedParameters {
  /// A piece of a value.
  private struct Piece {
    let number: Int
    let isExtended: Bool
    let value: [UInt8]
  }

  /// All that was given for a name.
  private struct Entry {
    let name: ByteString
    var plain: [UInt8]?
    var pieces: [Piece] = []
  }

  private var entries: [Entry] = []
  private var places: [ByteString: Int] = [:]
  private var count = 0

  /// More than this many parameters are no parameters.
  private static let limit = 1_000

  /// Adds a parameter as it was read: `name`, `name*`, `name*0` or `name*0*`.
  mutating func add(_ parameter: (name: ByteString, value: [UInt8])) {
    count += 1
    guard count <= Self.limit else { return }
    let sections = parameter.name.bytes.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
    let isExtended = sections.count > 1 && sections.last?.isEmpty == true
    let number =
      sections.count > 1 && !sections[1].isEmpty ? Int(String(decoding: sections[1], as: UTF8.self)) : 0
    guard let name = sections.first, !name.isEmpty, sections.count > 1, let number, number >= 0 else {
      edit(parameter.name) { entry in entry.plain = entry.plain ?? parameter.value }
      return
    }
    edit(ByteString(Array(name))) { entry in
      entry.pieces.append(Piece(number: number, isExtended: isExtended, value: parameter.value))
    }
  }

  private mutating func edit(_ name: ByteString, _ body: (inout Entry) -> Void) {
    let place = places[name] ?? entries.count
    if place == entries.count {
      entries.append(Entry(name: name))
      places[name] = place
    }
    body(&entries[place])
  }

  /// The parameters, decoded; a value that RFC 2231 tells outranks a plain one beside it.
  func decoded(_ charsets: some CharsetDecoding) -> [ParameterizedValue.Parameter] {
    entries.map { entry in
      let plain = entry.plain ?? []
      let value =
        entry.pieces.isEmpty
        ? HeaderText.decode(plain.span, charsets: charsets) : Self.join(entry.pieces, charsets)
      return ParameterizedValue.Parameter(name: entry.name, value: value)
    }
  }

  private static func join(_ pieces: [Piece], _ charsets: some CharsetDecoding) -> ByteString {
    var bytes: [UInt8] = []
    var charset: ByteString?
    var isFirst = true
    for piece in pieces.sorted(by: { $0.number < $1.number }) {
      var value = piece.value[...]
      if isFirst, piece.isExtended {
        let quote = UInt8(ascii: "'")
        let marks = value.indices.filter { value[$0] == quote }
        if marks.count >= 2 {
          charset = ByteString(Array(value[..<marks[0]]))
          value = value[(marks[1] + 1)...]
        }
      }
      isFirst = false
      if piece.isExtended { appendUnescaped(Array(value).span, to: &bytes) } else { bytes += value }
    }
    let isEncodedWord = charset == nil && bytes.starts(with: Array("=?".utf8))
    if isEncodedWord { return HeaderText.decode(bytes.span, charsets: charsets) }
    return TextDecoder.decode(bytes.span, label: charset, charsets: charsets)
  }

  private static func appendUnescaped(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    var position = 0
    while position < text.count {
      if text[position] == UInt8(ascii: "%"), let octet = Hexadecimal.octet(at: position + 1, in: text) {
        bytes.append(octet)
        position += 3
      } else {
        bytes.append(text[position])
        position += 1
      }
    }
  }
}

import Bytes

/// The name of an element in lower case, short enough for a word of the machine: longer ones are nothing we know.
struct HTMLName: Hashable, ExpressibleByStringLiteral {
  private let word: UInt64
  /// How many bytes it takes in the source.
  let length: Int

  /// Reads letters and digits from `start` on; nil if there is no letter.
  init?(at start: Int, in html: Span<UInt8>) {
    guard start < html.count, ("a"..."z").contains(Unicode.Scalar(html[start].asciiLowercased)) else {
      return nil
    }
    var word: UInt64 = 0
    var position = start
    while position < html.count, html[position] > ASCII.space, html[position] != UInt8(ascii: ">"),
      html[position] != UInt8(ascii: "/")
    {
      word = position - start < 8 ? word << 8 | UInt64(html[position].asciiLowercased) : .max
      position += 1
    }
    (self.word, length) = (word, position - start)
  }

  init(stringLiteral name: StaticString) {
    word = name.withUTF8Buffer { name in
      var word: UInt64 = 0
      for index in name.indices { word = unsafe word << 8 | UInt64(name[index]) }
      return word
    }
    length = name.utf8CodeUnitCount
  }

  static func == (left: HTMLName, right: HTMLName) -> Bool { left.word == right.word }

  func hash(into hasher: inout Hasher) { hasher.combine(word) }
}

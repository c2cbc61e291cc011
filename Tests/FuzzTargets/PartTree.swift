import Bytes
import MailHogView

/// The parts of a message as a JSON value, by way of the walk through them.
enum PartTree {
  /// What the JSON of a message or a part should say.
  static func value(of content: Content, in data: [UInt8], parts: JSONValue) -> JSONValue {
    let headers = content.headers.map { header in
      let values = header.values(in: data.span).map { JSONValue.text($0.bytes) }
      return JSONValue.Member(UTF8Reference.lossy(header.name(in: data.span).bytes), .array(values))
    }
    return .object([
      "Headers": .object(headers),
      "Body": .text(data[content.body]),
      "Size": .count(content.size),
      "MIME": parts,
    ])
  }

  /// What the `MIME` of a message should say.
  ///
  /// - Throws: That the walk does not end, leaves its range, or counts otherwise than we do.
  static func parts(of content: Content, in data: [UInt8]) throws(Finding) -> JSONValue {
    guard let multipart = content.multipart else { return .null }
    var walk = PartWalk(through: multipart)
    var levels: [[JSONValue]] = [[]]
    var opened = [content]
    // No byte belongs to two parts of one level.
    var stepsLeft = 2 * (Multipart.nestingLimit + 1) * (data.count + 1)
    while let step = walk.next(in: data.span) {
      stepsLeft -= 1
      try require(stepsLeft > 0, "the walk ends")
      switch step {
      case .part(let part, let index, let isOpened):
        try require(index == levels[levels.count - 1].count, "parts are counted from 0")
        try requireInside(part, of: opened[opened.count - 1])
        if isOpened {
          opened.append(part)
          levels.append([])
        } else {
          levels[levels.count - 1].append(value(of: part, in: data, parts: .null))
        }
      case .end(let count):
        let parts = levels.removeLast()
        try require(count == parts.count, "a multipart has the parts that were shown")
        let value = JSONValue.object(["Parts": .slice(parts)])
        let whole = opened.removeLast()
        guard !opened.isEmpty else { return value }
        levels[levels.count - 1].append(Self.value(of: whole, in: data, parts: value))
      }
    }
    throw Finding("the walk ends with the end of its first multipart")
  }

  private static func requireInside(_ part: Content, of whole: Content) throws(Finding) {
    let (inner, outer) = (part.text, whole.body)
    try require(
      outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound,
      "a part lies in the body that it is a part of"
    )
  }
}

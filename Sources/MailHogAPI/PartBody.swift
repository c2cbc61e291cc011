internal import Bytes
internal import HTTP
internal import MailAPI
internal import MailStore

/// Makes the body of a part while the client reads, decoding Base64 on the way.
final class PartBody: BodySource {
  private let message: StoredMessage
  private var rest: Range<Int>
  private let isBase64: Bool

  /// The body that stands in `range` of the bytes of a message.
  init(_ message: StoredMessage, _ range: Range<Int>, isBase64: Bool) {
    (self.message, rest, self.isBase64) = (message, range, isBase64)
  }

  var burden: Int { message.burden }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    let room = max(target - buffer.count, 1)
    return isBase64 ? decode(into: &buffer, room: room) : copy(into: &buffer, room: room)
  }

  private func copy(into buffer: inout ByteBuffer, room: Int) -> BodyProgress {
    let run = rest.prefix(room)
    buffer.append(contentsOf: message.data[run])
    rest = run.upperBound..<rest.upperBound
    return rest.isEmpty ? .done : .more
  }

  /// Decodes some groups of four; a fault or the padding ends the content, as in MailHog.
  private func decode(into buffer: inout ByteBuffer, room: Int) -> BodyProgress {
    let (data, groups) = (message.data, groups(room / 3 + 1))
    let decoded = Base64.decode(data.span.extracting(groups.range))
    buffer.append(contentsOf: decoded.bytes)
    rest = groups.range.upperBound..<rest.upperBound
    return decoded.isComplete && !groups.isPadded && !rest.isEmpty ? .more : .done
  }

  /// Where the next `count` groups stand, with the line breaks between them, and whether padding ends them.
  private func groups(_ count: Int) -> (range: Range<Int>, isPadded: Bool) {
    let data = message.data
    var last: UInt8 = 0
    var characters = 0
    for index in rest where data[index] != ASCII.carriageReturn && data[index] != ASCII.lineFeed {
      if characters / 4 == count { return (rest.lowerBound..<index, last == UInt8(ascii: "=")) }
      last = data[index]
      characters += 1
    }
    return (rest, last == UInt8(ascii: "="))
  }
}

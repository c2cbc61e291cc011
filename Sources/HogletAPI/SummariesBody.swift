internal import Bytes
internal import HTTP
internal import MailAPI
internal import MailStore

/// Makes the JSON of a page of summaries while the client reads.
final class SummariesBody: BodySource {
  private let total: Int
  private let count: Int
  private let start: Int
  /// The messages that are not written, the next one last.
  private var rest: [StoredMessage]
  private var isBegun = false

  init(_ page: MessagePage, start: Int) {
    (total, count, self.start, rest) = (page.total, page.messages.count, start, page.messages.reversed())
  }

  var burden: Int { rest.reduce(0) { $0 + $1.burden } }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    if !isBegun { begin(&buffer) }
    while let message = rest.popLast() {
      buffer.append(summaryOf: message)
      if !rest.isEmpty { buffer.append(",") }
      if buffer.count >= target, !rest.isEmpty { return .more }
    }
    buffer.append("]}")
    return .done
  }

  private func begin(_ buffer: inout ByteBuffer) {
    buffer.append("{\"total\":")
    buffer.append(decimal: total)
    buffer.append(key: "start")
    buffer.append(decimal: start)
    buffer.append(key: "count")
    buffer.append(decimal: count)
    buffer.append(key: "messages")
    buffer.append("[")
    isBegun = true
  }
}

extension ByteBuffer {
  fileprivate mutating func append(summaryOf message: StoredMessage) {
    append(arrivalOf: message)
    append(key: "subject")
    append(jsonString: message.index.subject)
    append(key: "from")
    append(jsonString: message.index.sender)
    append(key: "to")
    append(jsonString: message.index.recipients)
    append(key: "attachments")
    append(decimal: message.index.attachmentCount)
    append(key: "snippet")
    append(jsonString: message.index.snippet)
    append("}")
  }
}

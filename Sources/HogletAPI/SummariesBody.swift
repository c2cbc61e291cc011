internal import Bytes
internal import HTTP
internal import MailAPI
internal import MailStore

/// Makes the JSON of a page of summaries while the client reads.
final class SummariesBody: BodySource {
  private let page: MessagePage
  /// The messages that are not written, the next one last.
  private var rest: [StoredMessage]
  private var isBegun = false

  init(_ page: MessagePage) {
    rest = page.messages.reversed()
    // What is written is let go of.
    self.page = MessagePage(
      total: page.total,
      unread: page.unread,
      start: page.start,
      messages: [],
      next: page.next
    )
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
    buffer.append(decimal: page.total)
    buffer.append(key: "unread")
    buffer.append(decimal: page.unread)
    buffer.append(key: "start")
    buffer.append(decimal: page.start)
    buffer.append(key: "count")
    buffer.append(decimal: rest.count)
    buffer.append(key: "next")
    if let next = page.next { buffer.append(jsonString: next.text) } else { buffer.append("null") }
    buffer.append(key: "messages")
    buffer.append("[")
    isBegun = true
  }
}

extension ByteBuffer {
  /// Adds what a list shows of a message.
  mutating func append(summaryOf message: StoredMessage) {
    let index = message.index
    append(arrivalOf: message)
    append(key: "subject")
    append(jsonString: index.subject)
    append(key: "from")
    append(jsonString: index.sender)
    append(key: "to")
    append(jsonString: index.recipients)
    append(key: "cc")
    append(jsonString: index.copies)
    append(key: "attachments")
    append(decimal: index.attachmentCount)
    append(key: "snippet")
    append(jsonString: index.snippet)
    append("}")
  }
}

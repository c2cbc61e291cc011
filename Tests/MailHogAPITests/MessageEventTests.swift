import Bytes
import HTTP
import MailHogAPI
import MailStore
import RouterClient
import Testing

@Suite struct `The event of a new message` {
  private func event(_ message: StoredMessage, target: Int = .max) -> String {
    var event = MessageEvent(MessageJSON(message))
    var text: [UInt8] = []
    while true {
      var buffer = ByteBuffer()
      let progress = event.write(into: &buffer, target: target)
      text += buffer.bytes
      if progress == .done { return String(decoding: text, as: UTF8.self) }
    }
  }

  @Test func `is indented JSON in data lines, and an empty line`() {
    let message = StoredMessage("Subject: <b>\r\n\r\nline\r\n\"two\"", to: [])
    #expect(
      event(message) == #"""
        data: {
        data:   "ID": "id@host",
        data:   "From": {
        data:     "Relays": null,
        data:     "Mailbox": "a",
        data:     "Domain": "b.c",
        data:     "Params": ""
        data:   },
        data:   "To": null,
        data:   "Content": {
        data:     "Headers": {
        data:       "Message-ID": [
        data:         "id@host"
        data:       ],
        data:       "Received": [
        data:         "from client by host (MailHog)\r\n          id id@host; Thu, 01 Jan 1970 00:00:00 +0000"
        data:       ],
        data:       "Return-Path": [
        data:         "\u003ca@b.c\u003e"
        data:       ],
        data:       "Subject": [
        data:         "\u003cb\u003e"
        data:       ]
        data:     },
        data:     "Body": "line\r\n\"two\"",
        data:     "Size": 27,
        data:     "MIME": null
        data:   },
        data:   "Created": "1970-01-01T00:00:00Z",
        data:   "MIME": null,
        data:   "Raw": {
        data:     "From": "a@b.c",
        data:     "To": null,
        data:     "Data": "Subject: \u003cb\u003e\r\n\r\nline\r\n\"two\"",
        data:     "Helo": "client"
        data:   }
        data: }


        """#
    )
  }

  @Test(arguments: MessageSample.all)
  func `is the same however little of it is made at once`(sample: MessageSample) {
    for message in sample.messages {
      let whole = event(message)
      for target in [1, 2, 3, 7, 33, 100, 1_000] { #expect(event(message, target: target) == whole) }
    }
  }

  @Test func `has no line break but those between its lines`() {
    let text = event(StoredMessage("a: b\r\n\r\n\n\r\u{2028}\u{2029}\u{1F}data: x\n\n"))
    let lines = text.dropLast(2).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.hasPrefix("data: ") })
    #expect(text.hasSuffix("}\n\n"))
  }
}

import Bytes
import MailStore
import MaildirStore
import Testing

@Suite struct `A file that was delivered to a real Maildir` {
  private func read(_ text: String) -> DeliveredFile {
    let bytes = Array(text.utf8)
    return DeliveredFile(reading: bytes.span)
  }

  @Test func `has the envelope that its delivery wrote`() {
    let file = read(
      "Return-Path: <bounce@a.example>\nX-Original-To: x@y\nDelivered-To: box@b.example\nFrom: A <a@a.example>\n"
        + "To: other@c.example\n\nbody\n"
    )
    #expect(
      file.envelope
        == Envelope(helo: "", sender: .init("bounce@a.example"), recipients: [.init("box@b.example")])
    )
  }

  @Test func `has the envelope that its sender wrote when there is no other`() {
    let file = read("from: \"Doe, J\" <j@a.example>\nTO: x@b, Y <y@c>\nCc: z@d\n\nTo: w@e\n")
    #expect(file.envelope.sender.address == "j@a.example")
    #expect(file.envelope.recipients.map(\.address) == ["x@b", "y@c", "z@d"])
  }

  @Test func `comes from nobody when its return path is empty`() {
    #expect(read("Return-Path: <>\nFrom: a@b\n\n").envelope.sender.address == "")
  }

  @Test(arguments: [
    ("A: b\n\nc\nd\n", "A: b\r\n\r\nc\r\nd"), ("A: b\r\n\r\nc", "A: b\r\n\r\nc"), ("", ""), ("\n", ""),
    ("a\r", "a\r"), ("a\r\r\n", "a\r"), ("\n\n\n", "\r\n\r\n"),
  ])
  func `has its lines ended as SMTP ends them`(text: String, expected: String) {
    #expect(String(decoding: read(text).data, as: UTF8.self) == expected)
  }
}

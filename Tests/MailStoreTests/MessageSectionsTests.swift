import Bytes
import MailStore
import Testing

@Suite struct `The sections of a message` {
  @Test(
    arguments: [
      ("A: b\r\n\r\nbody", "A: b", "body"), ("A: b\r\n\r\n", "A: b", ""), ("\r\n\r\nbody", "", "body"),
      ("A: b\r\n\r\n\r\n\r\nbody", "A: b", "\r\n\r\nbody"), ("A: b\r\nC: d\r\n\r\n", "A: b\r\nC: d", ""),
      ("A: b\r\r\n\r\nbody", "A: b\r", "body"),
      // Without an empty line all is body.
      ("", "", ""), ("\r\nbody", "", "\r\nbody"), ("A: b", "", "A: b"), ("A: b\r\n", "", "A: b\r\n"),
      ("A: b\n\nbody", "", "A: b\n\nbody"), ("A: b\r\n\nbody", "", "A: b\r\n\nbody"),
      ("A: b\r\n\r", "", "A: b\r\n\r"),
    ] as [(String, String, String)]
  )
  func `part at the first empty line, wherever the text stands`(text: String, header: String, body: String) {
    for (before, behind) in [("", ""), ("\r\n\r\n", "\n\r\n\r\n"), ("A: b\r\n", "C: d\r\n\r\n")] {
      let bytes = Array((before + text + behind).utf8)
      let range = before.utf8.count..<before.utf8.count + text.utf8.count
      let sections = MessageSections(of: range, in: bytes.span)
      #expect(String(decoding: bytes[sections.header], as: UTF8.self) == header)
      #expect(String(decoding: bytes[sections.body], as: UTF8.self) == body)
    }
  }
}

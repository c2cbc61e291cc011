import Bytes
import MailStore
import Testing

@Suite struct `A message's name` {
  @Test func `is 44 characters and the host`() {
    let random = [UInt8](repeating: 0xFB, count: 32)
    let id = MessageID(random: random.span, host: "mailhog.example")
    #expect(id.description == "-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s=@mailhog.example")
    #expect(id.host == "mailhog.example")
  }

  @Test(
    arguments: [("a@b", "b"), ("a", ""), ("a@", ""), ("@b", "b"), ("a@b@c", "b@c"), ("", "")]
      as [(ByteString, ByteString)]
  )
  func `has its host behind the first at sign`(text: ByteString, host: ByteString) {
    #expect(MessageID(text).host == host)
  }

  @Test func `may be anything from outside`() {
    let id = MessageID(ByteString([0xFF, 0x00]))
    #expect(id.text.bytes == [0xFF, 0x00])
    #expect(id == MessageID(ByteString([0xFF, 0x00])))
    #expect(id != MessageID("\u{FFFD}\0"))
  }
}

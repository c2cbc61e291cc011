import Bytes
import MailStore

/// Messages of 4 KB, every other one in Base64 or quoted-printable.
enum SearchedMail {
  private static let words = [
    "lorem", "ipsum", "dolor", "sit", "amet", "consectetur", "adipiscing", "elit", "señor", "übung",
    "integer", "vitae",
  ]

  /// The message of that number.
  static func message(_ number: Int) -> StoredMessage {
    let header =
      "From: Ann <ann@example.com>\r\nTo: Bob <bob@example.com>\r\nSubject: Message \(number)\r\nMIME-Version: 1.0\r\n"
    var data = Array("\(header)Content-Type: text/plain; charset=utf-8\r\n".utf8)
    let text = text(number, count: number.isMultiple(of: 4) ? 2_850 : 3_800)
    switch number % 4 {
    case 0: data += Array("Content-Transfer-Encoding: base64\r\n\r\n".utf8) + base64(text)
    case 2: data += Array("Content-Transfer-Encoding: quoted-printable\r\n\r\n".utf8) + quotedPrintable(text)
    default: data += Array("Content-Transfer-Encoding: 8bit\r\n\r\n".utf8) + text
    }
    return StoredMessage(
      id: MessageID(ByteString("\(number)@mail.example")),
      envelope: Envelope(
        helo: "client",
        sender: .init("ann@example.com"),
        recipients: [.init("bob@example.com")]
      ),
      data: data,
      lacksFinalLineBreak: true,
      created: Timestamp(nanoseconds: 0)
    )
  }

  private static func text(_ number: Int, count: Int) -> [UInt8] {
    var (text, state, column) = ([UInt8](), UInt64(number) &+ 1, 0)
    while text.count < count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let word = words[Int(state >> 33) % words.count]
      text += word.utf8
      column += word.utf8.count + 1
      text += (column > 70 ? "\r\n" : " ").utf8
      if column > 70 { column = 0 }
    }
    return text
  }

  private static func base64(_ text: [UInt8]) -> [UInt8] {
    let encoded = Base64.encode(text.span)
    return stride(from: 0, to: encoded.count, by: 76)
      .flatMap { Array(encoded[$0..<min($0 + 76, encoded.count)]) + Array("\r\n".utf8) }
  }

  private static func quotedPrintable(_ text: [UInt8]) -> [UInt8] {
    text.flatMap {
      $0 > 0x7F || $0 == UInt8(ascii: "=") ? Array("=\(String($0, radix: 16, uppercase: true))".utf8) : [$0]
    }
  }
}

import Bytes
import MailStore

extension StoredMessage {
  /// A message with everything but what a test is about filled in.
  static func example(
    _ id: ByteString = "id@mail.example",
    data: ByteString = "Subject: example\r\n\r\ntext",
    helo: ByteString = "client.example",
    from sender: ByteString = "sender@example.com",
    to recipients: [ByteString] = ["recipient@example.net"],
    created: Int64 = 0,
    utcOffset: Int32 = 0
  ) -> StoredMessage {
    StoredMessage(
      id: MessageID(id),
      envelope: Envelope(helo: helo, sender: .init(sender), recipients: recipients.map { .init($0) }),
      data: data.bytes,
      lacksFinalLineBreak: true,
      created: Timestamp(nanoseconds: created * 1_000_000_000, utcOffset: utcOffset)
    )
  }

  /// Messages named by `numbers`, a second apart.
  static func examples(_ numbers: Range<Int>) -> [StoredMessage] {
    numbers.map { .example(ByteString("\($0)"), created: Int64($0)) }
  }
}

extension MessagePage {
  /// The names on this page.
  var names: [String] { messages.map(\.id.description) }
}

/// The names that `StoredMessage.examples` gives, as a page shows them.
func names(_ numbers: some Sequence<Int>) -> [String] { numbers.map(String.init) }

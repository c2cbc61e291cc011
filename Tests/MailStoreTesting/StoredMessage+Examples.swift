public import Bytes
public import MailStore

extension StoredMessage {
  /// A message with everything but what a test is about filled in.
  ///
  /// - Parameters:
  ///   - id: Its name.
  ///   - data: What was received.
  ///   - helo: The client's name.
  ///   - sender: The reverse-path, without parameters.
  ///   - recipients: The forward-paths, without parameters.
  ///   - created: When it came, in seconds since 1970.
  ///   - utcOffset: The zone of that time.
  /// - Returns: The message; its last line break is left out of its data.
  public static func example(
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
  public static func examples(_ numbers: Range<Int>) -> [StoredMessage] {
    numbers.map { .example(ByteString("\($0)"), created: Int64($0)) }
  }
}

extension MessagePage {
  /// The names on this page.
  public var names: [String] { messages.map(\.id.description) }
}

/// The names that `StoredMessage.examples` gives, as a page shows them.
public func names(_ numbers: some Sequence<Int>) -> [String] { numbers.map(String.init) }

import Bytes
import HTTP
import MailHogAPI
import MailHogView
import MailStore

/// Shows any bytes as a message, and compares the JSON with what the view itself says.
enum ViewCheck {
  static func run(_ input: [UInt8]) throws(Finding) {
    let message = message(of: input)
    let whole = try json(of: message, target: .max)
    let value = try JSONReader.read(whole)
    try require(value == (try expected(message)), "the JSON says what the view says")
    // Stopping at every byte of a deep message takes long and tells nothing that a short one does not.
    for target in [whole.count < 2_048 ? 1 : 16, input.count % 61 + 2, 256] {
      let pieces = try json(of: message, target: target)
      try require(pieces == whole, "stops make no difference")
    }
    try checkPlaces(of: message)
  }

  /// A message of these bytes, the ends of which are also its envelope.
  private static func message(of input: [UInt8]) -> StoredMessage {
    let recipients = input.suffix(40).split(separator: UInt8(ascii: "\n"))
    return StoredMessage(
      id: MessageID("id@mail.example"),
      envelope: Envelope(
        helo: ByteString(Array(input.suffix(8))),
        sender: Envelope.Path(ByteString(Array(input.prefix(24)))),
        recipients: recipients.map { Envelope.Path(ByteString(Array($0))) }
      ),
      data: input,
      lacksFinalLineBreak: true,
      created: Timestamp(nanoseconds: 0)
    )
  }

  /// The JSON, taken from the writer each time that it has `target` bytes.
  private static func json(of message: StoredMessage, target: Int) throws(Finding) -> [UInt8] {
    var writer = MessageJSON(message)
    var json: [UInt8] = []
    var buffer = ByteBuffer()
    while true {
      buffer.removeAll()
      let progress = writer.write(into: &buffer, target: target)
      json += buffer.bytes
      if progress == .done { return json }
      try require(!buffer.isEmpty, "every step but the last writes something")
    }
  }

  private static func expected(_ message: StoredMessage) throws(Finding) -> JSONValue {
    let content = Content(of: message)
    let envelope = message.envelope
    let addresses = [envelope.sender.address] + envelope.recipients.map(\.address)
    let paths = addresses.map { path($0) }
    return .object([
      "ID": .text(message.id.text.bytes),
      "From": paths[0],
      "To": .slice(Array(paths.dropFirst())),
      "Content": PartTree.value(of: content, in: message.data, parts: .null),
      "Created": .text("1970-01-01T00:00:00Z".utf8),
      "MIME": try PartTree.parts(of: content, in: message.data),
      "Raw": .object([
        "From": .text(addresses[0].bytes),
        "To": .slice(addresses.dropFirst().map { .text($0.bytes) }),
        "Data": .text(message.data),
        "Helo": .text(envelope.helo.bytes),
      ]),
    ])
  }

  private static func path(_ address: ByteString) -> JSONValue {
    let path = MailPath(address)
    return .object([
      "Relays": .slice(path.relays.map { .text($0.bytes) }),
      "Mailbox": .text(path.mailbox.bytes),
      "Domain": .text(path.domain.bytes),
      "Params": .text([]),
    ])
  }

  /// The parts that are counted are those that the walk comes across.
  private static func checkPlaces(of message: StoredMessage) throws(Finding) {
    guard let multipart = Content(of: message).multipart else { return }
    let data = message.data
    var parts = multipart.parts
    var count = 0
    while let part = parts.next(in: data.span) {
      // Each count begins at the front.
      if count < 16 { try require(multipart.part(at: count, in: data.span) == part, "a part has its place") }
      count += 1
    }
    try require(multipart.part(at: count, in: data.span) == nil, "there is no part behind the last")
    try require(multipart.part(at: -1, in: data.span) == nil, "there is no part before the first")
  }
}

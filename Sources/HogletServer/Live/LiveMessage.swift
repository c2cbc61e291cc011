internal import Bytes
internal import HTTP
internal import MailHogAPI
internal import MailStore

/// A new message, as far made ready as all subscribers can share.
enum LiveMessage: Sendable {
  /// A small one, written once for all.
  case small(SmallLiveMessage)
  /// A large one, of which every subscriber makes a piece at a time.
  case large(LargeLiveMessage)

  /// Up to this size a message is written in every form at once, in bytes.
  private static let smallBytes = 4 * 1024

  /// Takes `message` apart: at once if it is small, beside the caller otherwise.
  init(_ message: StoredMessage) async {
    self =
      message.footprint <= Self.smallBytes
      ? .small(SmallLiveMessage(message)) : .large(await LargeLiveMessage.taking(apart: message))
  }

  /// What writes it in that form.
  func writer(_ form: LiveForm) -> LiveWriter {
    switch (self, form) {
    case (.small(let message), .event): .shared(message.event, written: 0)
    case (.small(let message), .frame): .shared(message.frame, written: 0)
    case (.large(let message), .event): .event(MessageEvent(message.json))
    case (.large(let message), .frame): .frame(MessageFrame(message.json, jsonCount: message.jsonCount))
    }
  }
}

extension StoredMessage? {
  /// The message, if there is one, as subscribers share it.
  nonisolated(nonsending) func livened() async -> LiveMessage? {
    guard let message = self else { return nil }
    return await LiveMessage(message)
  }
}

/// What a small message looks like in every form; it does not keep the message itself in memory.
struct SmallLiveMessage: Sendable {
  let event: [UInt8]
  let frame: [UInt8]

  init(_ message: StoredMessage) {
    let json = MessageJSON(message)
    var buffer = ByteBuffer()
    var event = MessageEvent(json)
    while event.write(into: &buffer, target: .max) != .done {}
    self.event = buffer.take()
    var frame = MessageFrame(json, jsonCount: json.count)
    while frame.write(into: &buffer, target: .max) != .done {}
    self.frame = buffer.take()
  }

  /// About how many bytes of memory it takes.
  var footprint: Int { event.count + frame.count }
}

/// A large message on its way to those who have begun to read it.
final class LargeLiveMessage: Sendable {
  /// The JSON, not begun: each subscriber goes on from a copy.
  let json: MessageJSON
  /// How many bytes the JSON has.
  let jsonCount: Int

  private init(_ json: MessageJSON) {
    self.json = json
    jsonCount = json.count
  }

  @concurrent
  static func taking(apart message: StoredMessage) async -> LargeLiveMessage {
    LargeLiveMessage(MessageJSON(message))
  }

  /// About how many bytes of memory it takes.
  var footprint: Int { json.message.footprint }
}

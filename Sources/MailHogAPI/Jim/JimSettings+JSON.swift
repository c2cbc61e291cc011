internal import Bytes
internal import JSON
internal import Jim

extension JimSettings {
  private typealias Field = (name: ByteString, path: any WritableKeyPath<JimSettings, Double> & Sendable)

  /// The names and the order are MailHog's.
  private static let fields: [Field] = [
    ("DisconnectChance", \.disconnectChance),
    ("AcceptChance", \.acceptChance),
    ("LinkSpeedAffect", \.linkSpeedAffect),
    ("LinkSpeedMin", \.linkSpeedMin),
    ("LinkSpeedMax", \.linkSpeedMax),
    ("RejectSenderChance", \.rejectSenderChance),
    ("RejectRecipientChance", \.rejectRecipientChance),
    ("RejectAuthChance", \.rejectAuthChance),
  ]

  /// What a JSON object says, as Go reads it: names in any case, what is absent or null is 0, what is unknown is ignored.
  ///
  /// A bare null is an object of nothing, and what stands behind the object is not looked at. Nil for any other text.
  init?(json text: [UInt8]) {
    guard let value = try? JSONValue(readingStartOf: text) else { return nil }
    self.init(value)
  }

  /// As `init(json:)`, of a text that has been read.
  init?(_ value: JSONValue) {
    self.init()
    if value == .null { return }
    guard let object = value.object else { return nil }
    for (name, path) in Self.fields {
      guard let value = object[anyCase: name], value != .null else { continue }
      guard let number = value.number?.double else { return nil }
      self[keyPath: path] = number
    }
  }

  /// The settings as a JSON object.
  var json: [UInt8] {
    var buffer = ByteBuffer()
    var separator: StaticString = "{"
    for (name, path) in Self.fields {
      buffer.append(separator)
      buffer.append(jsonString: name)
      buffer.append(":")
      buffer.append(jsonNumber: self[keyPath: path])
      separator = ","
    }
    buffer.append("}")
    return buffer.take()
  }
}

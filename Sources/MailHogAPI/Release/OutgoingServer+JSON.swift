internal import Bytes
internal import JSON

/// Why a text describes no server, or not the servers that it should.
public enum OutgoingServerFault: Error, Equatable, CustomStringConvertible {
  /// It is not JSON.
  case notJSON(String)
  /// It is JSON, and no object.
  case notAnObject
  /// A field has a value of another kind.
  case unexpectedValue(field: String)

  /// One line for people.
  public var description: String {
    switch self {
    case .notJSON(let reason): "not JSON: \(reason)"
    case .notAnObject: "not a JSON object"
    case .unexpectedValue(let field): "\(field) has a value of the wrong kind"
    }
  }
}

extension OutgoingServer {
  /// What stands in the place of a password.
  private static let mask: ByteString = "********"

  /// Reads the body of a request; what stands behind the object is not looked at, as in MailHog.
  public init(reading text: [UInt8]) throws(OutgoingServerFault) {
    let value = try Self.value { () throws(JSONError) in try JSONValue(readingStartOf: text) }
    guard let object = value.object else { throw .notAnObject }
    try self.init(object)
  }

  /// Reads a file of servers by their names, as `-outgoing-smtp` wants it.
  public static func list(reading text: [UInt8]) throws(OutgoingServerFault) -> [OutgoingServer] {
    let value = try Self.value { () throws(JSONError) in try JSONValue(reading: text) }
    // To Go's decoder, null is an object without members.
    if value == .null { return [] }
    guard let object = value.object else { throw .notAnObject }
    var servers: [OutgoingServer] = []
    for member in object.members {
      guard let fields = member.value == .null ? JSONObject() : member.value.object else {
        throw .unexpectedValue(field: member.name.description)
      }
      var server = try OutgoingServer(fields)
      // The server is found under the name in front, whatever else it says.
      server.name = member.name
      servers.append(server)
    }
    return servers
  }

  private static func value(
    _ read: () throws(JSONError) -> JSONValue
  ) throws(OutgoingServerFault) -> JSONValue {
    do {
      return try read()
    } catch {
      throw .notJSON("\(error)")
    }
  }

  /// Takes the fields by names in any case; what is absent or null stays as it is, as with Go's decoder.
  private init(_ object: JSONObject) throws(OutgoingServerFault) {
    try object.read("name", into: &name)
    label = name
    try object.read("email", into: &email)
    try object.read("host", into: &host)
    try object.read("username", into: &username)
    try object.read("password", into: &password)
    try object.read("mechanism", into: &mechanism)
    try object.read("save", into: &save)
    try object.read("insecure", into: &insecure)
    if let number = object[anyCase: "port"]?.number {
      guard number.int != nil else { throw .unexpectedValue(field: "port") }
      port = number.text
    } else {
      try object.read("port", into: &port)
    }
  }

  /// The server with its password as a JSON object, which `init(reading:)` reads back.
  public var json: [UInt8] {
    var buffer = ByteBuffer()
    write(password: password, into: &buffer)
    return buffer.take()
  }

  /// Adds an object with MailHog's fields, and ours if it says something; of a password, that there is one.
  func write(into buffer: inout ByteBuffer) {
    write(password: password.isEmpty ? "" : Self.mask, into: &buffer)
  }

  private func write(password: ByteString, into buffer: inout ByteBuffer) {
    buffer.append("{\"Name\":")
    buffer.append(jsonString: label)
    buffer.append(save ? ",\"Save\":true" : ",\"Save\":false")
    buffer.append(",\"Email\":")
    buffer.append(jsonString: email)
    buffer.append(",\"Host\":")
    buffer.append(jsonString: host)
    buffer.append(",\"Port\":")
    buffer.append(jsonString: port)
    buffer.append(",\"Username\":")
    buffer.append(jsonString: username)
    buffer.append(",\"Password\":")
    buffer.append(jsonString: password)
    buffer.append(",\"Mechanism\":")
    buffer.append(jsonString: mechanism)
    if insecure { buffer.append(",\"Insecure\":true") }
    buffer.append("}")
  }
}

extension JSONObject {
  fileprivate func read(_ name: ByteString, into text: inout ByteString) throws(OutgoingServerFault) {
    guard let value = self[anyCase: name], value != .null else { return }
    // Behind a NUL, C and some servers would not see the rest.
    guard let string = value.string, !string.bytes.contains(0) else {
      throw .unexpectedValue(field: name.description)
    }
    text = string
  }

  fileprivate func read(_ name: ByteString, into flag: inout Bool) throws(OutgoingServerFault) {
    guard let value = self[anyCase: name], value != .null else { return }
    guard let bool = value.bool else { throw .unexpectedValue(field: name.description) }
    flag = bool
  }
}

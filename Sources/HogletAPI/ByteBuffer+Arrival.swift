internal import Bytes
internal import MailStore

extension ByteBuffer {
  /// Begins an object with what the server knows of a message: its id, when it came, how large it is, whether somebody has
  /// read it, and its envelope.
  mutating func append(arrivalOf message: StoredMessage) {
    append("{\"id\":")
    append(jsonString: message.id.text)
    append(key: "created")
    append("\"")
    append(rfc3339: message.created)
    append("\"")
    append(key: "size")
    append(decimal: message.size)
    append(key: "read")
    append(message.isRead ? "true" : "false")
    append(key: "envelope")
    append("{\"helo\":")
    append(jsonString: message.envelope.helo)
    append(key: "from")
    append(jsonString: message.envelope.sender.address)
    append(key: "to")
    append(arrayOf: message.envelope.recipients) { $0.append(jsonString: $1.address) }
    append("}")
  }

  /// Adds an object that says whether a message has been read.
  mutating func append(stateOf id: MessageID, isRead: Bool) {
    append("{\"id\":")
    append(jsonString: id.text)
    append(isRead ? ",\"read\":true}" : ",\"read\":false}")
  }

  /// Adds a JSON array whose elements `write` writes.
  mutating func append<Element>(arrayOf elements: [Element], _ write: (inout ByteBuffer, Element) -> Void) {
    append("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { append(",") }
      write(&self, element)
    }
    append("]")
  }
}

internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import MailStore

extension Response {
  /// Says what is wrong, to people and programs: `{"error":"…"}`.
  static func fault(_ status: HTTPResponse.Status, _ reason: ByteString) -> Response {
    var buffer = ByteBuffer()
    buffer.append("{\"error\":")
    buffer.append(jsonString: reason)
    buffer.append("}")
    return .content(buffer.take(), type: "application/json", status: status)
  }

  /// Says what is wrong with a query, and at which of its bytes.
  static func fault(_ fault: QueryFault) -> Response {
    var buffer = ByteBuffer()
    buffer.append("{\"error\":")
    buffer.append(jsonString: ByteString(fault.description))
    buffer.append(key: "offset")
    buffer.append(decimal: fault.offset)
    buffer.append("}")
    return .content(buffer.take(), type: "application/json", status: .badRequest)
  }

  /// Says to how many messages something was done.
  static func count(_ name: StaticString, _ count: Int) -> Response {
    var buffer = ByteBuffer()
    buffer.append("{\"")
    buffer.append(name)
    buffer.append("\":")
    buffer.append(decimal: count)
    buffer.append("}")
    return .content(buffer.take(), type: "application/json")
  }

  /// Says whether a message has been read: what is told of one that was marked.
  static func state(of id: MessageID, isRead: Bool) -> Response {
    var buffer = ByteBuffer()
    buffer.append(stateOf: id, isRead: isRead)
    return .content(buffer.take(), type: "application/json")
  }

  /// There is no message of that id.
  static var noMessage: Response { .fault(.notFound, "there is no such message") }
}

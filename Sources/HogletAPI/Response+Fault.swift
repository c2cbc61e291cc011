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

  /// Says how many messages have been deleted.
  static func deleted(_ count: Int) -> Response {
    var buffer = ByteBuffer()
    buffer.append("{\"deleted\":")
    buffer.append(decimal: count)
    buffer.append("}")
    return .content(buffer.take(), type: "application/json")
  }

  /// There is no message of that id.
  static var noMessage: Response { .fault(.notFound, "there is no such message") }
}

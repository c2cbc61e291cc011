internal import Bytes
internal import HTTP
internal import HTTPTypes

extension Response {
  /// Says what is wrong, to people and programs: `{"error":"…"}`.
  static func fault(_ status: HTTPResponse.Status, _ reason: ByteString) -> Response {
    var buffer = ByteBuffer()
    buffer.append("{\"error\":")
    buffer.append(jsonString: reason)
    buffer.append("}")
    return .content(buffer.take(), type: "application/json", status: status)
  }

  /// There is no message of that id.
  static var noMessage: Response { .fault(.notFound, "there is no such message") }
}

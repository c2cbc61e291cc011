internal import Bytes
internal import COpenAPI
internal import HTTP
internal import HTTPTypes
internal import MailAPI
internal import MailStore

/// What is asked of the server, or done by it: not of its messages alone.
struct ServerAnswers: Sendable {
  let surroundings: HogletAPI.Surroundings

  /// What a page has to know of the server.
  func settings(_: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let (facts, names) = (surroundings.facts, try await surroundings.releaser.serverNames())
    let isJimThere = try await surroundings.isJimThere()
    var buffer = ByteBuffer()
    buffer.append("{\"version\":")
    buffer.append(jsonString: ByteString(facts.version))
    buffer.append(key: "storage")
    buffer.append(jsonString: ByteString(facts.storage))
    buffer.append(key: "hostname")
    buffer.append(jsonString: ByteString(facts.hostname))
    buffer.append(key: "smtp")
    buffer.append("{\"address\":")
    buffer.append(jsonString: ByteString(facts.smtpAddress))
    buffer.append("}")
    buffer.append(key: "limits")
    buffer.append("{\"messages\":")
    buffer.append(number: facts.limits.count)
    buffer.append(key: "bytes")
    buffer.append(number: facts.limits.bytes)
    buffer.append(key: "age")
    buffer.append(number: facts.limits.age)
    buffer.append("}")
    buffer.append(key: "releaseServers")
    buffer.append(arrayOf: names) { $0.append(jsonString: $1) }
    buffer.append(key: "jim")
    buffer.append(isJimThere ? "true}" : "false}")
    return .content(buffer.take(), type: "application/json")
  }

  /// Sends a message on.
  func release(_ request: Request, _ parameters: PathParameters) async throws(MailStoreError) -> Response {
    let order: ReleaseOrder
    do throws(RequestFault) {
      order = try ReleaseOrder(request)
    } catch {
      return error.response
    }
    switch try await surroundings.releaser.release(parameters.messageID, order) {
    case .released(let recipients):
      var buffer = ByteBuffer()
      buffer.append("{\"released\":")
      buffer.append(arrayOf: recipients) { $0.append(jsonString: $1) }
      buffer.append("}")
      return .content(buffer.take(), type: "application/json")
    case .forbidden: return .fault(.forbidden, "release is switched off")
    case .noMessage: return .noMessage
    case .noServer: return .fault(.notFound, "no server is saved under that name")
    case .malformed(let reason): return .fault(.badRequest, ByteString(reason))
    case .crowded(let reason): return .fault(.serviceUnavailable, ByteString(reason))
    case .failed(let reason, let stage, let reply): return .failedRelease(reason, stage: stage, reply: reply)
    }
  }

  /// What the API is, in words for programs (OpenAPI 3.1).
  func document(_: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let bytes = unsafe Array(
      UnsafeBufferPointer(start: hoglet_openapi_start(), count: hoglet_openapi_count)
    )
    var response = Response.content(bytes, type: "application/json")
    response.allowRevalidation(by: EntityTag(hashing: bytes))
    return response
  }
}

extension Response {
  /// Says why another server did not take a message.
  fileprivate static func failedRelease(_ reason: String, stage: String?, reply: String?) -> Response {
    var buffer = ByteBuffer()
    buffer.append("{\"error\":")
    buffer.append(jsonString: ByteString(reason))
    if let stage {
      buffer.append(key: "stage")
      buffer.append(jsonString: ByteString(stage))
    }
    if let reply {
      buffer.append(key: "reply")
      buffer.append(jsonString: ByteString(reply))
    }
    buffer.append("}")
    return .content(buffer.take(), type: "application/json", status: .badGateway)
  }
}

extension ByteBuffer {
  /// Adds a number, or null.
  fileprivate mutating func append(number: Int?) {
    if let number { append(decimal: number) } else { append("null") }
  }
}

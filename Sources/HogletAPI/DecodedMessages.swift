internal import Bytes
internal import Charsets
internal import HTTP
internal import HTTPTypes
internal import MIME
internal import MailAPI
internal import MailStore

/// One message, decoded: all of it, its texts, its parts.
struct DecodedMessages: Sendable {
  let store: any MailStore

  func message(_: Request, _ parameters: PathParameters) async throws(MailStoreError) -> Response {
    guard let message = try await store.message(parameters.messageID) else { return .noMessage }
    let body = await message.takenApart { DecodedMessageBody($0) }
    return Response(.ok, fields: [.contentType: "application/json"], body: .stream(body))
  }

  func delete(_: Request, _ parameters: PathParameters) async throws(MailStoreError) -> Response {
    guard try await store.delete(parameters.messageID) else { return .noMessage }
    return Response(.noContent)
  }

  /// Notes whether the message has been read.
  func mark(_ request: Request, _ parameters: PathParameters) async throws(MailStoreError) -> Response {
    let isRead: Bool
    do throws(RequestFault) {
      guard let flag = try RequestContent(of: request, members: ["read"]).flag("read") else {
        throw .malformed("there is no read")
      }
      isRead = flag
    } catch {
      return error.response
    }
    let id = parameters.messageID
    // Most marks are news, and then it is there.
    if try await store.mark([id], read: isRead) == 0, try await store.message(id) == nil { return .noMessage }
    return .state(of: id, isRead: isRead)
  }

  /// The message as it was received.
  func raw(_: Request, _ parameters: PathParameters) async throws(MailStoreError) -> Response {
    guard let message = try await store.message(parameters.messageID) else { return .noMessage }
    var fields: HTTPFields = .untrusted(type: "message/rfc822")
    fields.attach(fileNamed: message.id.text, ".eml")
    var response = Response(.ok, fields: fields, body: .stream(MessageDownload(message)))
    response.isCompressible = false
    return response
  }

  /// The plain text, or that of the HTML if there is none.
  func text(_: Request, _ parameters: PathParameters) async throws(MailStoreError) -> Response {
    guard let message = try await store.message(parameters.messageID) else { return .noMessage }
    let content = await message.takenApart { DecodedContent($0) }
    guard let part = content.bodies.text ?? content.bodies.html else {
      return .fault(.notFound, "the message has no text")
    }
    let body = TextBody(message, content.visibleText(of: part))
    return Response(.ok, fields: .untrusted(type: "text/plain; charset=utf-8"), body: .stream(body))
  }

  /// The HTML as it was sent, in UTF-8: nothing in it is to run, and a browser is told so.
  func html(_: Request, _ parameters: PathParameters) async throws(MailStoreError) -> Response {
    guard let message = try await store.message(parameters.messageID) else { return .noMessage }
    let content = await message.takenApart { DecodedContent($0) }
    guard let part = content.bodies.html else { return .fault(.notFound, "the message has no HTML") }
    let body = TextBody(message, content.text(of: part))
    return Response(.ok, fields: .untrusted(type: "text/html; charset=utf-8"), body: .stream(body))
  }

  /// A part by its place among the parts of the message, which is the first; its transfer encoding undone.
  func part(_: Request, _ parameters: PathParameters) async throws(MailStoreError) -> Response {
    guard let message = try await store.message(parameters.messageID) else { return .noMessage }
    let content = await message.takenApart { DecodedContent($0) }
    guard let index = Int(parameters["part"].description), content.tree.parts.indices.contains(index) else {
      return .fault(.notFound, "the message has no such part")
    }
    return content.download(of: index)
  }

  /// A file within the text of a part, by its place among them.
  func file(_: Request, _ parameters: PathParameters) async throws(MailStoreError) -> Response {
    guard let message = try await store.message(parameters.messageID) else { return .noMessage }
    let part = Int(parameters["part"].description)
    let (content, files) = await message.takenApart { message -> (DecodedContent, [Attachment]) in
      let content = DecodedContent(message)
      return (content, content.attachments.filter { $0.isFile(of: part) })
    }
    guard let index = Int(parameters["file"].description), files.indices.contains(index) else {
      return .fault(.notFound, "the message has no such file")
    }
    return content.download(of: files[index])
  }
}

extension Attachment {
  /// Whether it is a file within the text of that part.
  func isFile(of part: Int?) -> Bool { file != nil && self.part == part }
}

extension HTTPFields {
  /// What goes with content that whoever sent the mail has made: a browser is to run none of it, nor to guess its type.
  static func untrusted(type: String) -> HTTPFields {
    [
      .contentType: type,
      .contentSecurityPolicy: "sandbox; default-src 'none'",
      .xContentTypeOptions: "nosniff",
    ]
  }
}

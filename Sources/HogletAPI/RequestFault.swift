internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import MailStore

/// Why nothing is done about a request.
enum RequestFault: Error, Equatable {
  /// The content is not said to be JSON: a form of another site cannot say that without asking first.
  case notJSON
  /// The content says nothing that makes sense here.
  case malformed(String)
  /// The query cannot be read.
  case query(QueryFault)
  /// There is no query where one was meant to be.
  case misread

  /// As it is answered.
  var response: Response {
    switch self {
    case .notJSON: .fault(.unsupportedMediaType, "the content has to be JSON, and Content-Type to say so")
    case .malformed(let reason): .fault(.badRequest, .init(reason))
    case .query(let fault): .fault(fault)
    case .misread: .fault(.badRequest, "there is no query=, or it is not percent-encoded")
    }
  }
}

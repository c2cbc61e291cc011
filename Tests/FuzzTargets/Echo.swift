import Bytes
import HTTP
import HTTPTypes

/// Answers that hold as much of the request as they can, so that whatever could end a line early gets its chance.
struct Echo {
  // Not static: the leak check cannot see what an enum with a marked pointer keeps, and a global is never released.
  private let router = Router(
    routes: [
      "/api/v1/messages/{id}", "/api/v1/messages/{id}/mime/part/{part}/download", "/api/v2/{what}",
    ].map { path in Route(.get, PathPattern(path)) { _, _ in Response(.ok) } }
  )

  /// A response with all fields of `request`, its path, and what its path and its query stand for.
  static func response(to request: Request) -> Response {
    var fields = request.fields
    let query = QueryParameters(request.target.query)
    let path = PercentDecoding.decode(request.target.path.bytes.span, plus: .literal)
    for text in [request.target.path, path, query.first("query"), query.first("")].compactMap(\.self) {
      fields.append(HTTPField(name: .contentDisposition, value: text.bytes))
    }
    return Response(.ok, fields: fields)
  }

  /// Looks the request up in a table as the server has it.
  func route(_ request: Request) throws(Finding) {
    switch router.route(request) {
    case .matched(_, let parameters):
      try require(
        !parameters["id"].isEmpty || !parameters["what"].isEmpty,
        "a matched parameter is not empty"
      )
    case .methodNotAllowed(let allowed):
      try require(!allowed.contains(request.method), "a method that is allowed is routed")
    case .notFound: break
    }
  }

  /// Makes sure that a head has the lines of its response's fields in their order, the session's own, and no others.
  static func check(_ head: [UInt8], of response: Response) throws(Finding) {
    var lines = try WireLines.split(head)[...]
    try require(lines.popLast()?.isEmpty == true, "an empty line ends a head")
    let status = Array("HTTP/1.1 \(response.status.code) ".utf8)
    try require(lines.popFirst()?.starts(with: status) == true, "a status line begins a head")
    let owned = ["date", "connection", "content-length", "transfer-encoding"]
    for field in response.fields where !owned.contains(field.name.canonicalName) {
      let name = Array("\(field.name.rawName): ".utf8)
      try require(lines.popFirst()?.starts(with: name) == true, "a field has one line")
    }
    try require(lines.popFirst()?.starts(with: "Date: ".utf8) == true, "the date follows the fields")
    for line in lines {
      let name = String(decoding: line.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
      try require(owned.contains(name.lowercased()), "no line is injected")
    }
    try require(lines.count <= 2, "length and persistence are said once")
    try require(!head.contains(ASCII.null), "a head has no NUL")
  }
}

public import HTTPTypes

extension Response {
  /// What MailHog, like every server in Go, says of an unknown path.
  public static var notFound: Response { error(.notFound, "404 page not found\n") }

  /// The answer to a method that a path is not for, in the style of `notFound`.
  public static func methodNotAllowed(allow: [HTTPRequest.Method]) -> Response {
    var response = error(.methodNotAllowed, "405 method not allowed\n")
    response.fields[.allow] = allow.map(\.rawValue).joined(separator: ", ")
    return response
  }

  private static func error(_ status: HTTPResponse.Status, _ text: String) -> Response {
    var response = Response.text(status, text)
    response.fields[.xContentTypeOptions] = "nosniff"
    return response
  }
}

internal import HTTP
internal import HTTPTypes

extension Response {
  /// Sends the client on, with a link for people, as Go's `http.Redirect` does.
  static func moved(to location: String) -> Response {
    var response = Response.content(
      Array("<a href=\"\(location.escapedForHTML)\">Moved Permanently</a>.\n\n".utf8),
      type: "text/html; charset=utf-8",
      status: .movedPermanently
    )
    response.fields[.location] = location
    return response
  }
}

extension String {
  fileprivate var escapedForHTML: String {
    unicodeScalars.reduce(into: "") { text, character in
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&#34;"
      case "'": text += "&#39;"
      default: text.unicodeScalars.append(character)
      }
    }
  }
}

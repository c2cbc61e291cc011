internal import Bytes
internal import HTTP
internal import HTTPTypes

/// Finds the path that somebody meant who wrote a slash too many.
enum CanonicalPath {
  /// Where to send a request that no route serves, or nil if there is nothing like it.
  ///
  /// Repeated slashes become one, `.` and `..` are resolved, and a slash at the end goes if that helps. The query stays.
  static func redirection(of request: Request, in router: Router) -> Response? {
    let target = request.target
    var segments: [ArraySlice<UInt8>] = []
    for segment in target.path.bytes.split(separator: UInt8(ascii: "/")) {
      if segment.elementsEqual("..".utf8) {
        _ = segments.popLast()
      } else if !segment.elementsEqual(".".utf8) {
        segments.append(segment)
      }
    }
    let bare = segments.reduce(into: [UInt8]()) { $0 += [UInt8(ascii: "/")] + $1 }
    let candidates = [bare + (target.path.bytes.last == UInt8(ascii: "/") ? [UInt8(ascii: "/")] : []), bare]
    let found = candidates.first { path in
      path != target.path.bytes && !path.isEmpty && serves(ByteString(path), request.method, router)
    }
    guard let found else { return nil }
    let query = target.query.isEmpty ? [] : [UInt8(ascii: "?")] + target.query.bytes
    let location = String(decoding: found + query, as: UTF8.self)
    // Go says where in words, too, if no more than the last slash is wrong.
    let isBareOfSlash = found + [UInt8(ascii: "/")] == target.path.bytes
    return isBareOfSlash ? .moved(to: location) : Response(.movedPermanently, fields: [.location: location])
  }

  private static func serves(_ path: ByteString, _ method: HTTPRequest.Method, _ router: Router) -> Bool {
    switch router.route(Request(method: method == .head ? .get : method, target: Target(path: path))) {
    case .matched: true
    case .methodNotAllowed, .notFound: false
    }
  }
}

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

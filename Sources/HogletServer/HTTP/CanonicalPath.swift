internal import Bytes
internal import HTTP
internal import HTTPTypes

/// Finds the path that somebody meant who wrote a slash too many.
enum CanonicalPath {
  /// Sends a request that no route serves to the path that it meant; nil if there is nothing like it.
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
    // As with MailHog's router, the answer has content if no more than the last slash is wrong.
    let hasOnlySlashTooMany = found + [UInt8(ascii: "/")] == target.path.bytes
    return hasOnlySlashTooMany
      ? .moved(to: location) : Response(.movedPermanently, fields: [.location: location])
  }

  private static func serves(_ path: ByteString, _ method: HTTPRequest.Method, _ router: Router) -> Bool {
    switch router.route(Request(method: method == .head ? .get : method, target: Target(path: path))) {
    case .matched: true
    case .methodNotAllowed, .notFound: false
    }
  }
}

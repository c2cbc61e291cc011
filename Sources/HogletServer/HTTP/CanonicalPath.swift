internal import Bytes
internal import HTTP
internal import HTTPTypes

/// Finds the path that somebody meant who wrote a slash too many.
enum CanonicalPath {
  /// Where to send a request that no route serves, or nil if there is nothing like it.
  ///
  /// Repeated slashes become one, `.` and `..` are resolved, and a slash at the end goes if that helps. The query stays.
  static func location(for target: Target, in router: Router) -> String? {
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
      path != target.path.bytes && !path.isEmpty && serves(ByteString(path), router)
    }
    guard let found else { return nil }
    let query = target.query.isEmpty ? [] : [UInt8(ascii: "?")] + target.query.bytes
    return String(decoding: found + query, as: UTF8.self)
  }

  private static func serves(_ path: ByteString, _ router: Router) -> Bool {
    switch router.route(Request(method: .get, target: Target(path: path))) {
    case .matched, .methodNotAllowed: true
    case .notFound: false
    }
  }
}

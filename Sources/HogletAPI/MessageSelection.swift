internal import Bytes
internal import HTTP
internal import MailStore

/// Which messages a request is about.
enum MessageSelection {
  /// All of them.
  case all
  /// Those that are found.
  case found(MailSearch)
  /// Those of these names.
  case named([MessageID])

  /// How many names a request may have.
  static let longest = 10_000

  /// Those that the content of a request names, or else those that its query finds, or else all.
  ///
  /// - Throws: If there is something in the query or the content that is not understood: who says that does not mean all.
  init(_ target: Target, _ content: RequestContent?) throws(RequestFault) {
    let search = try MailSearch(of: target)
    guard search != nil || target.query.isEmpty else { throw .misread }
    guard let ids = try content?.texts("ids", atMost: Self.longest) else {
      self = search.map { .found($0) } ?? .all
      return
    }
    guard search == nil else { throw .malformed("there are both ids and a query") }
    self = .named(ids.map { MessageID($0) })
  }
}

extension MailSearch {
  /// What the query of a target asks for: in the query language, or as MailHog's API knows it if there is a `kind`; nil if
  /// it asks for nothing.
  init?(of target: Target) throws(RequestFault) {
    let parameters = QueryParameters(target.query)
    let query = parameters.first("query")
    if let kind = parameters.first("kind") {
      guard let kind = Kind(rawValue: kind.description), let query, !query.isEmpty else {
        throw .malformed("a kind is from, to or containing, and query says what to look for")
      }
      self.init(kind: kind, text: query)
      return
    }
    guard let query else {
      // Such as one with a lone `%` or a `;`.
      let isMisread = target.query.bytes.split(separator: UInt8(ascii: "&")).contains {
        $0.starts(with: "query=".utf8)
      }
      guard !isMisread else { throw .misread }
      return nil
    }
    do throws(QueryFault) {
      try self.init(query: query)
    } catch {
      throw .query(error)
    }
  }
}

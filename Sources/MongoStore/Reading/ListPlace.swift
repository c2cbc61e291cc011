internal import MailStore

/// Where a page begins.
enum ListPlace: Sendable {
  /// At that place, 0 for the newest.
  case place(Int)
  /// Behind that document, whether it is there or not.
  case behind(DocumentPlace)

  init(_ start: MailListing.Start) throws(MailStoreError) {
    switch start {
    case .place(let place): self = .place(place)
    case .behind(let cursor):
      guard let place = DocumentPlace(cursor) else { throw .unknownCursor }
      self = .behind(place)
    }
  }

  /// The place, if it is one that is counted.
  var index: Int? {
    if case .place(let place) = self { place } else { nil }
  }

  /// Whether a document is on the page, or would be if that had no end.
  ///
  /// - Parameters:
  ///   - index: Its place in the list.
  ///   - place: Its place in the order of all documents.
  /// - Returns: Whether the page has begun there.
  func isReached(_ index: Int, _ place: DocumentPlace) -> Bool {
    switch self {
    case .place(let start): index >= start
    case .behind(let mark): mark < place
    }
  }
}

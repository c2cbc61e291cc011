/// Where the content of a request ends.
enum ContentFraming: Equatable, Sendable {
  /// After so many bytes; after none if the head says nothing.
  case length(Int)
  /// After the last chunk.
  case chunked
}
